import {
  createMessage,
  generateKey,
  type PrivateKey,
  type PublicKey,
  sign,
} from 'openpgp/lightweight'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, base64, concat, utf8 } from '@/domain/signatures/bytes'
import { atomicType } from '@/domain/signatures/claims'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { readPackets } from '@/domain/signatures/open-pgp-packets'
import { answerQuestion } from './answer-question'

const digest = `sha256:${'0a'.repeat(32)}`
const other = `sha256:${'0b'.repeat(32)}`
const repositories = ['quay.io/acme/web', 'registry.svc:5000/shop/web']
const born = new Date('2024-01-01T00:00:00Z')
const now = new Date('2025-01-01T00:00:00Z')

let own: PrivateKey
let stranger: PrivateKey
let expiring: PrivateKey

beforeAll(async () => {
  own = await newKey()
  stranger = await newKey()
  expiring = await newKey({ keyExpirationTime: 30 * 24 * 3600 })
})

async function newKey(more: object = {}): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    userIDs: { name: 'Release Engineering' },
    type: 'ecc',
    curve: 'nistP256',
    date: born,
    format: 'object',
    ...more,
  })
  return privateKey as unknown as PrivateKey
}

function claim(reference = 'quay.io/acme/web:1', about = digest, more: object = {}): Bytes {
  const image = { 'docker-manifest-digest': about }
  const identity = { 'docker-reference': reference }
  const critical = { type: atomicType, image, identity, ...more }
  return utf8(JSON.stringify({ critical, optional: { creator: 'acme', timestamp: 1458239713 } }))
}

async function signed(payload = claim(), key = own, date = new Date('2024-01-02')): Promise<Bytes> {
  const message = await createMessage({ binary: payload })
  const config = { preferredCompressionAlgorithm: 0 }
  return (await sign({ message, signingKeys: key, date, format: 'binary', config })) as Bytes
}

function kept(key: PrivateKey, name: string): KeptKey {
  const content = base64(new Uint8Array((key.toPublic() as PublicKey).write()))
  const id = `openpgp:${key.getFingerprint().toUpperCase()}`
  return { id, type: 'openpgp', name, content, added: now.toISOString(), source: 'pasted' }
}

async function examine(
  blob: Bytes,
  { keys = [kept(own, 'Release')], image = { digest, repositories } } = {},
) {
  const question = { contents: [base64(blob)], image, keys }
  const [found] = await answerQuestion('examine-atomic', question, now)
  if (!found) throw new Error('nothing was found')
  return found
}

function parts(blob: Bytes): Bytes[] {
  return readPackets(blob).map(({ bytes }) => bytes)
}

describe('a signature', () => {
  it('by a kept key, of this image and repository, is verified and says by whom', async () => {
    const found = await examine(await signed())
    expect(found).toMatchObject({ outcome: 'verified', title: 'Verified', signer: 'Release' })
    expect(found.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'Signature passed',
      'Image passed',
      'Repository passed',
    ])
    const terms = [...found.facts, ...found.claims].map(({ term }) => term)
    expect(terms).toEqual(
      expect.arrayContaining([
        'Key id',
        'Issuer fingerprint',
        'Made',
        'Signature version',
        'Key algorithm',
        'Hash algorithm',
        'Packets',
        'docker-reference',
        'docker-manifest-digest',
        'creator',
        'timestamp',
      ]),
    )
    expect(found.claims.find(({ term }) => term === 'timestamp')?.value).toContain('a claim only')
  })

  it('by a key that has expired since is verified, and says so', async () => {
    const keys = [kept(expiring, 'Old')]
    const found = await examine(await signed(claim(), expiring), { keys })
    expect(found).toMatchObject({ outcome: 'verified', verdict: 'valid-key-expired-since' })
    expect(found.title).toContain('expired since')
  })

  it('by a key that is not kept cannot be told, and none of its claims is a passed check', async () => {
    const found = await examine(await signed(claim(), stranger))
    expect(found).toMatchObject({ outcome: 'cannot-tell', title: 'Cannot tell: unknown key' })
    expect(found.signer).toBe('')
    expect(found.checks.filter(({ outcome }) => outcome === 'passed')).toEqual([])
  })

  it('without any key kept cannot be told', async () => {
    expect((await examine(await signed(), { keys: [] })).outcome).toBe('cannot-tell')
  })

  it.each<[string, () => Promise<Bytes>, string]>([
    ['of another image', () => signed(claim('quay.io/acme/web:1', other)), 'digest-mismatch'],
    ['of another repository', () => signed(claim('quay.io/acme/other:1')), 'valid'],
    ['of a repository that only begins so', () => signed(claim('quay.io/acme/web2:1')), 'valid'],
    ['that names the repository alone', () => signed(claim('quay.io/acme/web')), 'valid'],
    ['with one claim too many', () => signed(claim(undefined, digest, { a: 1 })), 'invalid-claims'],
    ['of something else', () => signed(utf8('hello')), 'invalid-claims'],
  ])('%s fails, though it is correct', async (_, blob, verdict) => {
    const found = await examine(await blob())
    expect(found).toMatchObject({ outcome: 'failed', verdict })
    expect(found.reason).not.toBe('')
  })

  it('of another repository says what was compared', async () => {
    const found = await examine(await signed(claim('quay.io/staging/web:1')))
    expect(found.title).toBe('Failed: made for another repository')
    const detail = found.checks.find(({ name }) => name === 'Repository')?.detail
    for (const repository of [...repositories, 'quay.io/staging/web:1']) {
      expect(detail).toContain(repository)
    }
  })

  it('of an image whose repository nobody knows cannot be told', async () => {
    const found = await examine(await signed(), { image: { digest, repositories: [] } })
    expect(found.outcome).toBe('cannot-tell')
  })

  it('of an image without a digest is never verified', async () => {
    const found = await examine(await signed(), { image: { digest: '', repositories } })
    expect(found.outcome).not.toBe('verified')
  })

  it.each<[string, (blob: Bytes) => Bytes | Promise<Bytes>]>([
    ['nothing', () => new Uint8Array()],
    ['the payload alone, unsigned', () => claim()],
    ['the literal without its signature', (blob) => parts(blob)[1] ?? new Uint8Array()],
    ['the signature without its literal', (blob) => parts(blob)[2] ?? new Uint8Array()],
    ['a text of its base64', (blob) => utf8(base64(blob))],
    ['the message twice', (blob) => concat(blob, blob)],
    ['the signature twice', (blob) => concat(blob, parts(blob)[2] ?? new Uint8Array())],
    ['its packets in another order', (blob) => concat(...parts(blob).reverse())],
    ['a byte after the end', (blob) => concat(blob, Uint8Array.of(0))],
    [
      'the payload of another signature',
      async (blob) => {
        const [first, , last] = parts(blob)
        const [, foreign] = parts(await signed(claim('quay.io/acme/web:2')))
        return concat(first ?? blob, foreign ?? blob, last ?? blob)
      },
    ],
    [
      'the signature of another payload',
      async (blob) => {
        const [first, middle] = parts(blob)
        const [, , foreign] = parts(await signed(claim('quay.io/acme/web:2')))
        return concat(first ?? blob, middle ?? blob, foreign ?? blob)
      },
    ],
  ])('that is %s is never verified', async (_, change) => {
    const found = await examine(await change(await signed()))
    expect(found.outcome).toBe('failed')
    expect(found.checks.filter(({ outcome }) => outcome === 'passed')).toEqual([])
  })

  it('that is cut short anywhere is never verified, and has no passed check', async () => {
    const blob = await signed()
    for (let length = 0; length < blob.length; length += 3) {
      const found = await examine(blob.slice(0, length))
      expect([length, found.outcome]).toEqual([length, 'failed'])
      expect(found.checks.some(({ outcome }) => outcome === 'passed')).toBe(false)
    }
  })

  it('that is not even base64 fails, and says that there is nothing', async () => {
    const question = { contents: ['***'], image: { digest, repositories }, keys: [] }
    const [found] = await answerQuestion('examine-atomic', question, now)
    expect(found?.outcome).toBe('failed')
  })
})
