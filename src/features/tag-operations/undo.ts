import type { ReactNode } from 'react'
import { type DoneWrite, undoWrites } from '@/domain/tag-operations/undo-tag'
import { useChangeTag } from '@/mutations/change-tag'
import { useToasts } from '@/ui/toasts'

/** Says in a toast what was done, with Undo where there is a way back [E14]. */
export function useDoneToast(): (done: DoneWrite, title: string, body?: ReactNode) => void {
  const { addToast } = useToasts()
  const { mutateAsync } = useChangeTag()

  function undo(done: DoneWrite) {
    const name = `${done.at.stream}:${done.at.tag}`
    mutateAsync({ at: done.at, writes: undoWrites(done) }).then(
      () =>
        addToast({
          kind: 'ok',
          title: done.write.how === 'create' ? `${name} is gone again` : `${name} is as before`,
        }),
      (error: Error) =>
        addToast({ kind: 'bad', title: `${name} was not changed back`, body: error.message }),
    )
  }

  return (done, title, body) =>
    addToast({
      kind: 'ok',
      title,
      body,
      ...(undoWrites(done).length > 0 && {
        action: { label: 'Undo', onClick: () => undo(done) },
      }),
    })
}
