import { type Bytes, hex } from './bytes'
import { type ReadClaims, readClaims } from './claims'
import { InflateError, inflate } from './inflate'
import { type Packet, PacketError, packetName, packetTags, readPackets } from './open-pgp-packets'
import { type OpenPgpSignature, readSignature } from './open-pgp-signature'

/** An atomic container signature, read and not verified: nothing in it may be believed yet. */
export interface AtomicSignature {
  /** Names of the packets inside any compression; null where the bytes are no packets at all. */
  packets: string[] | null
  signature: OpenPgpSignature | null
  /** The name of a file that the signer wrote into the message. */
  literalFilename: string
  payload: Bytes | null
  claims: ReadClaims
  /** What keeps it from being a signed message; '' for one. */
  formProblem: string
  /** Whether it was a signed message once, and is damaged or cut short. */
  isDamaged: boolean
}

const nothing: ReadClaims = { claims: null, problems: [] }

/**
 * Reads the content of an ImageSignature of type AtomicImageV1: one binary OpenPGP signed message
 * and no other form (container-signature(5), S-47). Never throws.
 *
 *     blob    := message | compressed-data(message)
 *     message := one-pass-signature literal-data signature | signature literal-data
 */
export function readAtomicSignature(blob: Bytes): AtomicSignature {
  let packets: readonly Packet[] = []
  let formProblem = ''
  let isDamaged = false
  try {
    packets = readPackets(blob)
  } catch (error) {
    if (!(error instanceof PacketError)) throw error
    packets = error.packets
    formProblem = error.message
  }
  if (packets[0]?.tag === packetTags.compressedData) {
    const outer = packets
    const inner = decompressed(outer[0]?.body ?? new Uint8Array())
    packets = inner.packets
    formProblem ||= inner.problem
    if (outer.length > 1) formProblem ||= 'There is more than one message.'
    // Inside compression there is nothing but a signature to expect: what cannot be read is damage.
    isDamaged = inner.isDamaged
  }
  if (packets.length === 0 && !isDamaged) {
    return { ...empty(), formProblem: formProblem || 'There is nothing.' }
  }
  isDamaged ||= formProblem !== '' && packets.some(({ tag }) => tag === packetTags.onePassSignature)

  const literals = packets.filter(({ tag }) => tag === packetTags.literalData)
  const signatures = packets.filter(({ tag }) => tag === packetTags.signature)
  const literal = literals[0] ? readLiteral(literals[0].body) : undefined
  const signature = signatures[0] ? (readSignature(signatures[0]) ?? null) : null
  formProblem ||= orderProblem(packets, signature)
  if (literals.length > 0 && !literal) formProblem ||= 'The literal data is cut short.'
  return {
    packets: packets.map(({ tag }) => packetName(tag)),
    signature,
    literalFilename: literal?.filename ?? '',
    payload: literal?.data ?? null,
    claims: literal ? readClaims(literal.data, 'atomic') : nothing,
    formProblem,
    isDamaged,
  }
}

function empty(): AtomicSignature {
  return {
    packets: null,
    signature: null,
    literalFilename: '',
    payload: null,
    claims: nothing,
    formProblem: '',
    isDamaged: false,
  }
}

function decompressed(body: Bytes): {
  packets: readonly Packet[]
  problem: string
  isDamaged: boolean
} {
  const algorithm = body[0]
  // 1 is raw deflate; 2 is the same between a header of two bytes and a checksum of four.
  if (algorithm !== 1 && algorithm !== 2) {
    const isNone = algorithm === 0
    if (!isNone)
      return { packets: [], problem: 'It is compressed in another way.', isDamaged: true }
  }
  try {
    const start = algorithm === 2 ? 3 : 1
    const tail = algorithm === 2 ? 4 : 0
    const data = body.subarray(start)
    const { bytes, length, isExact } =
      algorithm === 0 ? { bytes: body.slice(1), length: data.length, isExact: true } : inflate(data)
    const left = data.length - length
    const isWhole =
      isExact && left === tail && (tail === 0 || isAdler32(bytes, data.subarray(length)))
    const problem = isWhole ? '' : 'There are bytes after the end of the message.'
    try {
      return { packets: readPackets(bytes), problem, isDamaged: false }
    } catch (error) {
      if (!(error instanceof PacketError)) throw error
      return { packets: error.packets, problem: error.message, isDamaged: true }
    }
  } catch (error) {
    if (!(error instanceof InflateError)) throw error
    return { packets: [], problem: 'The compressed data is damaged.', isDamaged: true }
  }
}

function isAdler32(bytes: Bytes, expected: Uint8Array): boolean {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return [b >> 8, b & 255, a >> 8, a & 255].every((byte, index) => byte === expected[index])
}

function orderProblem(packets: readonly Packet[], signature: OpenPgpSignature | null): string {
  const order = packets.map(({ tag }) => tag).join(' ')
  if (order === '2 11') return signature ? '' : 'The signature packet cannot be read.'
  if (order !== '4 11 2') {
    return packets.every(({ tag }) => tag !== packetTags.signature)
      ? 'It has no signature.'
      : 'It is not one signature of one piece of data.'
  }
  if (!signature) return 'The signature packet cannot be read.'
  const onePass = packets[0]?.body ?? new Uint8Array()
  const isOne =
    onePass[1] === signature.type &&
    onePass[2] === signature.hashAlgorithm &&
    onePass[3] === signature.keyAlgorithm &&
    (onePass[0] !== 3 || hex(onePass.subarray(4, 12)).toUpperCase() === signature.keyId) &&
    onePass.at(-1) === 1
  return isOne ? '' : 'The announcement of the signature is of another signature.'
}

function readLiteral(body: Bytes): { filename: string; data: Bytes } | undefined {
  const [format, length = 0] = body
  // Binary, text, UTF-8 text: what is hashed are the bytes, for a signature of type 0.
  if (format !== 0x62 && format !== 0x74 && format !== 0x75) return undefined
  const start = 2 + length + 4
  if (start > body.length) return undefined
  const filename = String.fromCharCode(...body.subarray(2, 2 + length))
  return { filename, data: body.slice(start) }
}
