import { type ComponentProps, lazy, Suspense } from 'react'

const StreamOperationDialog = lazy(() =>
  import('./stream-operation-dialog').then((module) => ({
    default: module.StreamOperationDialog,
  })),
)

/** The dialogs about streams; their code loads when one is first asked for. */
export function LazyStreamOperationDialog(props: ComponentProps<typeof StreamOperationDialog>) {
  return (
    <Suspense
      fallback={
        <span className="ts-sr" role="status">
          Opening…
        </span>
      }
    >
      <StreamOperationDialog {...props} />
    </Suspense>
  )
}
