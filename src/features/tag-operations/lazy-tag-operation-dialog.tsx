import { type ComponentProps, lazy, Suspense } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'

const TagOperationDialog = lazy(() =>
  patiently(() => import('./tag-operation-dialog')).then((module) => ({
    default: module.TagOperationDialog,
  })),
)

/** The dialogs about tags; their code loads when one is first asked for. */
export function LazyTagOperationDialog(props: ComponentProps<typeof TagOperationDialog>) {
  return (
    <Suspense fallback={<Opening />}>
      <TagOperationDialog {...props} />
    </Suspense>
  )
}
