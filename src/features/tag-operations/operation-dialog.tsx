import { type ReactNode, useState } from 'react'
import { missingRightsText } from '@/domain/right'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import { undoWrites } from '@/domain/tag-operations/undo-tag'
import { useChangeTag } from '@/mutations/change-tag'
import { writeFailureTitle } from '@/mutations/write-failure-title'
import { useMissingRights } from '@/queries/missing-rights'
import { Dialog } from '@/ui/dialog'
import { useDoneToast } from '@/ui/done-toast'
import { FailedNote } from '@/ui/failed-note'
import { MovedNote } from './moved-note'
import { OperationFooter } from './operation-footer'
import { OperationPreview } from './operation-preview'
import type { Seen } from './seen-state'
import { useWriteVerdict } from './write-verdict'

interface OperationDialogProps {
  /** As in “Promote web:main”. */
  title: string
  /** On the button: verb and object. */
  action: string
  isDanger?: boolean
  operation: TagOperation
  seen: Seen
  /** Why it cannot be done as it stands, besides what the operation says; '' for nothing. */
  blocker?: string
  /** Why the server cannot be asked beforehand; '' where it can. */
  noDryRun?: string
  /** What is done first, and again in vain when what follows fails. */
  prepare?: () => Promise<unknown>
  /** Something is written that closing would throw away. */
  isDirty?: boolean
  /** The toast. */
  done: { title: string; body?: ReactNode }
  onDone?: (() => void) | undefined
  onClose: () => void
  /** The form. */
  children: ReactNode
}

/**
 * One change of one tag: the form, and beside it what will come of it, before the button. Whatever
 * goes wrong is said here, and nothing that was typed is lost.
 */
export function OperationDialog(props: OperationDialogProps) {
  const { operation, seen, blocker = '', noDryRun = '', prepare, onClose } = props
  const { at, write } = operation
  const change = useChangeTag()
  const say = useDoneToast()
  const [preparing, setPreparing] = useState<{ isOn: boolean; error: Error | null }>({
    isOn: false,
    error: null,
  })
  const missing = missingRightsText(useMissingRights(operation.rights))
  // While saving, what arrives may be the own change.
  const isMoved = seen.isMoved && !change.isPending && !change.isSuccess
  const why =
    operation.blocker || blocker || missing || (isMoved ? 'Look at what has changed first.' : '')
  const isBusy = preparing.isOn || change.isPending
  const verdict = useWriteVerdict(at, why === '' && noDryRun === '' && !isBusy ? write : null)
  const error = preparing.error ?? change.error

  async function save() {
    if (why !== '' || isBusy || !write) return
    change.reset()
    setPreparing({ isOn: true, error: null })
    try {
      await prepare?.()
    } catch (failure) {
      setPreparing({ isOn: false, error: failure as Error })
      return
    }
    setPreparing({ isOn: false, error: null })
    change.mutate(
      { at, writes: [write] },
      {
        onSuccess: (answer) => {
          const after = answer?.tag ?? undefined
          const uid = answer?.metadata.uid ?? seen.tag?.uid ?? ''
          const undo = undoWrites({ at, write, before: seen.tag, after, uid })
          say({
            ...props.done,
            name: `${at.stream}:${at.tag}`,
            isNew: write.how === 'create',
            undo: undo.length > 0 ? () => change.mutateAsync({ at, writes: undo }) : null,
          })
          props.onDone?.()
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      title={props.title}
      isDirty={props.isDirty ?? false}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={(isLeaving) => (
        <OperationFooter
          action={props.action}
          isDanger={props.isDanger ?? false}
          isBusy={isBusy}
          isLeaving={isLeaving}
          blocker={why}
          noDryRun={noDryRun}
          verdict={verdict}
          onCancel={onClose}
        />
      )}
    >
      <div className="ts-dialog__form">
        {isMoved && <MovedNote seen={seen} operation={operation} />}
        {error && !isMoved && <FailedNote title={writeFailureTitle(error)} words={error.message} />}
        {props.children}
      </div>
      <OperationPreview operation={operation} seen={seen.tag} verdict={verdict} missing={missing} />
    </Dialog>
  )
}
