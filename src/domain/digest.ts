/**
 * What names an image, or any other blob, by its bytes:
 *
 *     digest    := algorithm ":" hex
 *     algorithm := "sha256" (64 digits) | "sha384" (96) | "sha512" (128)
 *                | any other word of [a-z0-9+._-] (at least 32 digits)
 */
const grammar = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([0-9a-fA-F]{32,})$/

const digits: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/** Whether the text is a whole digest, and nothing else. */
export function isDigest(text: string): boolean {
  if (text.length > 512) return false
  const [, algorithm = '', hex = ''] = grammar.exec(text) ?? []
  const length = digits[algorithm]
  if (length === undefined) return hex !== ''
  return hex.length === length && hex === hex.toLowerCase()
}

/** `sha256` of `sha256:…`; '' where the text names no algorithm. */
export function digestAlgorithm(digest: string): string {
  return digest.slice(0, Math.max(0, digest.indexOf(':')))
}

/** The digits alone, or the text itself where there is no algorithm before them. */
export function digestHex(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1)
}

/** The first digits, without the algorithm: enough to tell images apart by eye. */
export function shortDigest(digest: string, length = 12): string {
  return digestHex(digest).slice(0, length)
}

/** A text with the SHA-256 digests in it cut short, to be read. */
export function withShortDigests(text: string): string {
  return text.replace(/sha256:[0-9a-f]{64}/g, (digest) => `sha256:${shortDigest(digest)}…`)
}

/**
 * The start of a digest as a person types or pastes it, with or without `sha256:`. '' where the
 * text cannot be one: fewer than four digits say too little.
 */
export function digestPrefix(text: string): string {
  const [, prefix = ''] = /^(?:sha256:)?([0-9a-f]{4,64})$/.exec(text.trim().toLowerCase()) ?? []
  return prefix
}

export type MarkColor = 'blue' | 'teal' | 'purple' | 'grey' | 'orange'

const colors: readonly MarkColor[] = ['blue', 'teal', 'purple', 'grey', 'orange']

/**
 * The little picture that makes equal images visible at a glance: five by five cells, row by row,
 * mirrored left to right. The first 15 bits of the hex fill the three left columns, each from the
 * top; with fewer than six bits set all are inverted. The third byte picks the colour. It is
 * decoration: words say the same beside it.
 */
export function digestMark(digest: string): { cells: boolean[]; color: MarkColor } {
  const hex = digestHex(digest)
  const word = bits(hex.slice(0, 4))
  const seed = Array.from({ length: 15 }, (_, index) => ((word >> (15 - index)) & 1) === 1)
  const isSparse = seed.filter(Boolean).length < 6
  const cells = Array.from({ length: 25 }, (_, index) => {
    const column = index % 5
    const bit = seed[Math.min(column, 4 - column) * 5 + Math.floor(index / 5)] ?? false
    return bit !== isSparse
  })
  return { cells, color: colors[bits(hex.slice(4, 6)) % colors.length] ?? 'grey' }
}

function bits(hex: string): number {
  return /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : 0
}
