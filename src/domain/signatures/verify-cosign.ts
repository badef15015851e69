import { type Bytes, sha256Digest, utf8Text } from './bytes'
import { check, checkCertificate, type Identity } from './certificate-identity'
import { type ReadClaims, readClaims } from './claims'
import {
  type CosignCertificate,
  type CosignLayer,
  certificateOf,
  dsseEnvelope,
  logEntryOf,
  signatureOf,
  simpleSigning,
} from './cosign'
import { isAbout, parseEnvelope, preAuthEncoding, readStatement, type Statement } from './dsse'
import { checkEntry, isKnownEntry, isPromised, type LogEntry } from './log-entry'
import { isSignedBy, type WebPublicKey } from './public-key'
import { logsOf, type TrustedRoot } from './trusted-root'
import type { Check, Judgement, Verdict } from './verdict'

export interface CosignQuestion {
  keys: readonly WebPublicKey[]
  /** The digest of the manifest that the signature should be about; '' where it is not known. */
  manifestDigest: string
  root: TrustedRoot | null
  identity: Identity | null
}

export interface CosignVerification extends Judgement {
  cryptography: 'good' | 'bad' | 'unknown-key' | 'cannot-tell'
  /** The digest of the payload's bytes as they are. */
  payloadDigest: string
  /** Places in `keys` of those that made it. */
  goodWith: number[]
  /**
   * Whether no key made it and nothing else is known to be wrong. A signature of cosign names no
   * key: it may be damaged, or be by somebody whose key is not among those given.
   */
  isByNone: boolean
  /** For a signature. */
  claims: ReadClaims
  /** For an attestation. */
  statement: Statement | null
  certificate: CosignCertificate | null
  entry: LogEntry | null
  checks: Check[]
}

/** The verdict on one signature or attestation of cosign (SIGNATURE_SPEC), with its payload. */
export async function verifyCosign(
  layer: CosignLayer,
  payload: Bytes,
  question: CosignQuestion,
): Promise<CosignVerification> {
  const isAttestation = layer.mediaType === dsseEnvelope
  const payloadDigest = await sha256Digest(payload)
  const certificate = await certificateOf(layer)
  const entry = logEntryOf(layer)
  const envelope = isAttestation ? parseEnvelope(utf8Text(payload) ?? '') : undefined
  const statement = envelope?.ok ? readStatement(envelope.value) : undefined
  const facts = {
    payloadDigest,
    goodWith: [],
    isByNone: false,
    claims: isAttestation ? { claims: null, problems: [] } : readClaims(payload, 'cosign'),
    statement: statement?.ok ? statement.value : null,
    certificate: certificate.ok ? certificate.value : null,
    entry: entry.ok ? entry.value : null,
    checks: [],
  }
  const refuse = (verdict: Verdict, reason: string): CosignVerification => ({
    ...facts,
    verdict,
    reason,
    cryptography: 'bad',
  })
  if (!isAttestation && layer.mediaType !== simpleSigning) {
    return refuse('not-a-signature', `It is kept beside the image, and is ${layer.mediaType}.`)
  }
  if (layer.payloadDigest !== '' && layer.payloadDigest !== payloadDigest) {
    return refuse('bad-signature', 'The payload is not the one that the manifest names.')
  }
  if (!certificate.ok) return refuse('bad-signature', certificate.problem)
  if (!entry.ok) return refuse('bad-signature', entry.problem)
  if (envelope && !envelope.ok) return refuse('bad-signature', envelope.problem)
  if (envelope?.ok && envelope.value.signatures.length > 1) {
    return refuse('bad-signature', 'The envelope has more than one signature.')
  }
  const signature = envelope?.ok ? envelope.value.signatures[0] : signatureOf(layer)
  if (!signature) return refuse('bad-signature', 'There is no signature that can be read.')
  const data = envelope?.ok ? preAuthEncoding(envelope.value) : payload
  return verifySigned(facts, question, {
    signature,
    data,
    payload: envelope?.ok ? envelope.value.payload : null,
    envelope: isAttestation ? payload : null,
  })
}

type Facts = Omit<CosignVerification, 'verdict' | 'reason' | 'cryptography'>

interface Signed {
  signature: Bytes
  data: Bytes
  payload: Bytes | null
  envelope: Bytes | null
}

async function verifySigned(
  facts: Facts,
  question: CosignQuestion,
  signed: Signed,
): Promise<CosignVerification> {
  const own = facts.certificate?.certificate
  const answers = await Promise.all(
    question.keys.map((key) => isSignedBy(key, signed.signature, signed.data)),
  )
  const goodWith = answers.flatMap((answer, index) => (answer === true ? [index] : []))
  const key = goodWith[0] === undefined ? undefined : question.keys[goodWith[0]]
  if (!key && !own) {
    if (question.keys.length === 0) {
      const reason = 'You have no key to check it with.'
      return { ...facts, verdict: 'unknown-key', reason, cryptography: 'unknown-key' }
    }
    if (answers.includes(undefined)) return cannotTell(facts)
    const reason = 'None of the keys made it.'
    return { ...facts, verdict: 'bad-signature', reason, cryptography: 'bad', isByNone: true }
  }
  if (!key && own) {
    const byOwn = await isSignedBy(own.key, signed.signature, signed.data)
    if (byOwn === undefined) return cannotTell(facts)
    if (!byOwn) {
      const reason = 'The key of its certificate did not make it.'
      return { ...facts, verdict: 'bad-signature', reason, cryptography: 'bad' }
    }
  }
  const checks: Check[] = [
    { name: 'Signature', outcome: 'passed', detail: 'The signature is correct.' },
    ...(await logChecks(facts, question, signed, own?.bytes ?? key?.spki)),
  ]
  const isLogged = checks.some(({ name, outcome }) => name === 'Log entry' && outcome === 'passed')
  const moments = isLogged && facts.entry?.integratedTime ? [facts.entry.integratedTime] : []
  if (!key && own) {
    if (!question.root) {
      const detail = 'Its certificate is not checked: no trusted root is given.'
      checks.push({ name: 'Certificate', outcome: 'not-checked', detail })
    } else {
      checks.push(...(await checkCertificate(own, moments, question.root, question.identity)))
    }
  }
  return judged({ ...facts, goodWith, checks }, question, key !== undefined)
}

function cannotTell(facts: Facts): CosignVerification {
  const reason = 'This browser cannot check keys of this kind.'
  return { ...facts, verdict: 'cannot-tell', reason, cryptography: 'cannot-tell' }
}

/** The log's entry is extra for a signature by a given key, and counts where it is bad. */
async function logChecks(
  { entry }: Facts,
  { root }: CosignQuestion,
  signed: Signed,
  verifier: Bytes | undefined,
): Promise<Check[]> {
  if (!entry?.integratedTime || !verifier) return []
  const name = 'Log entry'
  if (!root) return [{ name, outcome: 'not-checked', detail: 'No trusted root is given.' }]
  if (!isKnownEntry(entry)) {
    const detail = `An entry ${entry.kind} ${entry.version} cannot be checked here.`
    return [{ name, outcome: 'not-checked', detail }]
  }
  const logs = logsOf(root.logs, entry.logId, entry.integratedTime)
  if (logs.length === 0) {
    return [{ name, outcome: 'not-checked', detail: 'It is of a log that is not trusted.' }]
  }
  const same = await checkEntry(entry, { ...signed, verifier })
  if (!same.ok) return [check(name, false, '', same.problem)]
  const isGood = await isPromised(entry, logs)
  return [check(name, isGood, 'A trusted log has it.', 'The log did not sign its entry.')]
}

function judged(
  facts: Facts,
  { manifestDigest }: CosignQuestion,
  isByKey: boolean,
): CosignVerification {
  const good = { ...facts, cryptography: 'good' as const }
  const failed = facts.checks.find(({ outcome }) => outcome === 'failed')
  if (failed) return { ...good, verdict: 'invalid', reason: failed.detail }
  const missing = facts.checks.find(({ outcome }) => outcome === 'not-checked')
  if (missing && !isByKey) return { ...good, verdict: 'cannot-tell', reason: missing.detail }
  const { claims, problems } = facts.claims
  const isAttestation = facts.statement !== null
  if (!isAttestation && (!claims || problems.length > 0)) {
    const reason = problems.join(' ') || 'It says nothing about an image.'
    return { ...good, verdict: 'invalid-claims', reason }
  }
  const isOurs = facts.statement
    ? isAbout(facts.statement, manifestDigest)
    : claims?.manifestDigest === manifestDigest
  if (manifestDigest !== '' && !isOurs) {
    return { ...good, verdict: 'digest-mismatch', reason: 'It is about another image.' }
  }
  const reason = isByKey ? 'Made with one of your keys.' : 'Its certificate and log entry are good.'
  return { ...good, verdict: 'valid', reason }
}
