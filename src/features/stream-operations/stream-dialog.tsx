import type { ReactNode } from 'react'
import { missingRightsText } from '@/domain/right'
import { undoCreateStream } from '@/domain/stream-operations/create-stream'
import type { StreamOperation } from '@/domain/stream-operations/stream-operation'
import { useChangeStream } from '@/mutations/change-stream'
import { writeFailureTitle } from '@/mutations/write-failure-title'
import { useMissingRights } from '@/queries/missing-rights'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { useDoneToast } from '@/ui/done-toast'
import { FailedNote } from '@/ui/failed-note'
import { CommandField } from '@/ui/fields'
import { Note } from '@/ui/note'
import styles from './stream-dialog.module.css'

/** One change of a stream: the form, what will come of it, and the button. */
export function StreamDialog({
  title,
  action,
  isDanger = false,
  operation,
  blocker = '',
  isDirty = false,
  done,
  onSave,
  onDone,
  onClose,
  children,
}: {
  title: string
  /** On the button: verb and object. */
  action: string
  isDanger?: boolean
  operation: StreamOperation
  /** Why it cannot be done as it stands, besides what the operation says; '' for nothing. */
  blocker?: string
  isDirty?: boolean
  /** The title of the toast. */
  done: string
  /** Called when it is sent, with whether it is under way or done: what arrives then may be the own change. */
  onSave?: (isUnderWay: boolean) => void
  onDone?: ((operation: StreamOperation) => void) | undefined
  onClose: () => void
  children?: ReactNode
}) {
  const { at, write, sentences, command } = operation
  const change = useChangeStream()
  const say = useDoneToast()
  const missing = missingRightsText(useMissingRights(operation.rights))
  const why = operation.blocker || blocker || missing
  const reason = change.isPending ? 'It is under way.' : why

  function save() {
    if (reason !== '' || !write) return
    onSave?.(true)
    change.mutate(
      { at, write },
      {
        onSuccess: (stream) => {
          const undo =
            write.how === 'create' ? undoCreateStream(stream?.metadata.uid ?? '') : operation.undo
          say({
            title: done,
            name: at.stream,
            isNew: write.how === 'create',
            undo: undo && (() => change.mutateAsync({ at, write: undo })),
          })
          onDone?.(operation)
          onClose()
        },
        onError: () => onSave?.(false),
      },
    )
  }

  return (
    <Dialog
      title={title}
      isNarrow
      isDirty={isDirty}
      isBusy={change.isPending}
      onClose={onClose}
      onSubmit={save}
      footer={(isLeaving) => (
        <>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            type="submit"
            {...(reason !== '' && { disabledReason: reason })}
          >
            {change.isPending ? 'Working…' : action}
          </Button>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <span role="status" className="ts-strong">
            {isLeaving && 'Not done. Escape once more discards what you wrote.'}
          </span>
        </>
      )}
    >
      <div className="ts-dialog__form">
        {change.error && (
          <FailedNote title={writeFailureTitle(change.error)} words={change.error.message} />
        )}
        {missing && (
          <div className={styles.note}>
            <Note kind="warn" title="You may not do this.">
              {missing} Somebody who manages the project can give it to you.
            </Note>
          </div>
        )}
        {children}
        <div aria-live="polite">
          {sentences.length > 0 && (
            <>
              <h3 className="ts-h3">What it will do</h3>
              <ul className={styles.list}>
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </>
          )}
          {command && (
            <>
              <h3 className="ts-h3">The same with oc</h3>
              <CommandField command={command} />
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}
