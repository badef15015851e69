import { expect, test } from 'vitest'
import { checkDigest } from './digest-check'
import { base64, hash, hex, sha256Digest, utf8 } from './signatures/bytes'

const text = '{"schemaVersion":2,"layers":[],"note":"größer"}\n'

test('the digest of the exact bytes is the same', async () => {
  const expected = await sha256Digest(utf8(text))
  expect(await checkDigest(text, expected)).toEqual({
    verdict: 'same',
    computed: expected,
    bytes: utf8(text).length,
    isOfSignedPart: false,
  })
})

test.each(['SHA-384', 'SHA-512'] as const)(
  '%s is computed where the digest is one',
  async (name) => {
    const algorithm = name.toLowerCase().replace('-', '')
    const expected = `${algorithm}:${hex(await hash(name, utf8(text)))}`
    expect(await checkDigest(text, expected)).toMatchObject({ verdict: 'same', computed: expected })
  },
)

test('any single byte that is another is told', async () => {
  const expected = await sha256Digest(utf8(text))
  for (let at = 0; at < text.length; at += 1) {
    const other = text.slice(0, at) + (text[at] === ' ' ? '_' : ' ') + text.slice(at + 1)
    expect((await checkDigest(other, expected)).verdict).toBe('different')
  }
})

test.each(['', 'nonsense', 'blake3:0011', '__proto__:00'])(
  'of %j nothing is claimed',
  async (expected) => {
    expect(await checkDigest(text, expected)).toMatchObject({ verdict: 'unknown', computed: '' })
  },
)

test('a signed manifest of schema 1 has the digest of its payload, a configuration never', async () => {
  const payload = '{"schemaVersion":1,"fsLayers":[]\n}'
  const url = (part: string) => base64(utf8(part)).replaceAll('=', '')
  const header = url(JSON.stringify({ formatLength: payload.length - 2, formatTail: url('\n}') }))
  const signed = `${payload.slice(0, -2)},"signatures":[{"protected":"${header}"}]}`
  const expected = await sha256Digest(utf8(payload))
  expect(await checkDigest(signed, expected, { isManifest: true })).toMatchObject({
    verdict: 'same',
    isOfSignedPart: true,
  })
  expect(await checkDigest(signed, expected)).toMatchObject({ verdict: 'different' })
})
