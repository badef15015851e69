import { createHash } from 'node:crypto'

/** `sha256:` and 64 hex digits: the digest of the bytes. */
export function sha256Digest(content: string | Uint8Array): string {
  return `sha256:${sha256Hex(content)}`
}

/** The same words give the same hex digits on every machine. */
export function seededHex(seed: string, length = 64): string {
  return sha256Hex(seed).slice(0, length)
}

/** A whole number of [from, to], the same for the same words. */
export function seededNumber(seed: string, from: number, to: number): number {
  return from + (Number.parseInt(seededHex(seed, 12), 16) % (to - from + 1))
}

function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
