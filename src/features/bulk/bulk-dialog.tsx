import '@/ui/detail.css'
import { Modal } from '@patternfly/react-core/dist/esm/components/Modal/Modal'
import { useId, useMemo, useState } from 'react'
import { type BulkAction, type BulkItem, bulkItems } from '@/domain/bulk'
import type { BulkTarget } from '@/domain/bulk-target'
import { formatCount } from '@/domain/format-count'
import { isWell } from '@/mutations/bulk'
import { Button } from '@/ui/button'
import { VirtualList } from '@/ui/virtual-list'
import { ActionChoice, type BulkChoice } from './action-choice'
import { actionWords, countWords } from './action-words'
import styles from './bulk-dialog.module.css'
import { BulkItemLine } from './bulk-item-line'
import { type BulkProgress, useBulkRun } from './bulk-run'
import { useMissingRights } from './missing-rights'
import { Progress } from './progress'
import { TypedCount } from './typed-count'

/**
 * Does the same to many [E13]: first what would happen to what, then how it goes with each. Nothing
 * is sent before the button is pressed; what fails can be tried again.
 */
export function BulkDialog({
  choice,
  targets,
  onClose,
}: {
  choice: BulkChoice
  /** As the person saw them: what changes meanwhile is not written over. */
  targets: readonly BulkTarget[]
  onClose: () => void
}) {
  const titleId = useId()
  const [action, setAction] = useState(choice[0])
  const [typed, setTyped] = useState('')
  const { progress, start, undo, stop } = useBulkRun()
  const words = actionWords[action]
  const namespaces = useMemo(
    () => [...new Set(targets.map(({ stream }) => stream.namespace))].sort(),
    [targets],
  )
  const missing = useMissingRights(action, namespaces)
  const items = useMemo(
    () => bulkItems(action, targets).map((item) => withRight(item, missing)),
    [action, targets, missing],
  )
  const wanted = items.filter(({ isLeftOut }) => !isLeftOut)
  const count = countWords(action, wanted.length)
  const isConfirmed = !words.isDanger || typed.trim() === String(wanted.length)
  const failed = wanted.filter(({ target }) => {
    const result = progress?.results.get(target.key)
    return result && !isWell(result)
  })
  const blocker =
    wanted.length === 0
      ? 'Nothing that is selected can be changed so'
      : isConfirmed
        ? undefined
        : `Type ${wanted.length} to confirm`
  const isRunning = progress?.isRunning === true

  /** Not while it runs: here alone stands what becomes of each. */
  function handleClose() {
    if (!isRunning) onClose()
  }

  return (
    <Modal
      isOpen
      aria-labelledby={titleId}
      className={`ts-dialog ${styles.dialog}`}
      elementToFocus={`.${styles.form} :is(input, [type="submit"])`}
      onClose={handleClose}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (blocker === undefined && !progress)
            start(
              action,
              wanted.map(({ target }) => target),
            )
        }}
      >
        <header className={`ts-dialog__head ${styles.head}`}>
          <h2 id={titleId}>{title(action, wanted.length, progress)}</h2>
        </header>
        <div className="ts-dialog__body ts-dialog__body--one">
          <div className={`ts-dialog__form ${styles.body}`}>
            {choice.length > 1 && !progress && (
              <ActionChoice choice={choice} value={action} onChange={setAction} />
            )}
            {progress && (
              <Progress
                progress={progress}
                label={progress.of === 'undo' ? 'Taking back' : words.doing}
              />
            )}
            <VirtualList
              label="What happens to each"
              items={items}
              itemKey={({ target }) => target.key}
              itemHeight={57}
            >
              {(item) => (
                <BulkItemLine
                  item={item}
                  isStarted={progress !== null}
                  result={
                    progress?.results.get(item.target.key) ?? progress?.earlier.get(item.target.key)
                  }
                />
              )}
            </VirtualList>
            {items.length > wanted.length && (
              <p className="ts-sub">
                {formatCount(items.length - wanted.length)} of the selected are left out, each for
                the reason beside it.
              </p>
            )}
            {words.isDanger && !progress && wanted.length > 0 && (
              <TypedCount count={wanted.length} value={typed} onChange={setTyped} />
            )}
          </div>
        </div>
        <footer className="ts-dialog__foot">
          {!progress && (
            <Button
              variant={words.isDanger ? 'danger' : 'primary'}
              type="submit"
              {...(blocker !== undefined && { disabledReason: blocker })}
            >
              {words.button ?? words.verb} {count}
            </Button>
          )}
          {progress?.of === 'action' && !isRunning && failed.length > 0 && (
            <Button
              variant="secondary"
              onClick={() =>
                start(
                  action,
                  failed.map(({ target }) => target),
                )
              }
            >
              Try the failed again
            </Button>
          )}
          {progress && !isRunning && progress.undoable > 0 && (
            <Button variant="secondary" onClick={undo}>
              Undo {countWords(action, progress.undoable)}
            </Button>
          )}
          {isRunning ? (
            <Button variant="secondary" onClick={stop}>
              Stop
            </Button>
          ) : (
            <Button variant="link" onClick={onClose}>
              {progress ? 'Done' : 'Cancel'}
            </Button>
          )}
        </footer>
      </form>
    </Modal>
  )
}

function withRight(item: BulkItem, missing: ReadonlyMap<string, string>): BulkItem {
  const sentence = missing.get(item.target.stream.namespace)
  return item.isLeftOut || sentence === undefined ? item : { ...item, sentence, isLeftOut: true }
}

function title(action: BulkAction, count: number, progress: BulkProgress | null): string {
  if (!progress) return `${actionWords[action].verb}: ${countWords(action, count)}`
  const { doing, done } =
    progress.of === 'undo' ? { doing: 'Taking back', done: 'Taken back' } : actionWords[action]
  const total = countWords(action, progress.total)
  if (progress.isRunning) return `${doing}: ${total}`
  const well = [...progress.results.values()].filter(isWell).length
  return well === progress.total ? `${done}: ${total}` : `${done}: ${well} of ${total}`
}
