import {
  createMessage,
  generateKey,
  type PrivateKey,
  type PublicKey,
  reformatKey,
  revokeKey,
  sign,
} from 'openpgp/lightweight'
import { beforeAll, describe, expect, it } from 'vitest'
import { readAtomicSignature } from '@/domain/signatures/atomic-signature'
import {
  type Bytes,
  base64,
  concat,
  hash,
  isSameBytes,
  uintBytes,
  utf8,
} from '@/domain/signatures/bytes'
import { atomicType } from '@/domain/signatures/claims'
import { packetTags, readPackets } from '@/domain/signatures/open-pgp-packets'
import { type KeyringKey, readKeyring } from './open-pgp-keys'
import { verifyAtomicSignature } from './verify-atomic-signature'

const digest = `sha256:${'0a'.repeat(32)}`
const payload = payloadOf('quay.io/acme/web:1')
const day = 24 * 3600 * 1000
const born = new Date('2024-01-01T00:00:00Z')
const now = new Date('2025-01-01T00:00:00Z')

function payloadOf(reference: string): Bytes {
  const image = { 'docker-manifest-digest': digest }
  const identity = { 'docker-reference': reference }
  const critical = { type: atomicType, image, identity }
  return utf8(JSON.stringify({ critical, optional: {} }))
}

const kinds = {
  rsa: { type: 'rsa', rsaBits: 2048 },
  'P-256': { type: 'ecc', curve: 'nistP256' },
  'P-384': { type: 'ecc', curve: 'nistP384' },
  Ed25519: { type: 'ecc', curve: 'ed25519Legacy' },
  'Ed25519 of version 6': { type: 'curve25519', config: { v6Keys: true } },
} as const

type Kind = keyof typeof kinds
const own = {} as Record<Kind, PrivateKey>

beforeAll(async () => {
  for (const [kind, options] of Object.entries(kinds)) {
    own[kind as Kind] = await makeKey(options)
  }
})

async function makeKey(options: object): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    userIDs: { name: 'Somebody' },
    date: born,
    format: 'object',
    ...options,
  })
  return privateKey as unknown as PrivateKey
}

async function signed(key: PrivateKey, data = payload, date = new Date(born.getTime() + day)) {
  const message = await createMessage({ binary: data })
  const config = { preferredCompressionAlgorithm: 0 }
  const blob = await sign({ message, signingKeys: key, date, format: 'binary', config })
  return new Uint8Array(blob as Uint8Array)
}

async function ringOf(key: PublicKey, at = now): Promise<KeyringKey[]> {
  return (await readKeyring(new Uint8Array(key.toPublic().write()), at)).keys
}

async function judge(blob: Bytes, keys: KeyringKey[], manifestDigest = digest, at = now) {
  return verifyAtomicSignature(readAtomicSignature(blob), { keys, manifestDigest, now: at })
}

/** A signature of version 3 by an RSA key, as Red Hat made them until 2023. */
async function version3(key: PrivateKey, data: Bytes): Promise<Bytes> {
  const { n, e } = key.keyPacket.publicParams as Record<string, Uint8Array>
  const secret = (key.keyPacket as unknown as { privateParams: Record<string, Uint8Array> })
    .privateParams
  const url = (bytes: Uint8Array | undefined) =>
    base64(bytes ?? new Uint8Array())
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  const number = (bytes: Uint8Array | undefined) =>
    BigInt(`0x${Buffer.from(bytes ?? []).toString('hex')}`)
  const bytesOf = (value: bigint) => {
    const text = value.toString(16)
    return new Uint8Array(Buffer.from(text.length % 2 ? `0${text}` : text, 'hex'))
  }
  // OpenPGP has the inverse of p, JWK that of q: with the two exchanged they are the same.
  const d = number(secret.d)
  const p = number(secret.q)
  const q = number(secret.p)
  const jwk = {
    kty: 'RSA',
    n: url(n),
    e: url(e),
    d: url(secret.d),
    p: url(secret.q),
    q: url(secret.p),
    dp: url(bytesOf(d % (p - 1n))),
    dq: url(bytesOf(d % (q - 1n))),
    qi: url(secret.u),
  }
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { subtle } = globalThis.crypto
  const webKey = await subtle.importKey('jwk', jwk, algorithm, false, ['sign'])
  const time = uintBytes((born.getTime() + day) / 1000, 4)
  const hashed = concat(data, Uint8Array.of(0), time)
  const signature = new Uint8Array(await subtle.sign(algorithm, webKey, hashed))
  const first = signature.findIndex((byte) => byte !== 0)
  const short = signature.slice(first)
  const bits = short.length * 8 - Math.clz32(short[0] ?? 0) + 24
  const keyId = new Uint8Array(Buffer.from(key.getKeyID().toHex(), 'hex'))
  const left16 = (await hash('SHA-256', hashed)).slice(0, 2)
  const head = concat(Uint8Array.of(3, 5, 0), time, keyId, Uint8Array.of(1, 8), left16)
  const onePass = concat(Uint8Array.of(3, 0, 8, 1), keyId, Uint8Array.of(1))
  const literal = concat(Uint8Array.of(0x62, 0, 0, 0, 0, 0), data)
  return concat(
    packet(4, onePass),
    packet(11, literal),
    packet(2, concat(head, uintBytes(bits, 2), short)),
  )
}

function packet(tag: number, body: Bytes): Bytes {
  return concat(Uint8Array.of(0xc0 | tag, 0xff), uintBytes(body.length, 4), body)
}

function exchanged(blob: Bytes, from: Bytes, to: Bytes): Bytes {
  const start = blob.findIndex((_, at) => isSameBytes(blob.subarray(at, at + from.length), from))
  return concat(blob.subarray(0, start), to, blob.subarray(start + from.length))
}

describe('an atomic container signature', () => {
  it.each(Object.keys(kinds) as Kind[])('by %s is valid with its key only', async (kind) => {
    const key = own[kind]
    const blob = await signed(key)
    const fingerprint = key.getFingerprint().toUpperCase()
    expect(await judge(blob, await ringOf(key))).toMatchObject({
      verdict: 'valid',
      cryptography: 'good',
      primaryFingerprint: fingerprint,
    })
    const other = await ringOf(own[kind === 'rsa' ? 'P-256' : 'rsa'])
    expect((await judge(blob, other)).verdict).toBe('unknown-key')
    expect((await judge(blob, [])).verdict).toBe('unknown-key')
  })

  it.each(Object.keys(kinds) as Kind[])(
    'by %s is bad when its payload is another',
    async (kind) => {
      const keys = await ringOf(own[kind])
      const blob = exchanged(await signed(own[kind]), payload, payloadOf('quay.io/evil/web:1'))
      expect(await judge(blob, keys)).toMatchObject({
        verdict: 'bad-signature',
        cryptography: 'bad',
      })
    },
  )

  it('of version 3 is valid, and bad when its payload is another', async () => {
    const blob = await version3(own.rsa, payload)
    const keys = await ringOf(own.rsa)
    expect(readAtomicSignature(blob).signature?.version).toBe(3)
    expect(await judge(blob, keys)).toMatchObject({ verdict: 'valid', cryptography: 'good' })
    const other = exchanged(blob, payload, payloadOf('quay.io/evil/web:1'))
    expect((await judge(other, keys)).verdict).toBe('bad-signature')
    for (let bit = 0; bit < 64; bit += 1) {
      const flipped = blob.slice()
      const at = flipped.length - 1 - Math.floor(bit / 8) * 30
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8))
      expect((await judge(flipped, keys)).verdict).toBe('bad-signature')
    }
  })

  it('of another image is a digest mismatch', async () => {
    const blob = await signed(own['P-256'])
    const other = `sha256:${'0b'.repeat(32)}`
    const { verdict } = await judge(blob, await ringOf(own['P-256']), other)
    expect(verdict).toBe('digest-mismatch')
  })

  it('of something else has invalid claims', async () => {
    const blob = await signed(own['P-256'], utf8('{"critical":{}}'))
    expect((await judge(blob, await ringOf(own['P-256']))).verdict).toBe('invalid-claims')
  })

  it.each<[string, (blob: Bytes) => Bytes]>([
    ['nothing', () => new Uint8Array()],
    ['text', () => utf8('-----BEGIN PGP MESSAGE-----')],
    ['base64 of it', (blob) => utf8(base64(blob))],
    ['its payload alone', () => payload],
    ['an unsigned literal', (blob) => partsOf(blob, packetTags.literalData)],
    ['its signature alone', (blob) => partsOf(blob, packetTags.signature)],
    ['two of it', (blob) => concat(blob, blob)],
    ['it with one more signature', (blob) => concat(blob, partsOf(blob, packetTags.signature))],
    ['it with one more byte', (blob) => concat(blob, Uint8Array.of(0))],
    ['its packets in another order', (blob) => reversed(blob)],
  ])('is not %s', async (_, change) => {
    const { verdict } = await judge(change(await signed(own['P-256'])), await ringOf(own['P-256']))
    expect(['not-a-signed-message', 'bad-signature']).toContain(verdict)
  })

  it('is never valid when it is cut short', async () => {
    const blob = await signed(own['P-256'])
    const keys = await ringOf(own['P-256'])
    for (let length = 0; length < blob.length; length += 1) {
      expect((await judge(blob.slice(0, length), keys)).verdict).not.toMatch(/^valid/)
    }
  })

  it('by a key that is revoked is said to be so', async () => {
    const { publicKey } = await revokeKey({ key: own['P-256'], date: now, format: 'object' })
    const keys = await ringOf(publicKey as unknown as PublicKey, new Date(now.getTime() + day))
    const later = new Date(now.getTime() + day)
    const { verdict } = await judge(await signed(own['P-256']), keys, digest, later)
    expect(verdict).toBe('revoked-key')
  })

  it('by a key that has expired since is valid, and says since when', async () => {
    const key = await makeKey({ ...kinds['P-256'], keyExpirationTime: (30 * day) / 1000 })
    const { verdict, keyExpired } = await judge(await signed(key), await ringOf(key))
    expect(verdict).toBe('valid-key-expired-since')
    expect(keyExpired).toBe(new Date(born.getTime() + 30 * day).toISOString())
  })

  it('made after the key expired is not valid', async () => {
    const key = await makeKey(kinds['P-256'])
    const late = await signed(key, payload, new Date(born.getTime() + 60 * day))
    const expiring = await reformatKey({
      privateKey: key,
      userIDs: [{ name: 'Somebody' }],
      keyExpirationTime: (30 * day) / 1000,
      date: born,
      format: 'object',
    })
    const keys = await ringOf(expiring.publicKey as unknown as PublicKey)
    expect((await judge(late, keys)).verdict).toBe('bad-signature')
  })

  it('of tomorrow is not valid today', async () => {
    const blob = await signed(own['P-256'], payload, new Date(now.getTime() + day))
    expect((await judge(blob, await ringOf(own['P-256']))).verdict).toBe('bad-signature')
  })

  it('is not taken by a copy of the key with any bit flipped', async () => {
    const blob = await signed(own['P-256'])
    const whole = new Uint8Array(own['P-256'].toPublic().write())
    for (let bit = 0; bit < whole.length * 8; bit += 7) {
      const copy = whole.slice()
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const { keys } = await readKeyring(copy, now)
      expect([bit, (await judge(blob, keys)).verdict]).not.toContain('valid')
    }
  })
})

function partsOf(blob: Bytes, tag: number): Bytes {
  return concat(...readPackets(blob).flatMap((part) => (part.tag === tag ? [part.bytes] : [])))
}

function reversed(blob: Bytes): Bytes {
  return concat(
    ...readPackets(blob)
      .map(({ bytes }) => bytes)
      .reverse(),
  )
}
