import type { Bytes } from './bytes'

/** What raw deflate (RFC 1951) data holds. */
export interface Inflated {
  bytes: Bytes
  /** Bytes of the input that the data took. */
  length: number
  /** Whether all that the data took is data: the bits that fill the last byte are zero. */
  isExact: boolean
}

/** The data is damaged, cut short, or larger than allowed. */
export class InflateError extends Error {}

const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
const lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
const distanceBits = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/**
 * Inflates raw deflate data. Ours, for browsers and Node differ in what they do with bytes after
 * the end, and a verdict must not depend on where it is asked for. Throws InflateError.
 */
export function inflate(input: Uint8Array, limit = 4 * 1024 * 1024): Inflated {
  const reader = new BitReader(input)
  const output = new Output(limit)
  let isLast = false
  while (!isLast) {
    isLast = reader.bits(1) === 1
    const type = reader.bits(2)
    if (type === 0) copyStored(reader, output)
    else if (type === 1) decode(reader, output, fixed.literals, fixed.distances)
    else if (type === 2) decode(reader, output, ...dynamicCodes(reader))
    else throw new InflateError('unknown block')
  }
  return { bytes: output.bytes(), length: reader.position, isExact: reader.isFilledWithZeros() }
}

class BitReader {
  position = 0
  private buffer = 0
  private count = 0
  private readonly input: Uint8Array

  constructor(input: Uint8Array) {
    this.input = input
  }

  bits(need: number): number {
    while (this.count < need) {
      this.buffer |= this.byte() << this.count
      this.count += 8
    }
    const value = this.buffer & ((1 << need) - 1)
    this.buffer >>>= need
    this.count -= need
    return value
  }

  byte(): number {
    const byte = this.input[this.position]
    if (byte === undefined) throw new InflateError('cut short')
    this.position += 1
    return byte
  }

  dropBits() {
    if (!this.isFilledWithZeros()) throw new InflateError('bits that mean nothing')
    this.buffer = 0
    this.count = 0
  }

  isFilledWithZeros(): boolean {
    return this.buffer === 0
  }
}

class Output {
  private buffer = new Uint8Array(4096)
  private length = 0
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  push(byte: number) {
    if (this.length >= this.limit) throw new InflateError('larger than allowed')
    if (this.length === this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2)
      larger.set(this.buffer)
      this.buffer = larger
    }
    this.buffer[this.length] = byte
    this.length += 1
  }

  copy(distance: number, length: number) {
    if (distance > this.length) throw new InflateError('a distance before the start')
    for (let index = 0; index < length; index += 1) {
      this.push(this.buffer[this.length - distance] ?? 0)
    }
  }

  bytes(): Bytes {
    return this.buffer.slice(0, this.length)
  }
}

/** A canonical Huffman code: how many codes there are of each length, and their symbols in order. */
interface Code {
  counts: number[]
  symbols: number[]
}

/** Throws for a code that no compressor makes: too many codes, or too few and more than one. */
function codeOf(lengths: readonly number[]): Code {
  const counts = new Array<number>(16).fill(0)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  let left = 1
  for (const count of counts.slice(1)) {
    left = left * 2 - count
    if (left < 0) throw new InflateError('an impossible code')
  }
  const used = lengths.length - (counts[0] ?? 0)
  if (left > 0 && (used > 1 || (used === 1 && counts[1] !== 1))) {
    throw new InflateError('an incomplete code')
  }
  const symbols: number[] = []
  for (let length = 1; length < 16; length += 1) {
    for (const [symbol, own] of lengths.entries()) if (own === length) symbols.push(symbol)
  }
  return { counts, symbols }
}

function symbolOf(reader: BitReader, { counts, symbols }: Code): number {
  let code = 0
  let first = 0
  let index = 0
  for (let length = 1; length < 16; length += 1) {
    code |= reader.bits(1)
    const count = counts[length] ?? 0
    if (code - count < first) {
      const symbol = symbols[index + code - first]
      if (symbol !== undefined) return symbol
    }
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  throw new InflateError('no such code')
}

const fixed = {
  literals: codeOf([
    ...new Array<number>(144).fill(8),
    ...new Array<number>(112).fill(9),
    ...new Array<number>(24).fill(7),
    ...new Array<number>(8).fill(8),
  ]),
  distances: { counts: [0, 0, 0, 0, 0, 30], symbols: distanceBases.map((_, index) => index) },
}

function copyStored(reader: BitReader, output: Output) {
  reader.dropBits()
  const length = reader.byte() | (reader.byte() << 8)
  const complement = reader.byte() | (reader.byte() << 8)
  if (length !== (~complement & 0xffff)) throw new InflateError('a stored block of no length')
  for (let index = 0; index < length; index += 1) output.push(reader.byte())
}

function decode(reader: BitReader, output: Output, literals: Code, distances: Code) {
  for (;;) {
    const symbol = symbolOf(reader, literals)
    if (symbol < 256) {
      output.push(symbol)
      continue
    }
    if (symbol === 256) return
    const base = lengthBases[symbol - 257]
    const extra = lengthBits[symbol - 257]
    if (base === undefined || extra === undefined) throw new InflateError('no such length')
    const length = base + reader.bits(extra)
    const distance = symbolOf(reader, distances)
    const start = distanceBases[distance]
    const more = distanceBits[distance]
    if (start === undefined || more === undefined) throw new InflateError('no such distance')
    output.copy(start + reader.bits(more), length)
  }
}

function dynamicCodes(reader: BitReader): [literals: Code, distances: Code] {
  const literals = reader.bits(5) + 257
  const distances = reader.bits(5) + 1
  const codes = reader.bits(4) + 4
  if (literals > 286 || distances > 30) throw new InflateError('too many codes')
  const codeLengths = new Array<number>(19).fill(0)
  for (const position of codeOrder.slice(0, codes)) codeLengths[position] = reader.bits(3)
  const lengthCode = codeOf(codeLengths)
  const lengths: number[] = []
  while (lengths.length < literals + distances) {
    const symbol = symbolOf(reader, lengthCode)
    if (symbol < 16) {
      lengths.push(symbol)
      continue
    }
    const previous = lengths.at(-1)
    if (symbol === 16 && previous === undefined) throw new InflateError('nothing to repeat')
    const value = symbol === 16 ? (previous ?? 0) : 0
    const times =
      symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7)
    for (let index = 0; index < times; index += 1) lengths.push(value)
  }
  if (lengths.length > literals + distances) throw new InflateError('too many lengths')
  if (lengths[256] === 0) throw new InflateError('no end')
  return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals))]
}
