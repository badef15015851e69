import { endSession } from '@/api/session'

/** Ends the session, and where it was a login its token at the cluster. Fails with an ApiError. */
export async function signOut(): Promise<void> {
  await endSession()
  // Nothing that was read for this person stays in the page.
  window.location.assign('/')
}
