import { parseManifestDocument } from '@/domain/manifest-document'
import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { asText, asTextMap } from '@/domain/untrusted'
import { type Bytes, fromBase64, isSameBytes, utf8, utf8Text } from './bytes'
import { type Certificate, readCertificate } from './certificate'
import type { LogEntry } from './log-entry'
import { readPem } from './pem'
import { asMembers, parseStrictJson } from './strict-json'

export const simpleSigning = 'application/vnd.dev.cosign.simplesigning.v1+json'
export const dsseEnvelope = 'application/vnd.dsse.envelope.v1+json'

const signatureAnnotation = 'dev.cosignproject.cosign/signature'
const certificateAnnotation = 'dev.sigstore.cosign/certificate'
const chainAnnotation = 'dev.sigstore.cosign/chain'
const bundleAnnotation = 'dev.sigstore.cosign/bundle'

/** One signature or attestation of cosign: its payload apart from what signs it. */
export interface CosignLayer {
  mediaType: string
  /** `sha256:…` of the payload, as a manifest has it; '' for a file that carries the payload. */
  payloadDigest: string
  annotations: Record<string, string>
}

const magic = utf8('\0sigstore-json\n')

/** Whether the bytes are cosign's form of a signature in a lookaside store, not the atomic one. */
export function isCosignFile(bytes: Bytes): boolean {
  return isSameBytes(bytes.subarray(0, magic.length), magic)
}

/** Reads such a file: `00 "sigstore-json" 0a` and then JSON. */
export function parseCosignFile(bytes: Bytes): Parsed<{ layer: CosignLayer; payload: Bytes }> {
  if (!isCosignFile(bytes)) return refused('This is no signature of cosign.')
  const parsed = parseStrictJson(utf8Text(bytes.slice(magic.length)) ?? '')
  const file = parsed.ok ? asMembers(parsed.value) : undefined
  const payload = fromBase64(file?.payload)
  if (!file || !payload) return refused('The file of the signature is damaged.')
  const layer = {
    mediaType: asText(file.mimeType),
    payloadDigest: '',
    annotations: asTextMap(file.annotations),
  }
  return { ok: true, value: { layer, payload } }
}

/**
 * The layers of a `.sig` or `.att` manifest. Several signatures of one payload have the same digest:
 * tell them apart by their place.
 */
export function parseCosignManifest(text: string): Parsed<CosignLayer[]> {
  const manifest = parseManifestDocument(text)
  if (!manifest.ok) return manifest
  if (manifest.value.type !== 'manifest') return refused('This is no manifest of signatures.')
  const layers = manifest.value.layers.map(({ digest, mediaType, annotations }) => ({
    mediaType,
    payloadDigest: digest,
    annotations,
  }))
  return { ok: true, value: layers }
}

/** The signature of the layer; undefined where there is none, and where it is not base64. */
export function signatureOf({ annotations }: CosignLayer): Bytes | undefined {
  const signature = fromBase64(annotations[signatureAnnotation], { hasLines: true })
  return signature && signature.length > 0 ? signature : undefined
}

/** What vouches for the signer: a certificate, and those that come with it. */
export interface CosignCertificate {
  certificate: Certificate
  chain: Certificate[]
}

/** The layer's certificate; null for a signature by a bare key, refused where it cannot be read. */
export async function certificateOf({
  annotations,
}: CosignLayer): Promise<Parsed<CosignCertificate | null>> {
  const text = annotations[certificateAnnotation]
  if (text === undefined || text === '') return { ok: true, value: null }
  const [first] = readPem(text)
  if (first?.label !== 'CERTIFICATE') return refused('The certificate is not PEM.')
  const certificate = await readCertificate(first.bytes)
  if (!certificate.ok) return certificate
  const chain: Certificate[] = []
  for (const { label, bytes } of readPem(annotations[chainAnnotation] ?? '')) {
    const read = label === 'CERTIFICATE' ? await readCertificate(bytes) : undefined
    if (read?.ok) chain.push(read.value)
  }
  return { ok: true, value: { certificate: certificate.value, chain } }
}

/** The layer's entry of the log (Rekor); null for none, refused where it cannot be read. */
export function logEntryOf({ annotations }: CosignLayer): Parsed<LogEntry | null> {
  const text = annotations[bundleAnnotation]
  if (text === undefined || text === '') return { ok: true, value: null }
  const parsed = parseStrictJson(text)
  const bundle = parsed.ok ? asMembers(parsed.value) : undefined
  const payload = asMembers(bundle?.Payload)
  const promise = fromBase64(bundle?.SignedEntryTimestamp)
  const body = fromBase64(payload?.body)
  const id = asText(payload?.logID)
  const { integratedTime, logIndex } = payload ?? {}
  if (!promise || !body || !/^[0-9a-f]{64}$/.test(id) || !isCount(integratedTime)) {
    return refused('The entry of the log cannot be read.')
  }
  if (!isCount(logIndex)) return refused('The entry of the log cannot be read.')
  const { kind, apiVersion } = asMembers(json(body)) ?? {}
  return {
    ok: true,
    value: {
      index: logIndex,
      logId: Uint8Array.from({ length: 32 }, (_, at) =>
        Number.parseInt(id.slice(at * 2, at * 2 + 2), 16),
      ),
      kind: asText(kind),
      version: asText(apiVersion),
      integratedTime: new Date(integratedTime * 1000),
      body,
      promise,
      proof: null,
    },
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function json(bytes: Bytes): unknown {
  try {
    return JSON.parse(utf8Text(bytes) ?? '')
  } catch {
    return undefined
  }
}
