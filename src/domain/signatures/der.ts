import { type Bytes, concat, uint, uintBytes } from './bytes'

/** One value of DER (X.690): its tag, its content, and its place. */
export interface DerValue {
  /** The identifier byte: 0x30 for a SEQUENCE, 0x02 for an INTEGER, 0xa0 for a context tag 0. */
  tag: number
  content: Bytes
  /** The whole value, with tag and length. */
  bytes: Bytes
}

export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** The bytes are not DER, or not the structure that they should be. */
export class DerError extends Error {}

/** Reads the one value that the bytes are. Throws DerError for anything else, and for bytes after it. */
export function readDer(bytes: Bytes): DerValue {
  const [value, ...more] = readDerList(bytes)
  if (!value || more.length > 0) throw new DerError('not one value')
  return value
}

/** Reads the values that follow one another, as they do in a SEQUENCE. Throws DerError. */
export function readDerList(bytes: Bytes): DerValue[] {
  const values: DerValue[] = []
  let position = 0
  while (position < bytes.length) {
    const start = position
    const tag = bytes[position] ?? 0
    if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes')
    const first = bytes[position + 1]
    if (first === undefined) throw new DerError('cut short')
    position += 2
    let length = first
    if (first >= 0x80) {
      const width = first & 0x7f
      const digits = bytes.subarray(position, position + width)
      length = uint(digits)
      position += width
      const isShortest = length >= 0x80 && digits[0] !== 0
      if (width === 0 || width > 4 || digits.length < width || !isShortest) {
        throw new DerError('a length that is not DER')
      }
    }
    if (position + length > bytes.length) throw new DerError('cut short')
    values.push({
      tag,
      content: bytes.slice(position, position + length),
      bytes: bytes.slice(start, position + length),
    })
    position += length
  }
  return values
}

/** The values inside a value of this tag. Throws DerError for another tag. */
export function inside(value: DerValue | undefined, tag: number = derTags.sequence): DerValue[] {
  return readDerList(contentOf(value, tag))
}

/** The content of a value of this tag. Throws DerError for another. */
export function contentOf(value: DerValue | undefined, tag: number): Bytes {
  if (value?.tag !== tag) throw new DerError(`not a value of tag ${tag}`)
  return value.content
}

/** The bytes of a BIT STRING without unused bits. Throws DerError for any other. */
export function bitString(value: DerValue | undefined): Bytes {
  const content = contentOf(value, derTags.bitString)
  if (content[0] !== 0) throw new DerError('unused bits')
  return content.slice(1)
}

/** `1.2.840.10045.2.1` of an OBJECT IDENTIFIER. Throws DerError for another value. */
export function oid(value: DerValue | undefined): string {
  const content = contentOf(value, derTags.oid)
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    if (arcs.length === 0)
      arcs.push(Math.min(Math.floor(arc / 40), 2), arc - Math.min(Math.floor(arc / 40), 2) * 40)
    else arcs.push(arc)
    arc = 0
  }
  if (arcs.length === 0 || (content.at(-1) ?? 0) & 0x80) throw new DerError('not an identifier')
  return arcs.join('.')
}

/** The moment of a UTCTime or GeneralizedTime in UTC. Throws DerError for another form. */
export function time(value: DerValue | undefined): Date {
  const text = String.fromCharCode(...(value?.content ?? []))
  const isShort = value?.tag === derTags.utcTime
  const form = isShort ? /^\d{12}Z$/ : /^\d{14}(?:\.\d+)?Z$/
  if ((!isShort && value?.tag !== derTags.generalizedTime) || !form.test(text)) {
    throw new DerError('not a time')
  }
  const full = isShort ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const [, year, month, day, hour, minute, second, rest] =
    /^(....)(..)(..)(..)(..)(..)(.*)Z$/.exec(full) ?? []
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${rest}Z`)
  if (Number.isNaN(date.getTime())) throw new DerError('not a time')
  return date
}

/** A value of this tag with this content. */
export function derValue(tag: number, ...content: Uint8Array[]): Bytes {
  const whole = concat(...content)
  if (whole.length < 0x80) return concat(Uint8Array.of(tag, whole.length), whole)
  const width = whole.length < 0x100 ? 1 : whole.length < 0x10000 ? 2 : 3
  return concat(Uint8Array.of(tag, 0x80 + width), uintBytes(whole.length, width), whole)
}

/**
 * An ECDSA signature as WebCrypto takes it, `r ‖ s` of so many bytes each; undefined for what is not
 * exactly SEQUENCE { INTEGER r, INTEGER s } in DER, positive and not larger.
 */
export function rawEcdsaSignature(signature: Bytes, size: number): Bytes | undefined {
  try {
    const numbers = inside(readDer(signature)).map((value) => {
      const content = contentOf(value, derTags.integer)
      const first = content[0] ?? 0x80
      const isPadded = first === 0 && ((content[1] ?? 0) & 0x80) === 0
      const digits = first === 0 ? content.slice(1) : content
      if (first >= 0x80 || isPadded || digits.length > size) throw new DerError('not a number')
      return concat(new Uint8Array(size - digits.length), digits)
    })
    return numbers.length === 2 ? concat(...numbers) : undefined
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}
