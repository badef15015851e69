import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { asObjects, asText } from '@/domain/untrusted'
import {
  type Bytes,
  fromBase64,
  fromHex,
  type HashName,
  hash,
  hex,
  isSameBytes,
  utf8,
  utf8Text,
} from './bytes'
import type { InclusionProof } from './inclusion-proof'
import { readPem } from './pem'
import { isSignedBy } from './public-key'
import { asMembers, membersAt } from './strict-json'
import type { TrustedLog } from './trusted-root'

/** An entry of a transparency log (Rekor) about a signature. */
export interface LogEntry {
  index: number
  logId: Bytes
  kind: string
  version: string
  /** When the log took it in; null for logs of the second kind, which do not say. */
  integratedTime: Date | null
  /** The entry as the log keeps it. */
  body: Bytes
  /** The log's signature of entry, place and time. */
  promise: Bytes | null
  proof: InclusionProof | null
}

/** What was signed and by what, to compare with the log's entry. */
export interface LoggedSignature {
  signature: Bytes
  /** The SubjectPublicKeyInfo, or the certificate. */
  verifier: Bytes
  /** The bytes that were signed. */
  data: Bytes
  /** For an envelope: its payload. */
  payload: Bytes | null
  /** For an envelope that is kept as a file: its bytes. */
  envelope: Bytes | null
}

/** Whether the log signed that it took the entry in (SignedEntryTimestamp). */
export async function isPromised(entry: LogEntry, logs: readonly TrustedLog[]): Promise<boolean> {
  const { promise, integratedTime, index, logId, body } = entry
  if (!promise || !integratedTime) return false
  // Canonical JSON: members sorted, no space.
  const signed = JSON.stringify({
    body: btoa(String.fromCharCode(...body)),
    integratedTime: integratedTime.getTime() / 1000,
    logID: hex(logId),
    logIndex: index,
  })
  for (const log of logs) {
    if ((await isSignedBy(log.key, promise, utf8(signed), 'SHA-256')) === true) return true
  }
  return false
}

/**
 * Compares the entry with the signature: another signature, another signer or other data make it an
 * entry about something else. Refuses kinds that it does not know.
 */
export async function checkEntry(entry: LogEntry, signed: LoggedSignature): Promise<Parsed<true>> {
  let body: unknown
  try {
    body = JSON.parse(utf8Text(entry.body) ?? '')
  } catch {
    return refused('The entry of the log is not JSON.')
  }
  const { kind, apiVersion } = asMembers(body) ?? {}
  if (kind !== entry.kind || apiVersion !== entry.version) {
    return refused('The entry of the log is of another kind than is said.')
  }
  const spec = membersAt(body, 'spec') ?? {}
  const compare = comparisons[`${kind}/${apiVersion}`]
  if (!compare) return refused(`An entry ${kind} ${apiVersion} cannot be checked here.`)
  return compare(spec, signed)
}

type Json = Record<string, unknown>
type Comparison = (spec: Json, signed: LoggedSignature) => Promise<Parsed<true>>

const comparisons: Readonly<Record<string, Comparison>> = {
  'hashedrekord/0.0.1': async (spec, signed) => {
    const data = membersAt(spec, 'data', 'hash')
    const signature = membersAt(spec, 'signature')
    return outcome(
      isSame(fromBase64(signature?.content), signed.signature),
      isSameVerifier(membersAt(signature, 'publicKey')?.content, signed),
      await isDigestOf(data?.algorithm, fromHex(asText(data?.value)), signed),
    )
  },
  'hashedrekord/0.0.2': async (spec, signed) => {
    const entry = membersAt(spec, 'hashedRekordV002')
    const data = membersAt(entry, 'data')
    const signature = membersAt(entry, 'signature')
    return outcome(
      isSame(fromBase64(signature?.content), signed.signature),
      isSameRawVerifier(membersAt(signature, 'verifier'), signed),
      await isDigestOf(data?.algorithm, fromBase64(data?.digest), signed),
    )
  },
  'dsse/0.0.1': async (spec, signed) => {
    const [signature, ...more] = asObjects(spec.signatures as Json[])
    const payload = membersAt(spec, 'payloadHash')
    return outcome(
      more.length === 0 && isSame(fromBase64(signature?.signature), signed.signature),
      isSameVerifier(signature?.verifier, signed),
      await isPayloadDigest(payload?.algorithm, fromHex(asText(payload?.value)), signed),
    )
  },
  'dsse/0.0.2': async (spec, signed) => {
    const entry = membersAt(spec, 'dsseV002')
    const [signature, ...more] = asObjects(entry?.signatures as Json[])
    const payload = membersAt(entry, 'payloadHash')
    return outcome(
      more.length === 0 && isSame(fromBase64(signature?.content), signed.signature),
      isSameRawVerifier(membersAt(signature, 'verifier'), signed),
      await isPayloadDigest(payload?.algorithm, fromBase64(payload?.digest), signed),
    )
  },
  'intoto/0.0.1': async (spec, signed) => {
    const content = membersAt(spec, 'content', 'hash')
    const { envelope } = signed
    const isEnvelope =
      content?.algorithm === 'sha256' &&
      envelope !== null &&
      isSame(fromHex(asText(content.value)), await hash('SHA-256', envelope))
    return outcome(isEnvelope, isSameVerifier(spec.publicKey, signed), isEnvelope)
  },
  'intoto/0.0.2': async (spec, signed) => {
    const content = membersAt(spec, 'content')
    const [signature, ...more] = asObjects(
      membersAt(content, 'envelope')?.signatures as Json[] | undefined,
    )
    const payload = membersAt(content, 'payloadHash')
    // The log encodes the text of the signature once more.
    const inner = fromBase64(signature?.sig)
    return outcome(
      more.length === 0 && isSame(inner && fromBase64(utf8Text(inner)), signed.signature),
      isSameVerifier(signature?.publicKey, signed),
      await isPayloadDigest(payload?.algorithm, fromHex(asText(payload?.value)), signed),
    )
  },
}

/** Whether entries of this kind can be checked here. */
export function isKnownEntry({ kind, version }: LogEntry): boolean {
  return Object.hasOwn(comparisons, `${kind}/${version}`)
}

function outcome(isSignature: boolean, isVerifier: boolean, isData: boolean): Parsed<true> {
  if (!isSignature) return refused('The entry of the log is about another signature.')
  if (!isVerifier) return refused('The entry of the log is about another signer.')
  if (!isData) return refused('The entry of the log is about other data.')
  return { ok: true, value: true }
}

function isSame(a: Bytes | undefined, b: Bytes): boolean {
  return a !== undefined && isSameBytes(a, b)
}

function isSameVerifier(encoded: unknown, { verifier }: LoggedSignature): boolean {
  const pem = fromBase64(encoded)
  const [block] = readPem((pem && utf8Text(pem)) ?? '')
  return isSame(block?.bytes, verifier)
}

function isSameRawVerifier(value: unknown, { verifier }: LoggedSignature): boolean {
  const raw = membersAt(value, 'x509Certificate') ?? membersAt(value, 'publicKey')
  return isSame(fromBase64(raw?.rawBytes), verifier)
}

const hashNames: Readonly<Record<string, HashName>> = {
  sha256: 'SHA-256',
  SHA2_256: 'SHA-256',
  sha384: 'SHA-384',
  SHA2_384: 'SHA-384',
  sha512: 'SHA-512',
  SHA2_512: 'SHA-512',
}

async function isDigestOf(
  algorithm: unknown,
  digest: Bytes | undefined,
  { data }: LoggedSignature,
): Promise<boolean> {
  const name = hashNames[asText(algorithm)]
  return name !== undefined && isSame(digest, await hash(name, data))
}

async function isPayloadDigest(
  algorithm: unknown,
  digest: Bytes | undefined,
  { payload }: LoggedSignature,
): Promise<boolean> {
  const name = hashNames[asText(algorithm)]
  return name !== undefined && payload !== null && isSame(digest, await hash(name, payload))
}
