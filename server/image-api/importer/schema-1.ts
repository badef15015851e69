import { createHash } from 'node:crypto'
import { parseJson } from './refusal'

/** Docker's first manifest, with its signatures. */
const SIGNED = 'application/vnd.docker.distribution.manifest.v1+prettyjws'

/** `sha256:…` of bytes. */
export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** The digest of a manifest: of its bytes, but of a signed one without its signatures. */
export function manifestDigest(bytes: Buffer, mediaType: string): string {
  return sha256(mediaType === SIGNED ? signedPayload(bytes) : bytes)
}

/**
 * What the signatures of a schema 1 manifest are about: its first `formatLength` bytes and the tail that each
 * signature carries. The bytes themselves where there are none.
 */
function signedPayload(bytes: Buffer): Buffer {
  const read = parseJson(bytes) as { signatures?: { protected?: unknown }[] } | null
  const guarded = Array.isArray(read?.signatures) ? read.signatures[0]?.protected : undefined
  if (typeof guarded !== 'string') return bytes
  const how = parseJson(Buffer.from(guarded, 'base64url')) as {
    formatLength?: unknown
    formatTail?: unknown
  } | null
  const { formatLength, formatTail } = how ?? {}
  if (typeof formatLength !== 'number' || typeof formatTail !== 'string') return bytes
  return Buffer.concat([bytes.subarray(0, formatLength), Buffer.from(formatTail, 'base64url')])
}
