/**
 * What a check of a signature found. Only the first two are good news, and both need a
 * cryptographic check that ran and passed.
 */
export type Verdict =
  /** Good signature by a given key, proper claims, and about this very image. */
  | 'valid'
  /** As valid, but the key has expired since it signed. */
  | 'valid-key-expired-since'
  /** The cryptographic check failed. */
  | 'bad-signature'
  /** None of the given keys made it: nothing can be said. */
  | 'unknown-key'
  /** The signature itself had a lifetime, and it is over. */
  | 'expired-signature'
  /** Made by a key or a subkey that is revoked. */
  | 'revoked-key'
  /** Good signature, about another image. */
  | 'digest-mismatch'
  /** Good signature of something that is no proper claim. */
  | 'invalid-claims'
  /** OpenPGP data of another form, or none. */
  | 'not-a-signed-message'
  /** A companion of the image that is not a signature. */
  | 'not-a-signature'
  /** A bundle that must be refused. */
  | 'invalid'
  /** A check that is needed could not be made here. */
  | 'cannot-tell'

/** Whether the verdict says that the signature is good. */
export function isGood(verdict: Verdict): boolean {
  return verdict === 'valid' || verdict === 'valid-key-expired-since'
}

/** One check, as a person reads it. */
export interface Check {
  name: string
  outcome: 'passed' | 'failed' | 'not-checked'
  detail: string
}

/** A verdict and why. */
export interface Judgement {
  verdict: Verdict
  /** A sentence for a person. */
  reason: string
}

const words: Readonly<Record<Verdict, string>> = {
  valid: 'Valid',
  'valid-key-expired-since': 'Valid, key expired since',
  'bad-signature': 'Bad signature',
  'unknown-key': 'Unknown key',
  'expired-signature': 'Signature expired',
  'revoked-key': 'Key revoked',
  'digest-mismatch': 'Signs another image',
  'invalid-claims': 'Invalid claims',
  'not-a-signed-message': 'Not a signed message',
  'not-a-signature': 'Not a signature',
  invalid: 'Invalid',
  'cannot-tell': 'Cannot tell',
}

/** The verdict in a few words, for a label. */
export function verdictWords(verdict: Verdict): string {
  return words[verdict]
}
