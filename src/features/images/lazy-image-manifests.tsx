import { type ComponentProps, lazy, Suspense } from 'react'
import { patiently } from '@/ui/patiently'
import { SkeletonRows } from '@/ui/skeleton'

const ImageManifests = lazy(() =>
  patiently(() => import('./image-manifests')).then((module) => ({
    default: module.ImageManifests,
  })),
)

/** The manifests tab, loaded when it is opened. */
export function LazyImageManifests(props: ComponentProps<typeof ImageManifests>) {
  return (
    <Suspense fallback={<SkeletonRows rows={6} columns={4} />}>
      <ImageManifests {...props} />
    </Suspense>
  )
}
