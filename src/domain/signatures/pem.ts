import { type Bytes, fromBase64 } from './bytes'

/** A block of PEM (RFC 7468). */
export interface PemBlock {
  /** `PUBLIC KEY`, `CERTIFICATE`, … */
  label: string
  bytes: Bytes
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END \1-----/g

/** The blocks of a text, in order; those that are not base64 are left out. */
export function readPem(text: string): PemBlock[] {
  return [...text.matchAll(block)].flatMap(([, label = '', content]) => {
    const bytes = fromBase64(content, { hasLines: true })
    return bytes && bytes.length > 0 ? [{ label, bytes }] : []
  })
}
