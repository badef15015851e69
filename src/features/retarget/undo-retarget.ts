import type { TagWrite } from '@/domain/tag-operations/tag-write'
import { useChangeTag } from '@/mutations/change-tag'
import type { TagName } from '@/mutations/write-tag'
import { useToasts } from '@/ui/toasts'

/**
 * Takes a change back, guarded as it was made, and says in a toast what became of that [E14]. It goes
 * on where the dialog that made the change is closed.
 */
export function useUndoRetarget(at: TagName): (writes: readonly TagWrite[]) => void {
  const { addToast } = useToasts()
  const { mutateAsync } = useChangeTag()
  const name = `${at.stream}:${at.tag}`
  return (writes) => {
    mutateAsync({ at, writes }).then(
      () => addToast({ kind: 'ok', title: `${name} is as before` }),
      (error: Error) =>
        addToast({ kind: 'bad', title: `${name} was not changed back`, body: error.message }),
    )
  }
}
