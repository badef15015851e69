import {
  createMessage,
  enums,
  type PublicKey,
  readSignature,
  type Subkey,
} from 'openpgp/lightweight'
import type { AtomicSignature } from '@/domain/signatures/atomic-signature'
import { type Bytes, concat, uintBytes } from '@/domain/signatures/bytes'
import { hashAlgorithmName, type OpenPgpSignature } from '@/domain/signatures/open-pgp-signature'
import { isGood, type Judgement } from '@/domain/signatures/verdict'
import { type KeyringKey, keyRules, messageOf } from './open-pgp-keys'
import { isVersion3Signature } from './version-3-signature'

export interface AtomicVerification extends Judgement {
  /** What the mathematics say, whatever else is wrong. */
  cryptography: 'good' | 'bad' | 'unknown-key' | 'none' | 'cannot-tell'
  /** Fingerprint of the person's key, and of the key or subkey of it that signed; '' where unknown. */
  primaryFingerprint: string
  signingFingerprint: string
  /** When the key expired, for a signature that it made before; else null. */
  keyExpired: string | null
  /** What is weak in it, in sentences. */
  warnings: string[]
}

export interface AtomicQuestion {
  keys: readonly KeyringKey[]
  /** The digest of the manifest that the signature should be about; '' where it is not known. */
  manifestDigest: string
  now: Date
}

interface Signer {
  primary: KeyringKey
  key: PublicKey | Subkey
}

const unsigned = {
  primaryFingerprint: '',
  signingFingerprint: '',
  keyExpired: null,
  warnings: [],
}

/**
 * The verdict on an atomic container signature (container-signature(5)): a signed message and no
 * other form, one signature, by a given key, correct, not expired, and of proper claims about this
 * image. Each verdict that is good comes from a check that ran and passed.
 */
export async function verifyAtomicSignature(
  read: AtomicSignature,
  question: AtomicQuestion,
): Promise<AtomicVerification> {
  const { signature, payload } = read
  if (!signature || !payload) return formVerdict(read)
  if (signature.type !== 0 || signature.created === null) {
    return { ...unsigned, ...form('It is a signature of another kind.'), cryptography: 'none' }
  }
  const named = signersOf(signature, question.keys)
  const signers = named.filter(({ primary }) => primary.damage === '')
  if (signers.length === 0) {
    const id = signature.keyId || 'an unnamed key'
    const damage = named[0]?.primary.damage
    return {
      ...unsigned,
      verdict: 'unknown-key',
      reason: damage
        ? `Your copy of the key ${id} is not used. ${damage}`
        : `It names ${id}, which is none of your keys.`,
      cryptography: 'unknown-key',
    }
  }
  let result: AtomicVerification | undefined
  for (const signer of signers) {
    const next = await verifyBy(signer, read, signature, payload, question)
    if (isGood(next.verdict)) return next
    result ??= next
  }
  return result ?? formVerdict(read)
}

function formVerdict(read: AtomicSignature): AtomicVerification {
  if (read.isDamaged) {
    return {
      ...unsigned,
      verdict: 'bad-signature',
      reason: `The signature is damaged. ${read.formProblem}`,
      cryptography: 'bad',
    }
  }
  return { ...unsigned, ...form(read.formProblem), cryptography: 'none' }
}

function form(problem: string): Judgement {
  return {
    verdict: 'not-a-signed-message',
    reason: `This is not a signed message. ${problem}`.trim(),
  }
}

function signersOf(signature: OpenPgpSignature, keys: readonly KeyringKey[]): Signer[] {
  return keys.flatMap((primary) =>
    [primary.key, ...primary.key.subkeys].flatMap((key) => {
      const print = key.getFingerprint().toUpperCase()
      const isIssuer = signature.issuerFingerprint
        ? signature.issuerFingerprint === print
        : signature.keyId === key.getKeyID().toHex().toUpperCase()
      return isIssuer ? [{ primary, key }] : []
    }),
  )
}

async function verifyBy(
  signer: Signer,
  read: AtomicSignature,
  signature: OpenPgpSignature,
  payload: Bytes,
  { manifestDigest, now }: AtomicQuestion,
): Promise<AtomicVerification> {
  const who = {
    primaryFingerprint: signer.primary.fingerprint,
    signingFingerprint: signer.key.getFingerprint().toUpperCase(),
    keyExpired: null,
    warnings: warningsOf(signature, signer.key),
  }
  const correct = await isCorrect(signer.key, signature, payload)
  if (correct === undefined) {
    return {
      ...who,
      verdict: 'cannot-tell',
      reason: `This version of signature with ${hashAlgorithmName(signature.hashAlgorithm)} and this key cannot be checked here.`,
      cryptography: 'cannot-tell',
    }
  }
  if (correct !== true) {
    return { ...who, verdict: 'bad-signature', reason: correct, cryptography: 'bad' }
  }
  const good = { ...who, cryptography: 'good' as const }
  const created = new Date((signature.created ?? 0) * 1000)
  if (created > now) {
    return { ...good, verdict: 'bad-signature', reason: 'It says that it was made in the future.' }
  }
  if (await isRevoked(signer, created, now)) {
    return { ...good, verdict: 'revoked-key', reason: 'The key that made it is revoked.' }
  }
  const usable = await keyStateOf(signer, created, now)
  if (usable.problem) {
    const reason = `The key could not make a signature then: ${usable.problem}`
    return { ...good, verdict: 'bad-signature', reason }
  }
  if (signature.expiresAfter !== null) {
    const end = new Date(created.getTime() + signature.expiresAfter * 1000)
    if (end <= now) {
      const reason = `It was good until ${end.toISOString()} only.`
      return { ...good, verdict: 'expired-signature', reason }
    }
  }
  if (read.formProblem) return { ...good, ...form(read.formProblem) }
  const { claims, problems } = read.claims
  if (!claims || problems.length > 0) {
    return { ...good, verdict: 'invalid-claims', reason: problems.join(' ') }
  }
  if (manifestDigest !== '' && claims.manifestDigest !== manifestDigest) {
    const reason = `It is about another image, ${claims.manifestDigest}.`
    return { ...good, verdict: 'digest-mismatch', reason }
  }
  if (usable.expired) {
    const reason = `It was good when it was made; the key has expired since, on ${usable.expired}.`
    return { ...good, keyExpired: usable.expired, verdict: 'valid-key-expired-since', reason }
  }
  return { ...good, verdict: 'valid', reason: 'Signed by one of your keys, about this image.' }
}

/** True, or why not; undefined where it cannot be checked. */
async function isCorrect(
  key: PublicKey | Subkey,
  signature: OpenPgpSignature,
  payload: Bytes,
): Promise<true | string | undefined> {
  if (signature.version === 3) {
    const body = new Uint8Array(key.keyPacket.write())
    const isGoodV3 = await isVersion3Signature(signature, payload, body).catch(() => false)
    return isGoodV3 === false ? 'The cryptographic check failed.' : isGoodV3
  }
  const { body } = signature.packet
  const binarySignature = concat(Uint8Array.of(0xc2, 0xff), uintBytes(body.length, 4), body)
  try {
    const { packets } = await readSignature({ binarySignature, config: keyRules })
    const [packet, ...more] = packets
    const [literal] = (await createMessage({ binary: payload })).packets
    // An empty list is no success: openpgp drops what it does not know.
    if (!packet || more.length > 0 || !literal) return undefined
    const created = new Date((signature.created ?? 0) * 1000)
    await packet.verify(key.keyPacket, enums.signature.binary, literal, created, false, keyRules)
    return true
  } catch (error) {
    return `The cryptographic check failed: ${messageOf(error)}.`
  }
}

async function isRevoked({ primary, key }: Signer, created: Date, now: Date): Promise<boolean> {
  const dates = [now, created]
  for (const date of dates) {
    if (await primary.key.isRevoked(undefined, undefined, date, keyRules)) return true
  }
  if (key === primary.key) return false
  const subkey = primary.key.subkeys.find((own) => own === key)
  for (const date of dates) {
    try {
      await subkey?.verify(date, keyRules)
    } catch (error) {
      if (/revoked/i.test(messageOf(error))) return true
    }
  }
  return false
}

/**
 * Whether the key could sign when it did. Where its own signatures are younger than that, as after
 * a change of its expiry, what they say now counts.
 */
async function keyStateOf(
  { primary, key }: Signer,
  created: Date,
  now: Date,
): Promise<{ problem: string; expired: string | null }> {
  const atNow = await signingProblem(primary.key, key, now)
  if (!atNow) return { problem: '', expired: null }
  const problem = await signingProblem(primary.key, key, created)
  if (problem) return { problem, expired: null }
  if (!/is expired/.test(atNow)) return { problem: atNow, expired: null }
  const expiry = await primary.key.getExpirationTime({}, keyRules)
  const own = key === primary.key ? null : await ownExpiry(primary.key, key, created)
  const times = [expiry, own].filter((time) => time instanceof Date && time <= now)
  const first = times.map(Number).sort((a, b) => a - b)[0]
  return { problem: '', expired: new Date(first ?? now).toISOString() }
}

async function ownExpiry(primary: PublicKey, key: PublicKey | Subkey, date: Date) {
  return primary.subkeys.find((own) => own === key)?.getExpirationTime(date, keyRules) ?? null
}

async function signingProblem(
  primary: PublicKey,
  key: PublicKey | Subkey,
  date: Date,
): Promise<string> {
  try {
    const found = await primary.getSigningKey(key.getKeyID(), date, {}, keyRules)
    return found.getFingerprint() === key.getFingerprint() ? '' : 'another key has its id.'
  } catch (error) {
    return messageOf(error)
  }
}

function warningsOf(signature: OpenPgpSignature, key: PublicKey | Subkey): string[] {
  const warnings: string[] = []
  const { bits, algorithm } = key.getAlgorithmInfo()
  if (signature.hashAlgorithm === 2) warnings.push('It was made with SHA-1, which is broken.')
  if (algorithm === 'dsa') warnings.push('It was made by a DSA key, which is out of use.')
  if (algorithm.startsWith('rsa') && bits !== undefined && bits < 2047) {
    warnings.push(`The key has ${bits} bits only.`)
  }
  return warnings
}
