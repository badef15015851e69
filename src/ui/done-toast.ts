import type { ReactNode } from 'react'
import { useToasts } from './toasts'

/** Something that was done, and how it is taken back. */
interface Done {
  title: string
  body?: ReactNode
  /** What was changed, as in `web:prod`. */
  name: string
  /** It was made: taken back it is gone again. */
  isNew: boolean
  /** Sends what takes it back, guarded as the change was; null where there is no way back. */
  undo: (() => Promise<unknown>) | null
}

/**
 * Says in a toast what was done, with Undo where there is a way back [E14], and then in another what
 * became of that. It goes on where the dialog that made the change is closed.
 */
export function useDoneToast(): (done: Done) => void {
  const { addToast } = useToasts()

  function takeBack({ name, isNew }: Done, undo: () => Promise<unknown>) {
    undo().then(
      () =>
        addToast({ kind: 'ok', title: isNew ? `${name} is gone again` : `${name} is as before` }),
      (error: Error) =>
        addToast({ kind: 'bad', title: `${name} was not changed back`, body: error.message }),
    )
  }

  return (done) => {
    const { title, body, undo } = done
    addToast({
      kind: 'ok',
      title,
      body,
      ...(undo && { action: { label: 'Undo', onClick: () => takeBack(done, undo) } }),
    })
  }
}
