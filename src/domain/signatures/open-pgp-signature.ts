import { type Bytes, concat, type HashName, hex, uint, uintBytes } from './bytes'
import type { Packet } from './open-pgp-packets'

/** What a signature packet of OpenPGP says about itself, before anything of it is verified. */
export interface OpenPgpSignature {
  version: number
  /** 0 is a signature of bytes, which is what images are signed with. */
  type: number
  keyAlgorithm: number
  hashAlgorithm: number
  /** Seconds since 1970; null where the packet does not say, as it must. */
  created: number | null
  /** Seconds after `created`; null for a signature without an end. */
  expiresAfter: number | null
  /** 16 upper-case hexadecimal digits; '' where the packet does not say. */
  keyId: string
  /** Upper-case hexadecimal digits; '' where the packet does not say, as most older ones do not. */
  issuerFingerprint: string
  /** What is hashed after the data, by the rules of the version. */
  trailer: Bytes
  /** The first 16 bits of the hash, for a quick look. */
  left16: Bytes
  /** The numbers that are the signature itself. */
  integers: Bytes
  packet: Packet
}

const hashNames: Readonly<Record<number, string>> = {
  1: 'MD5',
  2: 'SHA-1',
  3: 'RIPEMD-160',
  8: 'SHA-256',
  9: 'SHA-384',
  10: 'SHA-512',
  11: 'SHA-224',
  12: 'SHA3-256',
  14: 'SHA3-512',
}

const keyNames: Readonly<Record<number, string>> = {
  1: 'RSA',
  3: 'RSA',
  17: 'DSA',
  19: 'ECDSA',
  22: 'EdDSA',
  27: 'Ed25519',
  28: 'Ed448',
}

/** `SHA-256` for 8. */
export function hashAlgorithmName(id: number): string {
  return hashNames[id] ?? `hash ${id}`
}

/** The name by which WebCrypto has the hash; undefined where it has none. */
export function webHashName(id: number): HashName | undefined {
  const name = hashAlgorithmName(id)
  return ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].includes(name) ? (name as HashName) : undefined
}

/** `RSA` for 1. */
export function keyAlgorithmName(id: number): string {
  return keyNames[id] ?? `algorithm ${id}`
}

/** Reads a signature packet of version 3, 4 or 6; undefined for any other, and for one cut short. */
export function readSignature(packet: Packet): OpenPgpSignature | undefined {
  const { body } = packet
  if (body[0] === 3) return version3(packet)
  if (body[0] === 4 || body[0] === 6) return version4(packet, body[0])
  return undefined
}

function version3(packet: Packet): OpenPgpSignature | undefined {
  const { body } = packet
  if (body[1] !== 5 || body.length < 20) return undefined
  return {
    version: 3,
    type: body[2] ?? 0,
    created: uint(body.subarray(3, 7)),
    expiresAfter: null,
    keyId: hex(body.subarray(7, 15)).toUpperCase(),
    issuerFingerprint: '',
    keyAlgorithm: body[15] ?? 0,
    hashAlgorithm: body[16] ?? 0,
    trailer: body.slice(2, 7),
    left16: body.slice(17, 19),
    integers: body.slice(19),
    packet,
  }
}

function version4(packet: Packet, version: 4 | 6): OpenPgpSignature | undefined {
  const { body } = packet
  const width = version === 4 ? 2 : 4
  const hashedEnd = 4 + width + uint(body.subarray(4, 4 + width))
  const unhashedEnd = hashedEnd + width + uint(body.subarray(hashedEnd, hashedEnd + width))
  if (unhashedEnd + 4 > body.length) return undefined
  const hashed = subpackets(body.subarray(4 + width, hashedEnd))
  const unhashed = subpackets(body.subarray(hashedEnd + width, unhashedEnd))
  if (!hashed || !unhashed) return undefined
  // Dates count only where they are signed; the issuer is a hint, and may be in either place.
  const created = hashed.find(({ type }) => type === 2)?.data
  const expires = hashed.find(({ type }) => type === 3)?.data
  const issuer = [...hashed, ...unhashed].find(({ type }) => type === 16)?.data
  const fingerprint = [...hashed, ...unhashed].find(({ type }) => type === 33)?.data
  if (created && created.length !== 4) return undefined
  if (expires && expires.length !== 4) return undefined
  const print = fingerprint ? hex(fingerprint.subarray(1)).toUpperCase() : ''
  const keyId = issuer ? hex(issuer).toUpperCase() : ''
  const idOfPrint = fingerprint?.[0] === 4 ? print.slice(-16) : print.slice(0, 16)
  // Two issuers that are not the same are none.
  if (keyId !== '' && print !== '' && keyId !== idOfPrint) return undefined
  const lifetime = expires ? uint(expires) : 0
  const salt = version === 6 ? (body[unhashedEnd + 2] ?? 0) + 1 : 0
  return {
    version,
    type: body[1] ?? 0,
    keyAlgorithm: body[2] ?? 0,
    hashAlgorithm: body[3] ?? 0,
    created: created ? uint(created) : null,
    expiresAfter: lifetime === 0 ? null : lifetime,
    keyId: keyId || idOfPrint,
    issuerFingerprint: print,
    trailer: concat(
      body.subarray(0, hashedEnd),
      Uint8Array.of(version, 0xff),
      uintBytes(hashedEnd, 4),
    ),
    left16: body.slice(unhashedEnd, unhashedEnd + 2),
    integers: body.slice(unhashedEnd + 2 + salt),
    packet,
  }
}

function subpackets(bytes: Uint8Array): { type: number; data: Uint8Array }[] | undefined {
  const found: { type: number; data: Uint8Array }[] = []
  let position = 0
  while (position < bytes.length) {
    const first = bytes[position] ?? 0
    let length = first
    position += 1
    if (first === 255) {
      length = uint(bytes.subarray(position, position + 4))
      position += 4
    } else if (first >= 192) {
      length = (first - 192) * 256 + (bytes[position] ?? 0) + 192
      position += 1
    }
    if (length === 0 || position + length > bytes.length) return undefined
    found.push({
      type: (bytes[position] ?? 0) & 0x7f,
      data: bytes.subarray(position + 1, position + length),
    })
    position += length
  }
  return found
}

/**
 * The numbers at the end of a signature or in a key, each with its length in bits before it;
 * undefined where a length is not exactly that of its number, or bytes are left over.
 */
export function multiprecisionIntegers(bytes: Bytes): Bytes[] | undefined {
  const numbers: Bytes[] = []
  let position = 0
  while (position < bytes.length) {
    const bits = uint(bytes.subarray(position, position + 2))
    const end = position + 2 + Math.ceil(bits / 8)
    if (position + 2 > bytes.length || end > bytes.length) return undefined
    const number = bytes.slice(position + 2, end)
    const first = number[0]
    if (first === undefined || 32 - Math.clz32(first) !== ((bits - 1) % 8) + 1) return undefined
    numbers.push(number)
    position = end
  }
  return numbers
}
