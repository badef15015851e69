import { RhUiLockIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-lock-icon'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { type Session, SIGN_IN_PATH } from '@/domain/session'
import { useSignIn } from '@/mutations/sign-in'
import { patterns } from '@/paths'
import { failureOf } from '@/queries/failure'
import { sessionQueries } from '@/queries/session'
import { Button } from '@/ui/button'
import styles from './sign-in-dialog.module.css'

/**
 * Asks to sign in, above everything else that is open: what was typed there stays, and can be sent once
 * somebody is known again.
 */
export function SignInDialog({ isFirst, onClose }: { isFirst: boolean; onClose: () => void }) {
  const { data: session } = useQuery(sessionQueries.current())
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Escape closes this dialog, and not what is open below it.
    const keep = (event: KeyboardEvent) => event.key === 'Escape' && event.stopPropagation()
    element?.addEventListener('keydown', keep)
    return () => element?.removeEventListener('keydown', keep)
  }, [])

  // Beside the page: a dialog that is open there has hidden the page from screen readers.
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={`${id}-title`} className={styles.title}>
        <RhUiLockIcon className="ts-i" />
        {isFirst ? 'Sign in' : 'Sign in again'}
      </h2>
      {session && <WayIn by={session.by} isFirst={isFirst} onClose={onClose} />}
    </dialog>,
    document.body,
  )
}

function WayIn({
  by,
  isFirst,
  onClose,
}: {
  by: Session['by']
  isFirst: boolean
  onClose: () => void
}) {
  const ended = isFirst ? '' : 'Your session has ended. What you typed is still here. '
  if (by === 'secret') return <SecretForm ended={ended} onClose={onClose} />
  const isLogin = by === 'login'
  return (
    <>
      <p>
        {ended}
        {isLogin
          ? 'Tagstream shows what you may see on the cluster, so it has to know who you are.'
          : 'The request brought no token that the cluster accepts. What stands in front of Tagstream signs people in.'}
      </p>
      <div className={styles.actions}>
        <a
          className="pf-v6-c-button pf-m-primary ts-btn"
          href={isLogin ? signInPath(isFirst) : patterns.signedIn}
          {...(isFirst && isLogin ? {} : { target: '_blank', rel: 'noopener' })}
        >
          {isFirst && isLogin ? 'Sign in' : 'Sign in in a new tab'}
        </a>
        <Button variant="link" onClick={onClose}>
          Not now
        </Button>
      </div>
    </>
  )
}

/** The first time this very page is returned to; later a tab beside it says that somebody is back. */
function signInPath(isFirst: boolean): string {
  const { pathname, search, hash } = window.location
  const to = isFirst ? `${pathname}${search}${hash}` : patterns.signedIn
  return `${SIGN_IN_PATH}?${new URLSearchParams({ to })}`
}

function SecretForm({ ended, onClose }: { ended: string; onClose: () => void }) {
  const [secret, setSecret] = useState('')
  const signIn = useSignIn()
  const id = useId()
  const failure = signIn.error && failureOf(signIn.error).message

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate(secret)
      }}
    >
      <p>
        {ended}
        The terminal in which Tagstream was started shows an address that lets you in, and the
        secret: it stands behind <code>Bearer</code> or <code>--token</code>.
      </p>
      <label className={styles.label} htmlFor={`${id}-secret`}>
        Secret
      </label>
      <input
        id={`${id}-secret`}
        className={styles.input}
        type="password"
        autoComplete="off"
        value={secret}
        aria-invalid={Boolean(failure)}
        aria-describedby={failure ? `${id}-failure` : undefined}
        onChange={(event) => setSecret(event.target.value)}
      />
      {failure && (
        <p id={`${id}-failure`} role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          variant="primary"
          type="submit"
          {...(secret.trim() === '' ? { disabledReason: 'Type the secret first.' } : {})}
        >
          {signIn.isPending ? 'Signing in' : 'Sign in'}
        </Button>
        <Button variant="link" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  )
}
