import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isUnauthorized } from '@/api/api-error'
import { userQueries } from './users'

interface Standing {
  /** The cluster, or the gateway before it, does not know who asks. */
  isSignedOut: boolean
  /** How often somebody signed in again since the page was opened. */
  returns: number
}

let standing: Standing = { isSignedOut: false, returns: 0 }
const listeners = new Set<() => void>()

/** Whether somebody has to sign in before anything works. */
export function useStanding(): Standing {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => standing,
  )
}

function change(next: Standing) {
  standing = next
  for (const listener of listeners) listener()
}

/** Takes note of a failure that says so; every read, write and watch reports its failures here. */
export function noteFailure(error: unknown): void {
  if (isUnauthorized(error) && !standing.isSignedOut) change({ ...standing, isSignedOut: true })
}

/**
 * Whether somebody is known again, after they may have signed in elsewhere. What is on screen is then
 * read anew, and what failed for want of a session is tried again.
 */
export async function lookForReturn(queryClient: QueryClient): Promise<boolean> {
  if (!standing.isSignedOut) return true
  try {
    await queryClient.fetchQuery({ ...userQueries.me(), staleTime: 0, retry: false })
  } catch {
    return false
  }
  change({ isSignedOut: false, returns: standing.returns + 1 })
  void queryClient.invalidateQueries()
  return true
}

/** Whether nothing was read yet: there is nothing on the page that leaving it could lose. */
export function isFresh(queryClient: QueryClient): boolean {
  return queryClient
    .getQueryCache()
    .getAll()
    .every(({ state, queryKey }) => state.data === undefined || queryKey[0] === 'session')
}
