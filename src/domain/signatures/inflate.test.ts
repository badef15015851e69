import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from './bytes'
import { InflateError, inflate } from './inflate'

describe('inflate', () => {
  it('gives back what was deflated, at every level', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 0, max: 9 }),
        (data, level) => {
          const packed = new Uint8Array(deflateRawSync(data, { level }))
          const found = inflate(packed)
          expect([...found.bytes]).toEqual([...data])
          expect(found.length).toBe(packed.length)
          expect(found.isExact).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives back long repetitions and text', () => {
    const text = utf8('atomic container signature '.repeat(2000))
    expect(inflate(new Uint8Array(deflateRawSync(text))).bytes).toEqual(text)
  })

  it('tells how far the data went when there is more', () => {
    const packed = new Uint8Array(deflateRawSync(utf8('{}')))
    expect(inflate(Uint8Array.of(...packed, 1, 2, 3)).length).toBe(packed.length)
  })

  it('refuses data that is cut short anywhere', () => {
    const packed = new Uint8Array(deflateRawSync(utf8('a signature, a signature')))
    for (let length = 0; length < packed.length; length += 1) {
      expect(() => inflate(packed.slice(0, length))).toThrow(InflateError)
    }
  })

  it('refuses more than it is allowed to make', () => {
    const packed = new Uint8Array(deflateRawSync(new Uint8Array(100_000)))
    expect(() => inflate(packed, 99_999)).toThrow(InflateError)
    expect(inflate(packed, 100_000).bytes.length).toBe(100_000)
  })

  it('ends on any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        try {
          inflate(data, 100_000)
        } catch (error) {
          expect(error).toBeInstanceOf(InflateError)
        }
      }),
    )
  })
})
