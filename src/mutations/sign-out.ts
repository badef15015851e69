import { useMutation } from '@tanstack/react-query'
import { endSession } from '@/api/session'

/** Ends the session, and where it was a login its token at the cluster. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => endSession(),
    // Nothing that was read for this person stays in the page.
    onSuccess: () => window.location.assign('/'),
  })
}
