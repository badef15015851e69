import { type ComponentProps, lazy, Suspense } from 'react'
import { patiently } from '@/ui/patiently'
import { SkeletonRows } from '@/ui/skeleton'

const Signatures = lazy(() =>
  patiently(() => import('./signatures')).then((module) => ({ default: module.Signatures })),
)

/** The signatures of an image; their code loads when they are first asked for. */
export function LazySignatures(props: ComponentProps<typeof Signatures>) {
  return (
    <Suspense fallback={<SkeletonRows rows={6} columns={2} />}>
      <Signatures {...props} />
    </Suspense>
  )
}
