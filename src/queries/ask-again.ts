import { ApiError, isTransient } from '@/api/api-error'

const PAUSE_MS = 5_000

/**
 * As `refetchInterval`: a read that failed for what may pass is repeated quietly for as long as it is
 * looked at, its failure readable meanwhile; any other is not.
 */
export function askAgain({ state: { error } }: { state: { error: Error | null } }): number | false {
  if (!isTransient(error)) return false
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  return Math.max(PAUSE_MS, asked)
}
