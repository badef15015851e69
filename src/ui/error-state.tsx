import { RhUiDisconnectedIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-disconnected-icon'
import { RhUiLockIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-lock-icon'
import { RhUiSearchIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-search-icon'
import type { ReactNode } from 'react'
import { Button } from './button'
import { EmptyNote } from './empty-note'

/** A read that failed, where the data would have been. Never looks like "none found". */
export function ErrorState({
  title,
  detail,
  onRetry,
}: {
  title: string
  /** The server's own words, unchanged. */
  detail?: string
  onRetry?: () => void
}) {
  return (
    <div role="alert">
      <EmptyNote
        title={title}
        art={<RhUiDisconnectedIcon className="ts-blank__icon ts-bad" />}
        actions={
          onRetry && (
            <Button variant="secondary" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {detail && <p className="ts-blank__detail">{detail}</p>}
      </EmptyNote>
    </div>
  )
}

/** What the address names does not exist, or exists no longer. */
export function NotFoundState({ what, actions }: { what: string; actions?: ReactNode }) {
  return (
    <EmptyNote
      title={`${what} does not exist`}
      art={<RhUiSearchIcon className="ts-blank__icon ts-muted" />}
      actions={actions}
    >
      <p>It may have been deleted, or its name may be misspelt in the address.</p>
    </EmptyNote>
  )
}

/** A right is missing. Names it, so that a person knows what to ask for. */
export function ForbiddenState({
  missing,
  detail,
  actions,
}: {
  /** As in "list image streams in project shop". */
  missing: string
  /** The server's own words, unchanged. */
  detail?: string
  actions?: ReactNode
}) {
  return (
    <EmptyNote
      title="You may not see this"
      art={<RhUiLockIcon className="ts-blank__icon ts-muted" />}
      actions={actions}
    >
      <p>
        Missing right: <span className="ts-mono">{missing}</span>. Somebody who manages the project
        can give it to you.
      </p>
      {detail && (
        <details className="ts-said">
          <summary>What the server said</summary>
          <p className="ts-blank__detail">{detail}</p>
        </details>
      )}
    </EmptyNote>
  )
}
