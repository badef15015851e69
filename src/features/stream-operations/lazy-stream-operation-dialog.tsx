import { type ComponentProps, lazy, Suspense } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'

const StreamOperationDialog = lazy(() =>
  patiently(() => import('./stream-operation-dialog')).then((module) => ({
    default: module.StreamOperationDialog,
  })),
)

/** The dialogs about streams; their code loads when one is first asked for. */
export function LazyStreamOperationDialog(props: ComponentProps<typeof StreamOperationDialog>) {
  return (
    <Suspense fallback={<Opening />}>
      <StreamOperationDialog {...props} />
    </Suspense>
  )
}
