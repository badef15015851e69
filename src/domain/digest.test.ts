import { expect, test } from 'vitest'
import {
  digestAlgorithm,
  digestMark,
  digestPrefix,
  isDigest,
  shortDigest,
  withShortDigests,
} from './digest'

const hex = '448e23097047e371d76e8e1813552f6ed3075c1460eb7023083e116707f8db87'
const digest = `sha256:${hex}`

test.each([
  [digest, true],
  [`sha512:${'0'.repeat(128)}`, true],
  [`sha384:${'0'.repeat(96)}`, true],
  [`multihash+base58:${'a'.repeat(32)}`, true],
  [hex, false],
  [`sha256:${hex.slice(1)}`, false],
  [`sha256:${hex}0`, false],
  [`sha256:${hex.toUpperCase()}`, false],
  [`sha512:${hex}`, false],
  [`SHA256:${hex}`, false],
  [` ${digest}`, false],
  [`${digest}\n`, false],
  ['sha256:', false],
  ['', false],
])('%j is a digest: %s', (text, expected) => {
  expect(isDigest(text)).toBe(expected)
})

test('digests in a text are cut short, and nothing else', () => {
  expect(withShortDigests(`web@${digest} and ${digest}`)).toBe(
    'web@sha256:448e23097047… and sha256:448e23097047…',
  )
  expect(withShortDigests('sha256:448e web:prod')).toBe('sha256:448e web:prod')
})

test('a digest is shown by its first digits', () => {
  expect(shortDigest(digest)).toBe('448e23097047')
  expect(shortDigest(digest, 6)).toBe('448e23')
  expect(shortDigest(hex)).toBe('448e23097047')
  expect(shortDigest('')).toBe('')
  expect(digestAlgorithm(digest)).toBe('sha256')
  expect(digestAlgorithm(hex)).toBe('')
})

test.each([
  ['448e23', '448e23'],
  ['SHA256:448E', '448e'],
  [` ${digest} `, hex],
  ['448', ''],
  ['sha512:448e', ''],
  ['prod', ''],
  ['', ''],
])('%j searches for the digest %j', (text, expected) => {
  expect(digestPrefix(text)).toBe(expected)
})

/** Five rows of five, as a picture. */
function picture(text: string): string[] {
  const { cells } = digestMark(text)
  const rows = [0, 5, 10, 15, 20].map((start) => cells.slice(start, start + 5))
  return rows.map((row) => row.map((cell) => (cell ? '#' : '.')).join(''))
}

test('the mark is that of the design', () => {
  expect(picture(digest)).toEqual(['.#.#.', '#...#', '..#..', '.###.', '..#..'])
  expect(digestMark(digest).color).toBe('blue')
  expect(picture('sha256:74554e1627ab')).toEqual(['.#.#.', '#.#.#', '#...#', '#.#.#', '.#.#.'])
  expect(digestMark('sha256:74554e1627ab').color).toBe('grey')
})

test('a mark with fewer than six bits is inverted', () => {
  expect(picture('sha256:000000')).toEqual(Array(5).fill('#####'))
  expect(picture('sha256:800000')).toEqual(['.###.', ...Array(4).fill('#####')])
})
