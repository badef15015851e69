import { type Bytes, fromBase64, uint } from './bytes'

/** One armored block of a text (RFC 9580, section 6), or why it cannot be read. */
export type ArmorBlock =
  | { label: string; bytes: Bytes; problem: '' }
  | { label: string; bytes: null; problem: string }

const begin = /^[\t ]*-----BEGIN PGP ([A-Z0-9 ,/]+)-----[\t ]*$/

/**
 * Finds the armored blocks of a text. Before, between and after them there may be anything, and
 * they may be indented as in a ConfigMap. A block of which the checksum is wrong is not readable.
 */
export function readArmor(text: string): ArmorBlock[] {
  const blocks: ArmorBlock[] = []
  const lines = text.split(/\r\n|\r|\n/)
  for (let index = 0; index < lines.length; index += 1) {
    const label = begin.exec(lines[index] ?? '')?.[1]
    if (label === undefined) continue
    const end = lines.findIndex(
      (line, at) => at > index && line.trim() === `-----END PGP ${label}-----`,
    )
    if (end < 0) {
      blocks.push({ label, bytes: null, problem: 'The block has no end.' })
      continue
    }
    const content = lines.slice(index + 1, end).map((line) => line.trim())
    blocks.push({ label, ...decodedBlock(content) })
    index = end
  }
  return blocks
}

function decodedBlock(
  lines: string[],
): { bytes: Bytes; problem: '' } | { bytes: null; problem: string } {
  const afterHeaders = lines.findIndex((line) => !/^[A-Za-z][A-Za-z0-9-]*: ?/.test(line))
  const body = lines.slice(Math.max(0, afterHeaders)).filter((line) => line !== '')
  const last = body.at(-1) ?? ''
  const checksum = /^=[A-Za-z0-9+/]{4}$/.test(last) ? last.slice(1) : ''
  const bytes = fromBase64((checksum ? body.slice(0, -1) : body).join(''))
  if (!bytes || bytes.length === 0) return { bytes: null, problem: 'The block is not base64.' }
  const expected = fromBase64(checksum)
  if (checksum && (!expected || uint(expected) !== crc24(bytes))) {
    return { bytes: null, problem: 'The checksum of the block is wrong.' }
  }
  return { bytes, problem: '' }
}

function crc24(bytes: Bytes): number {
  let crc = 0xb704ce
  for (const byte of bytes) {
    crc ^= byte << 16
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1
      if (crc & 0x1000000) crc ^= 0x1864cfb
    }
  }
  return crc & 0xffffff
}
