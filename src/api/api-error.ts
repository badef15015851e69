import type { Status, StatusCause } from '@/domain/kinds/meta'

interface Failure
  extends Partial<Pick<Status, 'code' | 'reason' | 'message' | 'details' | 'metadata'>> {
  retryAfterSeconds?: number | null
}

/** A request that the cluster refused with a Status, or did not answer at all (code 0). */
export class ApiError extends Error {
  override name = 'ApiError'
  /** The HTTP status code; 0 where no answer came. */
  readonly code: number
  /** The Status' reason, such as 'AlreadyExists'; 'Unreachable' where no answer came. */
  readonly reason: string
  /** What is wrong, field by field, where the cluster says so. */
  readonly causes: StatusCause[]
  /** How long the cluster asks us to wait before trying again; null where it does not say. */
  readonly retryAfterSeconds: number | null
  /** With a page that is gone: where to go on all the same (observed 50); '' otherwise. */
  readonly continueToken: string

  constructor(failure: Failure) {
    const { code = 0, reason = '', message, details, metadata, retryAfterSeconds } = failure
    super(message || `The cluster answered ${code}.`)
    this.continueToken = metadata?.continue ?? ''
    this.code = code
    this.reason = reason
    this.causes = details?.causes ?? []
    this.retryAfterSeconds = retryAfterSeconds ?? details?.retryAfterSeconds ?? null
  }
}

const hasCode = (error: unknown, code: number) => error instanceof ApiError && error.code === code

/** No answer came: the cluster is down, or the network in between. */
export const isUnreachable = (error: unknown) => hasCode(error, 0)
export const isUnauthorized = (error: unknown) => hasCode(error, 401)
export const isForbidden = (error: unknown) => hasCode(error, 403)
export const isNotFound = (error: unknown) => hasCode(error, 404)
export const isConflict = (error: unknown) => hasCode(error, 409)
/** The version or page we asked to go on from is older than the cluster remembers. */
export const isGone = (error: unknown) => hasCode(error, 410)
/** The cluster understood the object and will not have it, or a patch's test failed (S-60). */
export const isInvalid = (error: unknown) => hasCode(error, 422)

/** No answer came, or only that of something in between: what was asked may be done all the same. */
export function isUnanswered(error: unknown): boolean {
  return isUnreachable(error) || hasCode(error, 502) || hasCode(error, 504)
}

/** Asking again later may well succeed: no answer, too many requests, or the server's own trouble. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 0 || error.code === 429 || error.code >= 500)
}
