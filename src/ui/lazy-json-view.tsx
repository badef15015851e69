import { lazy } from 'react'
import { patiently } from './patiently'

/** A JSON text to read; the code viewer and its library are loaded when the first one is shown. */
export const LazyJsonView = lazy(() =>
  patiently(() => import('./json-view')).then((module) => ({ default: module.JsonView })),
)
