import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import { Button } from '@/ui/button'
import styles from './retarget-footer.module.css'
import type { Verdict } from './verdict'

/** The buttons of the dialog, in reading order, and what the dry run said; a conflict has its own. */
export function RetargetFooter({
  tag,
  conflict,
  isSaving,
  isLeaving,
  blocker,
  verdict,
  onCancel,
  onBack,
}: {
  tag: string
  /** Whether somebody else's change is known, and whether the sides are being chosen. */
  conflict: 'none' | 'noticed' | 'choosing'
  isSaving: boolean
  /** Escape was pressed over unsaved changes. */
  isLeaving: boolean
  /** Why it cannot be saved as it stands; '' where it can. */
  blocker: string
  verdict: Verdict
  onCancel: () => void
  onBack: () => void
}) {
  const reason = isSaving ? 'Saving…' : blocker
  return (
    <footer className="ts-dialog__foot">
      <Button variant="primary" type="submit" {...(reason !== '' && { disabledReason: reason })}>
        {isSaving ? 'Saving…' : primaryWords[conflict](tag)}
      </Button>
      {conflict === 'choosing' ? (
        <>
          <Button variant="secondary" onClick={onCancel}>
            Keep theirs
          </Button>
          <Button variant="link" onClick={onBack}>
            Back to editing
          </Button>
        </>
      ) : (
        <Button variant="link" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <span role="status" className={styles.verdict}>
        {isLeaving ? (
          <span className="ts-strong">Not saved. Escape once more discards what you changed.</span>
        ) : (
          <VerdictWords verdict={verdict} />
        )}
      </span>
    </footer>
  )
}

const primaryWords = {
  none: (tag: string) => `Retarget ${tag}`,
  noticed: () => 'Compare theirs and mine',
  choosing: () => 'Save this',
}

function VerdictWords({ verdict }: { verdict: Verdict }) {
  if (verdict.isRunning) {
    return (
      <span className="ts-state ts-state--quiet">
        <RhUiSyncIcon className="ts-i" />
        Asking the server…
      </span>
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
  if (verdict.unasked) {
    return (
      <span className="ts-state ts-state--quiet">
        <RhUiWarningFillIcon className="ts-i" />
        No dry run
      </span>
    )
  }
  if (!verdict.result) return null
  return (
    <span className="ts-state ts-state--ok">
      <RhUiCheckCircleFillIcon className="ts-i" />
      The server accepts it (dry run)
    </span>
  )
}
