import { RhUiLockIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-lock-icon'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { onSignedIn } from '@/features/session/session-channel'
import { isFresh, lookForReturn, useStanding } from '@/queries/signed-out'
import { patiently } from '@/ui/patiently'

const SignInDialog = lazy(async () => ({
  default: (await patiently(() => import('@/features/session/sign-in-dialog'))).SignInDialog,
}))

/** Says that nobody is signed in (any more), and asks to; the page stays as it is. */
export function SignIn() {
  const { isSignedOut } = useStanding()
  return isSignedOut ? <SignedOut /> : null
}

function SignedOut() {
  const queryClient = useQueryClient()
  const [isFirst] = useState(() => isFresh(queryClient))
  const [isOpen, setIsOpen] = useState(true)

  useEffect(() => {
    const look = () => void lookForReturn(queryClient)
    const leave = onSignedIn(look)
    window.addEventListener('focus', look)
    return () => {
      leave()
      window.removeEventListener('focus', look)
    }
  }, [queryClient])

  if (isOpen) {
    return (
      <Suspense>
        <SignInDialog isFirst={isFirst} onClose={() => setIsOpen(false)} />
      </Suspense>
    )
  }
  return (
    <div className="ts-banner">
      <RhUiLockIcon className="ts-i" />
      <span>You are not signed in, so nothing here is up to date.</span>
      <button type="button" className="ts-linkbtn" onClick={() => setIsOpen(true)}>
        Sign in
      </button>
    </div>
  )
}
