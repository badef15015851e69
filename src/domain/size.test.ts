import { expect, test } from 'vitest'
import { formatByteChange, formatBytes } from './size'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1234, '1.2 kB'],
  [61_400_000, '61.4 MB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [31_800_000_000, '31.8 GB'],
  [5e15, '5.0 PB'],
  [5e18, '5,000.0 PB'],
  [null, 'unknown'],
  [undefined, 'unknown'],
  [-1, 'unknown'],
  [1e308, 'unknown'],
  [Number.NaN, 'unknown'],
  [Number.POSITIVE_INFINITY, 'unknown'],
])('%s bytes read as %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected)
})

test.each([
  [59_800_000, 61_400_000, '+1.6 MB'],
  [61_400_000, 59_800_000, '−1.6 MB'],
  [0, 1, '+1 B'],
  [7, 7, 'the same'],
  [null, 7, 'not known'],
  [7, undefined, 'not known'],
  [Number.NaN, 7, 'not known'],
])('from %s to %s bytes reads as %s', (before, after, expected) => {
  expect(formatByteChange(before, after)).toBe(expected)
})
