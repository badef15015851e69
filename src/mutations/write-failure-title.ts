import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import { StreamConflict, StreamInterrupted } from './stream-failure'

/** Whether a write that failed was done, in a sentence: what a person asks first. */
export function writeFailureTitle(error: Error): string {
  if (error instanceof RetargetConflict || error instanceof StreamConflict) {
    return 'It was changed meanwhile. Nothing was done.'
  }
  if (error instanceof RetargetInterrupted || error instanceof StreamInterrupted) {
    return error.outcome === 'unchanged'
      ? 'The connection broke. Nothing was done.'
      : 'The connection broke. Whether it was done is not known.'
  }
  return 'The server refused it. Nothing was done.'
}
