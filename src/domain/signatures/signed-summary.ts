import type { Examination } from './examination'

/** What a list says of an image's signatures, in words. */
export interface SignedSummary {
  tone: 'ok' | 'bad' | 'quiet'
  word: 'Verified' | 'Signed, not verified' | 'Signature failed' | 'Not signed'
  /** By whom, or why not; a few words. */
  detail: string
}

/**
 * One answer for all signatures of an image: verified where at least one is, by a key that is named;
 * failed where none is and one is wrong; else signed by somebody who cannot be told. A tag of
 * cosign for it is only said to be there: a list does not look into it.
 */
export function signedSummary(
  examinations: readonly Examination[],
  hasCosignTag: boolean,
): SignedSummary {
  const verified = examinations.filter(({ outcome }) => outcome === 'verified')
  const more = examinations.length - verified.length
  const [first] = verified
  if (first) {
    const names = [...new Set(verified.map(({ signer }) => signer))].join(', ')
    const others = more > 0 ? `, ${more} more not` : ''
    return { tone: 'ok', word: 'Verified', detail: `by ${names}${others}` }
  }
  const failed = examinations.find(({ outcome }) => outcome === 'failed')
  if (failed) {
    const detail = failed.title.replace(/^Failed: /, '')
    return { tone: 'bad', word: 'Signature failed', detail }
  }
  const [unknown] = examinations
  if (unknown) {
    const detail = unknown.keyId ? `names key ${unknown.keyId}` : 'cannot be told'
    return { tone: 'quiet', word: 'Signed, not verified', detail }
  }
  if (hasCosignTag) {
    return {
      tone: 'quiet',
      word: 'Signed, not verified',
      detail: 'by cosign, not looked into here',
    }
  }
  return { tone: 'quiet', word: 'Not signed', detail: '' }
}
