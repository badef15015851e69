import { formatCount } from '@/domain/format-count'
import { type Bytes, hex, utf8Text } from '@/domain/signatures/bytes'
import type { Certificate } from '@/domain/signatures/certificate'
import {
  type CosignLayer,
  certificateOf,
  dsseEnvelope,
  logEntryOf,
  signatureOf,
  simpleSigning,
} from '@/domain/signatures/cosign'
import { rebuiltPayload } from '@/domain/signatures/cosign-payload'
import type { Statement } from '@/domain/signatures/dsse'
import { conclude, type Examination, type Fact } from '@/domain/signatures/examination'
import type { LogEntry } from '@/domain/signatures/log-entry'
import { predicateWords } from '@/domain/signatures/predicate-type'
import { identityCheck } from '@/domain/signatures/signed-identity'
import type { Check } from '@/domain/signatures/verdict'
import { type CosignVerification, verifyCosign } from '@/domain/signatures/verify-cosign'
import { absoluteTime } from '@/domain/time'
import { claimFacts, problemFacts, type SignedImage } from './examine-atomic'
import type { ReadKeys } from './kept-keys'

/** A layer of a cosign manifest, and the payload where somebody has it. */
export interface CosignPart {
  layer: CosignLayer
  payload: Bytes | null
}

const kinds: Readonly<Record<string, string>> = {
  [simpleSigning]: 'Cosign, simple signing payload',
  [dsseEnvelope]: 'Cosign, attestation in an envelope (DSSE)',
}

/** Everything about one layer of a `.sig` or `.att` manifest, checked with a person's keys. */
export async function examineCosign(
  { layer, payload }: CosignPart,
  image: SignedImage,
  keys: ReadKeys,
): Promise<Examination> {
  const isSignature = layer.mediaType === simpleSigning
  const rebuilt =
    payload === null && isSignature
      ? await rebuiltPayload(layer.payloadDigest, image.digest, image.repositories)
      : undefined
  const bytes = payload ?? rebuilt
  if (!bytes) return withoutPayload(layer)
  const found = await verifyCosign(layer, bytes, {
    keys: keys.web.map(({ key }) => key),
    manifestDigest: image.digest,
    root: keys.root,
    identity: null,
  })
  const signer = found.goodWith[0] === undefined ? undefined : keys.web[found.goodWith[0]]
  const checks = checksOf(found, image, signer?.kept.name ?? '')
  const { claims, problems } = found.claims
  const judged = found.isByNone
    ? { verdict: 'unknown-key' as const, reason: byNone }
    : { verdict: found.verdict, reason: found.reason }
  return {
    ...conclude(judged, checks, { repository: claims?.dockerReference ?? '' }),
    verdict: judged.verdict,
    kind: kinds[layer.mediaType] ?? `Kept by cosign, ${layer.mediaType || 'no media type'}`,
    signer: signer?.kept.name ?? '',
    signedAt: '',
    keyId: '',
    checks,
    facts: [
      ...layerFacts(layer),
      { term: 'Payload', value: rebuilt ? rebuiltWords : 'given, with the digest that is named' },
      ...(found.certificate ? certificateFacts(found.certificate.certificate) : []),
      ...(found.entry ? entryFacts(found.entry) : []),
    ],
    claims: found.statement
      ? statementFacts(found.statement)
      : claims
        ? claimFacts(claims, problems)
        : problemFacts(problems),
    warnings: [],
    payload: utf8Text(bytes) ?? '',
  }
}

const byNone =
  'None of your keys made it. A signature of cosign does not say which key did: it may be another, or the signature is damaged.'

const rebuiltWords =
  'made again from the image’s digest and repository; its SHA-256 is the one that the manifest names'

const noPayload =
  'The signed payload is a blob of the registry, which the image API does not give. Give it below, under “Check a file of yours”.'

/** What can be said of a signature of which the payload is not to be had: nothing is checked. */
async function withoutPayload(layer: CosignLayer): Promise<Examination> {
  const certificate = await certificateOf(layer)
  const entry = logEntryOf(layer)
  const isSigned = layer.mediaType === dsseEnvelope || signatureOf(layer) !== undefined
  const isKnown = layer.mediaType === dsseEnvelope || layer.mediaType === simpleSigning
  const predicate = layer.annotations.predicateType
  return {
    outcome: 'cannot-tell',
    title: isKnown ? 'Cannot tell: the payload is missing' : 'Not a signature',
    reason: isKnown
      ? noPayload
      : `It is kept beside the image, and is ${layer.mediaType || 'of no kind'}.`,
    verdict: isKnown ? 'cannot-tell' : 'not-a-signature',
    kind: kinds[layer.mediaType] ?? `Kept by cosign, ${layer.mediaType || 'no media type'}`,
    signer: '',
    signedAt: '',
    keyId: '',
    checks: [
      {
        name: 'Signature',
        outcome: 'not-checked',
        detail: isSigned
          ? 'Not checked: the payload is missing.'
          : 'There is none that can be read.',
      },
    ],
    facts: [
      ...layerFacts(layer),
      ...(certificate.ok && certificate.value
        ? certificateFacts(certificate.value.certificate)
        : []),
      ...(certificate.ok ? [] : problemFacts([certificate.problem])),
      ...(entry.ok && entry.value ? entryFacts(entry.value) : []),
      ...(entry.ok ? [] : problemFacts([entry.problem])),
    ],
    claims: predicate ? [{ term: 'Predicate type', value: predicateWords(predicate) }] : [],
    warnings: [],
    payload: '',
  }
}

function checksOf(found: CosignVerification, image: SignedImage, signer: string): Check[] {
  const { cryptography, verdict, reason } = found
  if (found.isByNone) {
    return [{ name: 'Signature', outcome: 'not-checked', detail: byNone }, ...unproven(found)]
  }
  if (cryptography === 'unknown-key' || cryptography === 'cannot-tell') {
    return [{ name: 'Signature', outcome: 'not-checked', detail: reason }, ...unproven(found)]
  }
  if (cryptography === 'bad') {
    return [{ name: 'Signature', outcome: 'failed', detail: reason }, ...unproven(found)]
  }
  const checks = found.checks.flatMap((check): Check[] => {
    if (check.name === 'Signature') {
      if (signer) return [{ ...check, detail: `The signature is good, for your key ${signer}.` }]
      return byCertificate(check, found.certificate?.certificate, found.checks)
    }
    // The log is extra where one of the person's keys made it: that it is not asked changes nothing.
    return check.name === 'Log entry' && check.outcome === 'not-checked' && signer ? [] : [check]
  })
  if (verdict === 'invalid' || verdict === 'cannot-tell') return [...checks, ...unproven(found)]
  const { claims } = found.claims
  const isOurs = verdict !== 'digest-mismatch'
  const about = claims?.manifestDigest ?? image.digest
  checks.push(
    isOurs
      ? { name: 'Image', outcome: 'passed', detail: `It names this image: ${image.digest}.` }
      : { name: 'Image', outcome: 'failed', detail: `It names another image: ${about}.` },
  )
  if (claims) checks.push(identityCheck('cosign', claims.dockerReference, image))
  return checks
}

/**
 * A signature by the key of its own certificate proves nothing but that the two belong together. Where
 * a trusted root vouches for the certificate it is known who signed; whether they may is not.
 */
export function byCertificate(
  check: Check,
  certificate: Certificate | undefined,
  checks: readonly Check[],
): Check[] {
  const isVouchedFor = checks.some(
    ({ name, outcome }) => name === 'Certificate' && outcome === 'passed',
  )
  if (!certificate || !isVouchedFor) {
    const detail =
      'The signature is by the key of its own certificate, which is not proven to be anybody’s.'
    return [{ ...check, outcome: 'not-checked', detail }]
  }
  const who = certificate.names.join(', ') || certificate.subject
  const from = certificate.identityIssuer ? `, known to ${certificate.identityIssuer}` : ''
  return [
    { ...check, detail: 'The signature is good, for the key of its certificate.' },
    {
      name: 'Signer',
      outcome: 'not-checked',
      detail: `It was signed by ${who}${from}. Whether they may sign this image is for you to judge.`,
    },
  ]
}

function unproven({ claims: { claims }, statement }: CosignVerification): Check[] {
  if (!claims && !statement) return []
  const of = claims
    ? `${claims.manifestDigest || 'no image'} in ${claims.dockerReference || 'no repository'}`
    : (statement?.subjects.map(({ name }) => name).join(', ') ?? '')
  return [
    { name: 'Claims', outcome: 'not-checked', detail: `It claims ${of}; nothing proves that.` },
  ]
}

function layerFacts(layer: CosignLayer): Fact[] {
  const known = new Set([
    'dev.sigstore.cosign/certificate',
    'dev.sigstore.cosign/chain',
    'dev.sigstore.cosign/bundle',
  ])
  const annotations = Object.entries(layer.annotations)
    .filter(([name, value]) => !known.has(name) && value !== '')
    .map(([name, value]) => ({
      term: name === 'dev.cosignproject.cosign/signature' ? 'Signature' : name,
      value,
    }))
  return [{ term: 'Payload digest', value: layer.payloadDigest || 'not said' }, ...annotations]
}

/** What a certificate says of itself; whether it is to be believed is another matter. */
export function certificateFacts(certificate: Certificate): Fact[] {
  const { notBefore, notAfter, identityIssuer } = certificate
  return [
    {
      term: 'Certificate of',
      value: certificate.names.join(', ') || certificate.subject || 'nobody',
    },
    { term: 'Certificate by', value: certificate.issuer || 'not said' },
    ...(identityIssuer ? [{ term: 'Identity known to', value: identityIssuer }] : []),
    {
      term: 'Certificate valid',
      value: `${absoluteTime(notBefore, 'seconds')} to ${absoluteTime(notAfter, 'seconds')}`,
    },
    { term: 'Certificate serial', value: certificate.serial },
  ]
}

/** What a log says of when it took a signature in. */
export function entryFacts(entry: LogEntry): Fact[] {
  return [
    { term: 'Log index', value: formatCount(entry.index) },
    { term: 'Log', value: hex(entry.logId) },
    { term: 'Log entry', value: `${entry.kind} ${entry.version}` },
    ...(entry.integratedTime
      ? [{ term: 'Logged', value: absoluteTime(entry.integratedTime, 'seconds') }]
      : []),
  ]
}

/** What an attestation says of what (in-toto). */
export function statementFacts(statement: Statement): Fact[] {
  return [
    { term: 'Predicate type', value: predicateWords(statement.predicateType) },
    ...statement.subjects.map(({ name, digest }) => ({
      term: 'Subject',
      value: `${name || 'unnamed'} ${Object.entries(digest)
        .map(([algorithm, value]) => `${algorithm}:${value}`)
        .join(', ')}`,
    })),
    { term: 'Statement type', value: statement.type },
  ]
}
