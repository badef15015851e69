import { readAtomicSignature } from '@/domain/signatures/atomic-signature'
import { type Bytes, utf8Text } from '@/domain/signatures/bytes'
import type { SignatureClaims } from '@/domain/signatures/claims'
import { conclude, type Examination, type Fact } from '@/domain/signatures/examination'
import { grouped } from '@/domain/signatures/key-text'
import { knownKeyById } from '@/domain/signatures/known-keys'
import {
  hashAlgorithmName,
  keyAlgorithmName,
  type OpenPgpSignature,
} from '@/domain/signatures/open-pgp-signature'
import { identityCheck } from '@/domain/signatures/signed-identity'
import { type Check, isGood, type Verdict } from '@/domain/signatures/verdict'
import { absoluteTime } from '@/domain/time'
import type { ReadKeys } from './kept-keys'
import { type AtomicVerification, verifyAtomicSignature } from './verify-atomic-signature'

/** The image that signatures are compared with. */
export interface SignedImage {
  digest: string
  /** Under which it is known here. */
  repositories: readonly string[]
}

/** Everything about one atomic container signature, checked with a person's keys. */
export async function examineAtomic(
  blob: Bytes,
  { digest, repositories }: SignedImage,
  keys: ReadKeys,
  now: Date,
): Promise<Examination> {
  const read = readAtomicSignature(blob)
  const { signature } = read
  const found = await verifyAtomicSignature(read, {
    keys: keys.openPgp.map(({ key }) => key),
    manifestDigest: digest,
    now,
  })
  const { claims, problems } = read.claims
  const own = keys.openPgp.find(({ key }) => key.fingerprint === found.primaryFingerprint)
  const checks = [
    signatureCheck(found, own),
    ...claimChecks(claims, found, { digest, repositories }),
  ]
  const { verdict, warnings } = found
  return {
    ...conclude({ verdict, reason: reasonOf(found, signature) }, checks, {
      repository: claims?.dockerReference ?? '',
    }),
    verdict,
    kind: 'Simple signing (OpenPGP)',
    signer: isBelieved(found.verdict) ? (own?.kept.name ?? '') : '',
    signedAt: signature?.created ? new Date(signature.created * 1000).toISOString() : '',
    keyId: signature?.keyId ?? '',
    checks,
    facts: [
      ...(signature ? signatureFacts(signature) : []),
      { term: 'Packets', value: read.packets?.join(', ') || 'none that can be read' },
      ...(read.formProblem ? [{ term: 'Form', value: read.formProblem }] : []),
      ...(read.literalFilename ? [{ term: 'File name', value: read.literalFilename }] : []),
    ],
    claims: claims ? claimFacts(claims, problems) : problemFacts(problems),
    warnings,
    payload: (read.payload && utf8Text(read.payload)) ?? '',
  }
}

function reasonOf(found: AtomicVerification, signature: OpenPgpSignature | null): string {
  if (found.verdict !== 'unknown-key' || !signature?.keyId) return found.reason
  const known = knownKeyById(signature.keyId)
  if (!known) return found.reason
  return `${found.reason} ${known.vendor} publishes a key with this id; add it to check.`
}

function signatureCheck(
  found: AtomicVerification,
  own: ReadKeys['openPgp'][number] | undefined,
): Check {
  const name = 'Signature'
  if (found.cryptography === 'good') {
    const until = found.keyExpired
      ? `expired since, on ${absoluteTime(found.keyExpired)}`
      : own?.key.expires
        ? `valid until ${absoluteTime(own.key.expires)}`
        : 'it does not expire'
    const id = grouped(found.signingFingerprint.slice(-16))
    const detail = `The signature is good, for the key ${id} of ${own?.kept.name ?? 'yours'} (${until}).`
    const isAccepted = isBelieved(found.verdict) || found.verdict === 'invalid-claims'
    return isAccepted
      ? { name, outcome: 'passed', detail }
      : { name, outcome: 'failed', detail: found.reason }
  }
  if (found.cryptography === 'unknown-key') {
    return { name, outcome: 'not-checked', detail: 'Not checked: the public key is missing.' }
  }
  if (found.cryptography === 'cannot-tell') {
    return { name, outcome: 'not-checked', detail: found.reason }
  }
  return { name, outcome: 'failed', detail: found.reason }
}

/** Whether a key that is kept, and good, stands for the claims: what they say of the image is its word. */
function isBelieved(verdict: Verdict): boolean {
  return isGood(verdict) || verdict === 'digest-mismatch'
}

/** What it says is compared also where it is not proven, and then is no more than a claim. */
function claimChecks(
  claims: SignatureClaims | null,
  { verdict }: AtomicVerification,
  image: SignedImage,
): Check[] {
  if (!claims) return []
  const isOurs = image.digest !== '' && claims.manifestDigest === image.digest
  if (!isBelieved(verdict)) {
    const whose = isOurs ? 'this image' : `another image, ${claims.manifestDigest || 'none'}`
    const detail = `It claims ${whose}, and ${claims.dockerReference || 'no repository'}; nothing proves that.`
    return [{ name: 'Claims', outcome: 'not-checked', detail }]
  }
  const own: Check = isOurs
    ? { name: 'Image', outcome: 'passed', detail: `It names this image: ${claims.manifestDigest}.` }
    : {
        name: 'Image',
        outcome: 'failed',
        detail: `It names another image: ${claims.manifestDigest}.`,
      }
  return [own, identityCheck('atomic', claims.dockerReference, image)]
}

function signatureFacts(signature: OpenPgpSignature): Fact[] {
  const { created, expiresAfter, keyId, issuerFingerprint } = signature
  const moment = created === null ? '' : new Date(created * 1000).toISOString()
  const end =
    created === null || expiresAfter === null
      ? ''
      : new Date((created + expiresAfter) * 1000).toISOString()
  return [
    { term: 'Key id', value: keyId ? grouped(keyId) : 'not said' },
    {
      term: 'Issuer fingerprint',
      value: issuerFingerprint
        ? grouped(issuerFingerprint)
        : 'not said, as in most older signatures',
    },
    { term: 'Made', value: moment ? absoluteTime(moment, 'seconds') : 'not said' },
    ...(end ? [{ term: 'Good until', value: absoluteTime(end, 'seconds') }] : []),
    { term: 'Signature version', value: String(signature.version) },
    { term: 'Key algorithm', value: keyAlgorithmName(signature.keyAlgorithm) },
    { term: 'Hash algorithm', value: hashAlgorithmName(signature.hashAlgorithm) },
  ]
}

/** Every claim by the name that its format has for it. */
export function claimFacts(claims: SignatureClaims, problems: readonly string[]): Fact[] {
  const optional = Object.entries(claims.optional ?? {}).map(([term, value]): Fact => {
    if (term === 'timestamp' && typeof value === 'number') {
      const moment = new Date(value * 1000)
      const text = Number.isNaN(moment.getTime()) ? 'no time' : absoluteTime(moment, 'seconds')
      return { term, value: `${value} (${text}; a claim only)` }
    }
    return { term, value: typeof value === 'string' ? value : JSON.stringify(value) }
  })
  return [
    { term: 'docker-reference', value: claims.dockerReference || 'none' },
    { term: 'docker-manifest-digest', value: claims.manifestDigest || 'none' },
    { term: 'type', value: claims.type || 'none' },
    ...optional,
    ...problemFacts(problems),
  ]
}

export function problemFacts(problems: readonly string[]): Fact[] {
  return problems.length > 0 ? [{ term: 'Problems', value: problems.join(' ') }] : []
}
