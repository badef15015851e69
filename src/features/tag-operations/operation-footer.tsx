import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import { Button } from '@/ui/button'
import styles from './operation-footer.module.css'
import type { WriteVerdict } from './write-verdict'

/** The buttons, in reading order, and what the dry run said. */
export function OperationFooter({
  action,
  isDanger,
  isBusy,
  isLeaving,
  blocker,
  noDryRun,
  verdict,
  onCancel,
}: {
  action: string
  isDanger: boolean
  isBusy: boolean
  /** Escape was pressed over something written. */
  isLeaving: boolean
  /** Why it cannot be done as it stands; '' where it can. */
  blocker: string
  noDryRun: string
  verdict: WriteVerdict
  onCancel: () => void
}) {
  const reason = isBusy ? 'It is under way.' : blocker
  return (
    <>
      <Button
        variant={isDanger ? 'danger' : 'primary'}
        type="submit"
        {...(reason !== '' && { disabledReason: reason })}
      >
        {isBusy ? 'Working…' : action}
      </Button>
      <Button variant="link" onClick={onCancel}>
        Cancel
      </Button>
      <span role="status" className={styles.verdict}>
        {isLeaving ? (
          <span className="ts-strong">Not done. Escape once more discards what you wrote.</span>
        ) : (
          <VerdictWords verdict={verdict} noDryRun={blocker === '' ? noDryRun : ''} />
        )}
      </span>
    </>
  )
}

function VerdictWords({ verdict, noDryRun }: { verdict: WriteVerdict; noDryRun: string }) {
  if (noDryRun) return <span className="ts-sub">{noDryRun}</span>
  if (verdict.isRunning) {
    return (
      <span className="ts-state ts-state--quiet">
        <RhUiSyncIcon className="ts-i" />
        Asking the server…
      </span>
    )
  }
  if (verdict.unasked) {
    return (
      <span className="ts-sub">The server cannot be asked now. It is tried again by itself.</span>
    )
  }
  if (verdict.refusal) {
    return (
      <span className="ts-state ts-state--bad">
        <RhUiErrorFillIcon className="ts-i" />
        The server refuses it
      </span>
    )
  }
  if (verdict.result === undefined) return null
  return (
    <span className="ts-state ts-state--ok">
      <RhUiCheckCircleFillIcon className="ts-i" />
      The server accepts it (dry run)
    </span>
  )
}
