/** Bytes that WebCrypto takes: never of a shared buffer. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** The text that the bytes are in UTF-8; undefined where they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** Lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of an even number of hexadecimal digits; undefined for anything else. */
export function fromHex(text: string): Bytes | undefined {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) return undefined
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  )
}

/**
 * The bytes of a base64 text in its one canonical form; undefined for anything else, so that two
 * texts are never the same bytes. Line breaks are taken out first where `hasLines` says so.
 */
export function fromBase64(text: unknown, { hasLines = false } = {}): Bytes | undefined {
  if (typeof text !== 'string') return undefined
  const clean = hasLines ? text.replaceAll(/[\t\n\r ]/g, '') : text
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined
  const binary = atob(clean)
  if (!clean.endsWith(btoa(binary.slice(-(binary.length % 3 || 3))))) return undefined
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** The canonical base64 of the bytes. */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return btoa(binary)
}

/** Whether the bytes are the same. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** One after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The whole number that the bytes are, the most significant first; for up to six of them. */
export function uint(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** The number in so many bytes, the most significant first. */
export function uintBytes(value: number, length: number): Bytes {
  const bytes = new Uint8Array(length)
  let rest = value
  for (let index = length - 1; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** The hash of the bytes, by WebCrypto. */
export async function hash(name: HashName, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(name, bytes))
}

/** `sha256:…` of the bytes: what names a manifest, a payload and any other blob. */
export async function sha256Digest(bytes: Bytes): Promise<string> {
  return `sha256:${hex(await hash('SHA-256', bytes))}`
}
