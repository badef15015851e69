import { lazy, Suspense } from 'react'
import type { KubeObject } from '@/domain/kinds/meta'
import { patiently } from '@/ui/patiently'

const YamlView = lazy(() =>
  patiently(() => import('./yaml-view')).then((module) => ({ default: module.YamlView })),
)

/** The YAML of an object; the library that writes YAML loads only when a person asks for it. */
export function YamlTab({ object, name }: { object: KubeObject; name: string }) {
  return (
    <Suspense fallback={<p className="ts-muted">Writing the YAML…</p>}>
      <YamlView object={object} name={name} />
    </Suspense>
  )
}
