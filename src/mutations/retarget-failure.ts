import type { TagReference } from '@/domain/kinds/image-stream'

/** Somebody else changed the tag after it was read: what was seen is not what is there. */
export class RetargetConflict extends Error {
  override name = 'RetargetConflict'
  /** What the tag points at now; undefined where it has no reference (any more). */
  readonly current: TagReference | undefined

  constructor(current: TagReference | undefined) {
    super('Somebody else changed this tag meanwhile.')
    this.current = current
  }
}

/** The connection broke while the change was under way. */
export class RetargetInterrupted extends Error {
  override name = 'RetargetInterrupted'
  /** `unchanged`: the tag was read again and is as before. `unknown`: that could not be told. */
  readonly outcome: 'unchanged' | 'unknown'

  constructor(outcome: 'unchanged' | 'unknown') {
    super(
      outcome === 'unchanged'
        ? 'The connection broke before the change was made. The tag is as it was.'
        : 'The connection broke, and it is not known whether the change was made. Look at the tag before you try again.',
    )
    this.outcome = outcome
  }
}
