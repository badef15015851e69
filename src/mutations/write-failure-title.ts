import { ApiError } from '@/api/api-error'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import { StreamConflict, StreamInterrupted } from './stream-failure'

/** Whether a write that failed was done (or `saved`), in a sentence: what a person asks first. */
export function writeFailureTitle(error: Error, done: 'done' | 'saved' = 'done'): string {
  if (error instanceof RetargetConflict || error instanceof StreamConflict) {
    return `It was changed meanwhile. Nothing was ${done}.`
  }
  if (error instanceof RetargetInterrupted || error instanceof StreamInterrupted) {
    return error.outcome === 'unchanged'
      ? `The connection broke. Nothing was ${done}.`
      : `The connection broke. Whether it was ${done} is not known.`
  }
  if (error instanceof ApiError && (error.code === 429 || error.code === 503)) {
    return `The server cannot do it now. Nothing was ${done}.`
  }
  // It may have failed before or after it wrote.
  if (error instanceof ApiError && error.code >= 500) {
    return `The server failed. Whether it was ${done} is not known.`
  }
  return `The server refused it. Nothing was ${done}.`
}
