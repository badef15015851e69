/** What went wrong between the importer and a registry; the importer turns it into a Status (S-39). */
export type RegistryFailure =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'insecure-needed'
  | 'not-v2'
  | 'unreachable'
  | 'timed-out'
  | 'rate-limited'
  /** The answer is not what a registry says. */
  | 'broken'
  /** The answer is right, but nothing that can be imported. */
  | 'unusable'

/** A registry's refusal or a broken answer, in the words that end up in the tag's condition. */
export class RegistryError extends Error {
  override name = 'RegistryError'
  readonly failure: RegistryFailure
  /** Seconds that the registry asked to be left alone, where it did. */
  readonly retryAfter: number | undefined

  constructor(failure: RegistryFailure, message: string, retryAfter?: number) {
    super(message)
    this.failure = failure
    this.retryAfter = retryAfter
  }

  /** Whether the same question may well be answered a little later, with nobody doing anything. */
  get isTransient(): boolean {
    return this.failure === 'timed-out' || this.failure === 'rate-limited'
  }
}
