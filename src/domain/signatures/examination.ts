import { type Check, isGood, type Judgement, type Verdict, verdictWords } from './verdict'

export type Outcome = 'verified' | 'failed' | 'cannot-tell'

/** What something is called and what it is, as a person reads it. */
export interface Fact {
  term: string
  value: string
}

/** What is known of one signature after everything that can be checked of it was. */
export interface Examination {
  outcome: Outcome
  /** `Verified`, `Failed: made for another repository` */
  title: string
  /** A sentence. */
  reason: string
  verdict: Verdict
  /** `Simple signing (OpenPGP)` */
  kind: string
  /** The name of the person's key that made it; '' unless that is proven. */
  signer: string
  /** When it says that it was made, in RFC 3339; ''. */
  signedAt: string
  /** The id of the key that it names, proven or not; '' for none. */
  keyId: string
  checks: Check[]
  /** What its packets, certificate or bundle say of themselves. */
  facts: Fact[]
  /** What it says of an image; believed only where it is verified. */
  claims: Fact[]
  /** What is weak in it, in sentences. */
  warnings: string[]
  /** The text of what was signed, where that is to be had; ''. */
  payload: string
}

/** The three-fold answer, with its words. */
export interface Conclusion {
  outcome: Outcome
  title: string
  reason: string
}

const doubts: ReadonlySet<Verdict> = new Set(['unknown-key', 'cannot-tell'])

/**
 * What follows from the verdict on a signature and from what was compared besides it. Verified is
 * what a cryptographic check has passed and no other has failed or was left out; whoever adds a
 * check can only make it less.
 */
export function conclude(
  { verdict, reason }: Judgement,
  checks: readonly Check[],
  { repository = '' }: { repository?: string } = {},
): Conclusion {
  if (doubts.has(verdict)) {
    return { outcome: 'cannot-tell', title: `Cannot tell: ${doubtWords(verdict)}`, reason }
  }
  if (!isGood(verdict)) {
    return { outcome: 'failed', title: `Failed: ${verdictWords(verdict).toLowerCase()}`, reason }
  }
  const failed = checks.find(({ outcome }) => outcome === 'failed')
  if (failed) {
    if (failed.name !== 'Repository') {
      return { outcome: 'failed', title: 'Failed', reason: failed.detail }
    }
    const why = `The signature is good, but it names ${repository}.`
    return { outcome: 'failed', title: 'Failed: made for another repository', reason: why }
  }
  const missing = checks.find(({ outcome }) => outcome === 'not-checked')
  if (missing) {
    return {
      outcome: 'cannot-tell',
      title: 'Cannot tell: not all is checked',
      reason: missing.detail,
    }
  }
  // A list of checks without one that has passed is no success, whatever it was made of.
  if (!checks.some(({ name, outcome }) => name === 'Signature' && outcome === 'passed')) {
    const why = 'No check of the signature itself was made.'
    return { outcome: 'cannot-tell', title: 'Cannot tell: nothing was checked', reason: why }
  }
  const title = verdict === 'valid' ? 'Verified' : 'Verified, but its key has expired since'
  return { outcome: 'verified', title, reason }
}

function doubtWords(verdict: Verdict): string {
  return verdict === 'unknown-key' ? 'unknown key' : 'a check is missing'
}
