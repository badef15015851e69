import { type ComponentProps, lazy, Suspense } from 'react'

const RetargetDialog = lazy(() =>
  import('./retarget-dialog').then((module) => ({ default: module.RetargetDialog })),
)

/** The dialog that changes what a tag points at; its code loads when it is first asked for. */
export function LazyRetargetDialog(props: ComponentProps<typeof RetargetDialog>) {
  return (
    <Suspense
      fallback={
        <span className="ts-sr" role="status">
          Opening…
        </span>
      }
    >
      <RetargetDialog {...props} />
    </Suspense>
  )
}
