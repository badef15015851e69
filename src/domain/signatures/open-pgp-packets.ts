import { type Bytes, concat, uint } from './bytes'

/** A packet of OpenPGP (RFC 4880, RFC 9580): what it is, and what is in it. */
export interface Packet {
  tag: number
  body: Bytes
  /** The whole packet with its header. */
  bytes: Bytes
}

export const packetTags = {
  signature: 2,
  onePassSignature: 4,
  publicKey: 6,
  compressedData: 8,
  literalData: 11,
} as const

const names: Readonly<Record<number, string>> = {
  1: 'PublicKeyEncryptedSessionKey',
  2: 'Signature',
  3: 'SymmetricKeyEncryptedSessionKey',
  4: 'OnePassSignature',
  5: 'SecretKey',
  6: 'PublicKey',
  7: 'SecretSubkey',
  8: 'CompressedData',
  9: 'SymmetricallyEncryptedData',
  10: 'Marker',
  11: 'LiteralData',
  12: 'Trust',
  13: 'UserID',
  14: 'PublicSubkey',
  17: 'UserAttribute',
  18: 'SymmetricallyEncryptedIntegrityProtectedData',
  19: 'ModificationDetectionCode',
  20: 'AEADEncryptedData',
  21: 'Padding',
}

/** What a packet of this tag is called. */
export function packetName(tag: number): string {
  return names[tag] ?? `Packet${tag}`
}

/** The bytes are not packets, or the last one is cut short. */
export class PacketError extends Error {
  /** The packets before the place where it went wrong. */
  readonly packets: readonly Packet[]

  constructor(message: string, packets: readonly Packet[]) {
    super(message)
    this.packets = packets
  }
}

/**
 * Cuts bytes into packets, of the old and the new format, with lengths that are given, partial or
 * until the end. Throws PacketError, which has the packets that could be read.
 */
export function readPackets(bytes: Bytes): Packet[] {
  const packets: Packet[] = []
  let position = 0
  while (position < bytes.length) {
    const start = position
    const head = bytes[position] ?? 0
    if ((head & 0x80) === 0) throw new PacketError('There is no packet here.', packets)
    const tag = head & 0x40 ? head & 0x3f : (head & 0x3c) >> 2
    if (tag === 0) throw new PacketError('There is no packet of tag 0.', packets)
    const read =
      head & 0x40 ? newBody(bytes, position + 1, tag) : oldBody(bytes, position + 1, head)
    if (!read) throw new PacketError('The packet is cut short.', packets)
    position = read.end
    packets.push({ tag, body: read.body, bytes: bytes.slice(start, position) })
  }
  return packets
}

interface Body {
  body: Bytes
  end: number
}

function oldBody(bytes: Bytes, start: number, head: number): Body | undefined {
  const type = head & 3
  if (type === 3) return { body: bytes.slice(start), end: bytes.length }
  const width = 1 << type
  const from = start + width
  if (from > bytes.length) return undefined
  return part(bytes, from, uint(bytes.subarray(start, from)))
}

function newBody(bytes: Bytes, start: number, tag: number): Body | undefined {
  const parts: Bytes[] = []
  let position = start
  for (;;) {
    const first = bytes[position]
    if (first === undefined) return undefined
    const isPartial = first >= 224 && first < 255
    // Only data may come in parts (RFC 9580, 4.2.1.4).
    if (isPartial && ![8, 9, 11, 18, 20].includes(tag)) return undefined
    const { length, from } = newLength(bytes, position, first)
    const read = part(bytes, from, length)
    if (!read) return undefined
    parts.push(read.body)
    position = read.end
    if (!isPartial)
      return { body: parts.length === 1 ? read.body : concat(...parts), end: position }
  }
}

function newLength(bytes: Bytes, position: number, first: number) {
  if (first < 192) return { length: first, from: position + 1 }
  if (first < 224) {
    return { length: (first - 192) * 256 + (bytes[position + 1] ?? 0) + 192, from: position + 2 }
  }
  if (first < 255) return { length: 2 ** (first & 31), from: position + 1 }
  return { length: uint(bytes.subarray(position + 1, position + 5)), from: position + 5 }
}

function part(bytes: Bytes, from: number, length: number): Body | undefined {
  const end = from + length
  return end > bytes.length ? undefined : { body: bytes.slice(from, end), end }
}
