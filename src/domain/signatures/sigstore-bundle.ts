import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { asObjects, asText } from '@/domain/untrusted'
import { type Bytes, fromBase64 } from './bytes'
import { type Certificate, readCertificate } from './certificate'
import { type Envelope, readEnvelope } from './dsse'
import type { InclusionProof } from './inclusion-proof'
import type { LogEntry } from './log-entry'
import { asMembers, membersAt, parseStrictJson } from './strict-json'

/** What a bundle is signed with. */
export type BundleSigner =
  | { type: 'public-key'; hint: string }
  | { type: 'certificate' | 'x509-certificate-chain'; certificate: Certificate }

/** A Sigstore bundle, read and not verified. */
export interface SigstoreBundle {
  mediaType: string
  version: '0.1' | '0.2' | '0.3'
  content:
    | { type: 'message-signature'; digestAlgorithm: string; digest: Bytes | null; signature: Bytes }
    | { type: 'dsse'; envelope: Envelope }
  signer: BundleSigner
  entries: LogEntry[]
  timestamps: Bytes[]
}

type Json = Record<string, unknown>

const versions: Readonly<Record<string, SigstoreBundle['version']>> = {
  'application/vnd.dev.sigstore.bundle+json;version=0.1': '0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2': '0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3': '0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json': '0.3',
}

/** The media type that a document says it is of; '' where it says none. */
export function bundleMediaType(text: string): string {
  const parsed = parseStrictJson(text)
  return parsed.ok ? asText(asMembers(parsed.value)?.mediaType) : ''
}

/**
 * Reads a bundle by the rules of its version (sigstore_bundle.proto): one signature or one envelope;
 * a key or a certificate; a promise of the log with 0.1, a proof from 0.2 on.
 */
export async function parseSigstoreBundle(text: string): Promise<Parsed<SigstoreBundle>> {
  const parsed = parseStrictJson(text)
  if (!parsed.ok) return parsed
  const bundle = asMembers(parsed.value)
  const mediaType = asText(bundle?.mediaType)
  const version = Object.hasOwn(versions, mediaType) ? versions[mediaType] : undefined
  if (!bundle || !version) return refused(`This is no bundle of a known version: ${mediaType}`)
  const content = readContent(bundle)
  if (!content.ok) return content
  const material = asMembers(bundle.verificationMaterial) ?? {}
  const signer = await readSigner(material, version)
  if (!signer.ok) return signer
  const entries = asObjects(material.tlogEntries as Json[]).map((entry) =>
    readLogEntry(entry, version),
  )
  const bad = entries.find((entry) => !entry.ok)
  if (bad && !bad.ok) return bad
  const stamps = asObjects(
    membersAt(material, 'timestampVerificationData')?.rfc3161Timestamps as Json[] | undefined,
  ).map(({ signedTimestamp }) => fromBase64(signedTimestamp))
  const timestamps = stamps.filter((stamp) => stamp !== undefined)
  if (timestamps.length < stamps.length) return refused('A timestamp is not base64.')
  return {
    ok: true,
    value: {
      mediaType,
      version,
      content: content.value,
      signer: signer.value,
      entries: entries.flatMap((entry) => (entry.ok ? [entry.value] : [])),
      timestamps,
    },
  }
}

function readContent(bundle: Json): Parsed<SigstoreBundle['content']> {
  const message = asMembers(bundle.messageSignature)
  const hasEnvelope = bundle.dsseEnvelope !== undefined && bundle.dsseEnvelope !== null
  if (hasEnvelope === (message !== undefined)) {
    return refused('A bundle has either one signature or one envelope.')
  }
  if (!message) {
    const envelope = readEnvelope(bundle.dsseEnvelope)
    if (!envelope.ok) return envelope
    if (envelope.value.signatures.length > 1) return refused('The envelope has two signatures.')
    return { ok: true, value: { type: 'dsse', envelope: envelope.value } }
  }
  const signature = fromBase64(message.signature)
  const claimed = asMembers(message.messageDigest)
  const digest = claimed ? fromBase64(claimed.digest) : null
  if (!signature || signature.length === 0) return refused('The signature is not base64.')
  if (digest === undefined) return refused('The digest is not base64.')
  const digestAlgorithm = asText(claimed?.algorithm)
  return { ok: true, value: { type: 'message-signature', digestAlgorithm, digest, signature } }
}

async function readSigner(
  material: Json,
  version: SigstoreBundle['version'],
): Promise<Parsed<BundleSigner>> {
  const key = asMembers(material.publicKey)
  const chain = asMembers(material.x509CertificateChain)
  const single = asMembers(material.certificate)
  if ([key, chain, single].filter(Boolean).length !== 1) {
    return refused('A bundle has either a key or a certificate.')
  }
  if (key) return { ok: true, value: { type: 'public-key', hint: asText(key.hint) } }
  if (chain && version === '0.3') return refused('A bundle of version 0.3 has one certificate.')
  const [first] = chain ? asObjects(chain.certificates as Json[]) : [single ?? {}]
  const bytes = fromBase64(first?.rawBytes)
  if (!bytes || bytes.length === 0) return refused('There is no certificate in the bundle.')
  const certificate = await readCertificate(bytes)
  if (!certificate.ok) return certificate
  const type = chain ? 'x509-certificate-chain' : 'certificate'
  return { ok: true, value: { type, certificate: certificate.value } }
}

function readLogEntry(entry: Json, version: SigstoreBundle['version']): Parsed<LogEntry> {
  const kind = asMembers(entry.kindVersion)
  const index = wholeNumber(entry.logIndex ?? '0')
  const logId = fromBase64(membersAt(entry, 'logId')?.keyId)
  const body = fromBase64(entry.canonicalizedBody)
  const seconds = wholeNumber(entry.integratedTime ?? '0')
  if (!kind || index === null || !logId || !body || seconds === null) {
    return refused('An entry of the log is not complete.')
  }
  const promised = asMembers(entry.inclusionPromise)
  const promise = promised ? fromBase64(promised.signedEntryTimestamp) : null
  if (promise === undefined) return refused('The promise of the log is not base64.')
  const proof = readProof(asMembers(entry.inclusionProof))
  if (proof === undefined) return refused('The proof of inclusion is not complete.')
  if (version === '0.1' && !promise) return refused('The bundle lacks the promise of the log.')
  if (version !== '0.1' && !proof?.checkpoint) {
    return refused('The bundle lacks the proof of inclusion.')
  }
  return {
    ok: true,
    value: {
      index,
      logId,
      kind: asText(kind.kind),
      version: asText(kind.version),
      integratedTime: seconds === 0 ? null : new Date(seconds * 1000),
      body,
      promise,
      proof,
    },
  }
}

/** Null for none, undefined for one that cannot be read. */
function readProof(proof: Json | undefined): InclusionProof | null | undefined {
  if (!proof) return null
  const index = wholeNumber(proof.logIndex ?? '0')
  const treeSize = wholeNumber(proof.treeSize)
  const listed = Array.isArray(proof.hashes) ? proof.hashes : []
  const hashes = listed.map((text) => fromBase64(text)).filter((bytes) => bytes !== undefined)
  const rootHash = proof.rootHash === undefined ? null : fromBase64(proof.rootHash)
  if (index === null || treeSize === null || hashes.length < listed.length) return undefined
  if (rootHash === undefined) return undefined
  const checkpoint = asText(membersAt(proof, 'checkpoint')?.envelope)
  return { index, treeSize, rootHash, hashes, checkpoint }
}

/** 64-bit numbers are texts in this JSON. */
function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}
