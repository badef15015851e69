import { type ComponentProps, lazy, Suspense } from 'react'

const TagOperationDialog = lazy(() =>
  import('./tag-operation-dialog').then((module) => ({ default: module.TagOperationDialog })),
)

/** The dialogs about tags; their code loads when one is first asked for. */
export function LazyTagOperationDialog(props: ComponentProps<typeof TagOperationDialog>) {
  return (
    <Suspense
      fallback={
        <span className="ts-sr" role="status">
          Opening…
        </span>
      }
    >
      <TagOperationDialog {...props} />
    </Suspense>
  )
}
