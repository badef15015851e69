import { type ComponentProps, lazy, Suspense } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'

const RetargetDialog = lazy(() =>
  patiently(() => import('./retarget-dialog')).then((module) => ({
    default: module.RetargetDialog,
  })),
)

/** The dialog that changes what a tag points at; its code loads when it is first asked for. */
export function LazyRetargetDialog(props: ComponentProps<typeof RetargetDialog>) {
  return (
    <Suspense fallback={<Opening />}>
      <RetargetDialog {...props} />
    </Suspense>
  )
}
