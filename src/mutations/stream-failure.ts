/** Somebody else changed the stream after it was read: what was seen is not what is there. */
export class StreamConflict extends Error {
  override name = 'StreamConflict'

  constructor(message = 'Somebody else changed this image stream meanwhile.') {
    super(message)
  }
}

/** The connection broke while the change was under way. */
export class StreamInterrupted extends Error {
  override name = 'StreamInterrupted'
  /** `unchanged`: it was looked at again, and is as before. `unknown`: that could not be told. */
  readonly outcome: 'unchanged' | 'unknown'

  constructor(outcome: 'unchanged' | 'unknown') {
    super(
      outcome === 'unchanged'
        ? 'The connection broke before the change was made. All is as it was.'
        : 'The connection broke, and it is not known whether the change was made. Look before you try again.',
    )
    this.outcome = outcome
  }
}
