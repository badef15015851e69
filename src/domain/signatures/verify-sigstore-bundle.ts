import { type Bytes, type HashName, hash, hex, isSameBytes } from './bytes'
import { check, checkCertificate, type Identity } from './certificate-identity'
import { isAbout, preAuthEncoding, readStatement } from './dsse'
import { checkInclusion } from './inclusion-proof'
import { checkEntry, isKnownEntry, isPromised, type LogEntry } from './log-entry'
import { isSignedBy, type WebPublicKey } from './public-key'
import type { SigstoreBundle } from './sigstore-bundle'
import { timestampOf } from './timestamp'
import { isIn, type TrustedRoot } from './trusted-root'
import type { Check, Judgement, Verdict } from './verdict'

export interface BundleQuestion {
  keys: readonly WebPublicKey[]
  /** Null where the person trusts nobody: then logs and certificates cannot be checked. */
  root: TrustedRoot | null
  /** Null for any. */
  identity: Identity | null
  /** What was signed, or what a statement should be about; null where it is not to be had. */
  artifact: Bytes | null
  /** `sha256:…` of it, where only that is known; ''. */
  artifactDigest: string
}

export interface BundleVerification extends Judgement {
  checks: Check[]
  /** The key that made its signature: one of those given, or its certificate's; null for none. */
  signer: WebPublicKey | null
}

/**
 * The verdict on a Sigstore bundle: every check that its version demands is run, and it is valid when
 * all have passed. A check that could not be run makes "cannot tell", never valid.
 */
export async function verifySigstoreBundle(
  bundle: SigstoreBundle,
  question: BundleQuestion,
): Promise<BundleVerification> {
  const checks: Check[] = []
  const { keys, root } = question
  const candidates = signersOf(bundle, keys)
  if (candidates.length === 0) {
    const reason = 'It names a key that is none of yours.'
    return { verdict: 'unknown-key', reason, checks, signer: null }
  }
  const signed = signedBy(bundle, question)
  if (!signed) {
    const reason = 'What was signed is not to be had here.'
    return { verdict: 'cannot-tell', reason, checks, signer: null }
  }
  let signer: WebPublicKey | undefined
  let isUnsupported = false
  for (const key of candidates) {
    const answer = await isSignedBy(key, signed.signature, signed.data)
    if (answer === true) signer = key
    if (answer === undefined) isUnsupported = true
  }
  if (!signer && isUnsupported) {
    const reason = 'This browser cannot check keys of this kind.'
    return { verdict: 'cannot-tell', reason, checks, signer: null }
  }
  checks.push(
    check('Signature', signer !== undefined, 'The signature is correct.', 'It is not correct.'),
  )
  if (!signer) return judged(checks, 'bad-signature', null)

  checks.push(...(await contentChecks(bundle, question)))
  if (hasFailed(checks)) return judged(checks, 'digest-mismatch', signer)
  if (!root) {
    const detail = 'No trusted root is given, so the log and its times cannot be checked.'
    checks.push({ name: 'Log', outcome: 'not-checked', detail })
    return judged(checks, 'invalid', signer)
  }

  const verifier =
    bundle.signer.type === 'public-key' ? signer.spki : bundle.signer.certificate.bytes
  const stamps = await stampedMoments(bundle, signed.signature, root)
  checks.push(...stamps.checks)
  const logged = await loggedMoments(bundle, { ...signed, verifier }, root, stamps.moments)
  checks.push(...logged.checks)
  const moments = [...stamps.moments, ...logged.moments]
  checks.push(
    check('Time', moments.length > 0, 'It is vouched for.', 'Nobody vouches for the time.'),
  )
  if (bundle.signer.type !== 'public-key') {
    const { certificate } = bundle.signer
    checks.push(...(await checkCertificate(certificate, moments, root, question.identity)))
  }
  return judged(checks, 'invalid', signer)
}

function signersOf({ signer }: SigstoreBundle, keys: readonly WebPublicKey[]): WebPublicKey[] {
  return signer.type === 'public-key' ? [...keys] : [signer.certificate.key]
}

function hasFailed(checks: readonly Check[]): boolean {
  return checks.some(({ outcome }) => outcome === 'failed')
}

function judged(
  checks: Check[],
  otherwise: Verdict,
  signer: WebPublicKey | null,
): BundleVerification {
  const failed = checks.find(({ outcome }) => outcome === 'failed')
  if (failed) return { verdict: otherwise, reason: failed.detail, checks, signer }
  const missing = checks.find(({ outcome }) => outcome === 'not-checked')
  if (missing) return { verdict: 'cannot-tell', reason: missing.detail, checks, signer }
  const reason = 'Every check that the bundle asks for has passed.'
  return { verdict: 'valid', reason, checks, signer }
}

interface Signed {
  signature: Bytes
  data: Bytes
  payload: Bytes | null
  envelope: null
}

function signedBy({ content }: SigstoreBundle, { artifact }: BundleQuestion): Signed | undefined {
  if (content.type === 'dsse') {
    const [signature] = content.envelope.signatures
    const data = preAuthEncoding(content.envelope)
    return signature && { signature, data, payload: content.envelope.payload, envelope: null }
  }
  const { signature } = content
  return artifact ? { signature, data: artifact, payload: null, envelope: null } : undefined
}

const digestNames: Readonly<Record<string, HashName>> = {
  SHA2_256: 'SHA-256',
  SHA2_384: 'SHA-384',
  SHA2_512: 'SHA-512',
}

async function contentChecks(
  { content }: SigstoreBundle,
  { artifact, artifactDigest }: BundleQuestion,
): Promise<Check[]> {
  if (content.type === 'dsse') {
    const digest = artifact ? `sha256:${hex(await hash('SHA-256', artifact))}` : artifactDigest
    if (digest === '') return []
    const statement = readStatement(content.envelope)
    const isOurs = statement.ok && isAbout(statement.value, digest)
    return [check('Subject', isOurs, 'It is about this image.', 'It is about something else.')]
  }
  if (!content.digest || !artifact) return []
  const name = digestNames[content.digestAlgorithm]
  const isOurs = name !== undefined && isSameBytes(content.digest, await hash(name, artifact))
  return [check('Digest', isOurs, 'It is that of what was signed.', 'It is of something else.')]
}

async function stampedMoments(bundle: SigstoreBundle, signature: Bytes, root: TrustedRoot) {
  const checks: Check[] = []
  const moments: Date[] = []
  for (const stamp of bundle.timestamps) {
    const moment = await timestampOf(stamp, signature, root.timestampAuthorities)
    if (moment.ok) moments.push(moment.value)
    checks.push(
      check('Timestamp', moment.ok, 'A trusted authority saw it.', moment.ok ? '' : moment.problem),
    )
  }
  return { checks, moments }
}

async function loggedMoments(
  bundle: SigstoreBundle,
  signed: Signed & { verifier: Bytes },
  root: TrustedRoot,
  stamped: readonly Date[],
) {
  const checks: Check[] = []
  const moments: Date[] = []
  checks.push(
    check('Log', bundle.entries.length > 0, 'There is an entry.', 'There is no entry of a log.'),
  )
  for (const entry of bundle.entries) {
    if (!isKnownEntry(entry)) {
      const detail = `An entry ${entry.kind} ${entry.version} cannot be checked here.`
      checks.push({ name: 'Log entry', outcome: 'not-checked', detail })
      continue
    }
    const { isComplete, problems, promisedAt } = await logProblems(entry, bundle, root, stamped)
    const same = await checkEntry(entry, signed)
    const problem = same.ok ? problems[0] : same.problem
    checks.push(
      check(
        'Log entry',
        isComplete && !problem,
        'A trusted log has it.',
        problem ?? 'Not complete.',
      ),
    )
    if (promisedAt) moments.push(promisedAt)
  }
  return { checks, moments }
}

async function logProblems(
  entry: LogEntry,
  { version }: SigstoreBundle,
  root: TrustedRoot,
  stamped: readonly Date[],
): Promise<{ isComplete: boolean; problems: string[]; promisedAt: Date | null }> {
  const moment = entry.integratedTime ?? stamped[0]
  const logs = root.logs.filter(
    (log) => isSameBytes(log.id, entry.logId) && moment && isIn(log.period, moment),
  )
  const problems: string[] = []
  let isComplete = false
  let promisedAt: Date | null = null
  if (logs.length === 0) problems.push('It is of a log that is not trusted.')
  if (entry.promise) {
    if (await isPromised(entry, logs)) promisedAt = entry.integratedTime
    else problems.push('The promise of the log is not signed by it.')
    isComplete = version === '0.1'
  }
  // Early bundles of version 0.1 have proofs without a checkpoint, which prove nothing.
  if (entry.proof && (version !== '0.1' || entry.proof.checkpoint !== '')) {
    const included = await checkInclusion(entry.body, entry.proof, logs)
    if (!included.ok) problems.push(included.problem)
    isComplete = true
  }
  return { isComplete, problems, promisedAt }
}
