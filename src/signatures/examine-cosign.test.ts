import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, base64, concat, sha256Digest, utf8 } from '@/domain/signatures/bytes'
import { cosignType } from '@/domain/signatures/claims'
import { dsseEnvelope, simpleSigning } from '@/domain/signatures/cosign'
import { preAuthEncoding } from '@/domain/signatures/dsse'
import type { Examination } from '@/domain/signatures/examination'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { answerQuestion } from './answer-question'

const digest = `sha256:${'0a'.repeat(32)}`
const other = `sha256:${'0b'.repeat(32)}`
const image = { digest, repositories: ['quay.io/acme/web'] }
const now = new Date('2025-01-01T00:00:00Z')

const kinds = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' },
  Ed25519: { name: 'Ed25519' },
  RSA: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
} as const

type Kind = keyof typeof kinds
const pairs = {} as Record<Kind, CryptoKeyPair>
let stranger: CryptoKeyPair

beforeAll(async () => {
  for (const kind of Object.keys(kinds) as Kind[]) pairs[kind] = await newPair(kind)
  stranger = await newPair('P-256')
})

async function newPair(kind: Kind): Promise<CryptoKeyPair> {
  const made = await crypto.subtle.generateKey(kinds[kind], true, ['sign', 'verify'])
  return made as CryptoKeyPair
}

async function kept({ publicKey }: CryptoKeyPair, name = 'ci-signing'): Promise<KeptKey> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  const id = `public-key:${name}`
  return { id, type: 'public-key', name, content: base64(spki), added: '', source: 'pasted' }
}

async function signatureBy(kind: Kind, { privateKey }: CryptoKeyPair, data: Bytes): Promise<Bytes> {
  const raw = new Uint8Array(await crypto.subtle.sign(kinds[kind], privateKey, data))
  return kind.startsWith('P-') ? derOf(raw) : raw
}

/** ECDSA in DER, as cosign writes it. */
function derOf(raw: Bytes): Bytes {
  const half = raw.length / 2
  const numbers = [raw.slice(0, half), raw.slice(half)].map((bytes) => {
    const short = bytes.slice(bytes.findIndex((byte) => byte !== 0))
    const number = (short[0] ?? 0) > 0x7f ? concat(Uint8Array.of(0), short) : short
    return concat(Uint8Array.of(2, number.length), number)
  })
  const body = concat(...numbers)
  return concat(Uint8Array.of(0x30, body.length), body)
}

function payloadOf(reference = 'quay.io/acme/web', about = digest, optional = 'null'): Bytes {
  return utf8(
    `{"critical":{"identity":{"docker-reference":"${reference}"},"image":{"docker-manifest-digest":"${about}"},"type":"${cosignType}"},"optional":${optional}}`,
  )
}

interface Made {
  kind?: Kind
  by?: CryptoKeyPair
  payload?: Bytes
  annotations?: Record<string, string>
  data?: boolean
}

async function manifestOf({
  kind = 'P-256',
  by,
  payload = payloadOf(),
  annotations,
  data,
}: Made = {}) {
  const signature = await signatureBy(kind, by ?? pairs[kind], payload)
  return JSON.stringify({
    schemaVersion: 2,
    layers: [
      {
        mediaType: simpleSigning,
        digest: await sha256Digest(payload),
        size: payload.length,
        annotations: annotations ?? { 'dev.cosignproject.cosign/signature': base64(signature) },
        ...(data && { data: base64(payload) }),
      },
    ],
  })
}

async function examine(
  manifest: string,
  { keys = [pairs['P-256']], payloads = [] as Bytes[] } = {},
): Promise<Examination> {
  const all = await Promise.all(keys.map((key) => kept(key)))
  const manifestDigest = await sha256Digest(utf8(manifest))
  const question = { manifest, manifestDigest, payloads, image, keys: all }
  const found = await answerQuestion('examine-cosign', question, now)
  const [first] = found.ok ? found.value : []
  if (!first) throw new Error('nothing was found')
  return first
}

describe('a signature of cosign', () => {
  it.each(Object.keys(kinds) as Kind[])(
    'by a kept key of kind %s is verified, its payload made again',
    async (kind) => {
      const found = await examine(await manifestOf({ kind }), { keys: [pairs[kind]] })
      expect(found).toMatchObject({ outcome: 'verified', signer: 'ci-signing' })
      expect(found.facts.find(({ term }) => term === 'Payload')?.value).toContain('made again')
    },
  )

  it('without its payload cannot be told, and says why', async () => {
    const payload = payloadOf('quay.io/acme/web', digest, '{"creator":"ci"}')
    const found = await examine(await manifestOf({ payload }))
    expect(found).toMatchObject({ outcome: 'cannot-tell' })
    expect(found.reason).toContain('image API')
  })

  it('is verified with a payload that is dropped, or carried by the manifest', async () => {
    const payload = payloadOf('quay.io/acme/web', digest, '{"creator":"ci"}')
    const dropped = await examine(await manifestOf({ payload }), { payloads: [payload] })
    expect(dropped.outcome).toBe('verified')
    expect((await examine(await manifestOf({ payload, data: true }))).outcome).toBe('verified')
  })

  it('takes no payload of another digest', async () => {
    const payload = payloadOf('quay.io/acme/web', digest, '{"creator":"ci"}')
    const found = await examine(await manifestOf({ payload }), { payloads: [payloadOf()] })
    expect(found.outcome).toBe('cannot-tell')
  })

  it('in a manifest of another digest is not looked at', async () => {
    const manifest = await manifestOf()
    const question = { manifest, manifestDigest: other, payloads: [], image, keys: [] }
    const found = await answerQuestion('examine-cosign', question, now)
    expect(found).toMatchObject({ ok: false, problem: expect.stringContaining('digest') })
  })

  it('by a key that is not kept cannot be told: it does not name its key', async () => {
    const found = await examine(await manifestOf({ by: stranger }))
    expect(found).toMatchObject({ outcome: 'cannot-tell', verdict: 'unknown-key', signer: '' })
    expect(found.checks.some(({ outcome }) => outcome === 'passed')).toBe(false)
  })

  it('of another image fails', async () => {
    const payload = payloadOf('quay.io/acme/web', other)
    const found = await examine(await manifestOf({ payload }), { payloads: [payload] })
    expect(found).toMatchObject({ outcome: 'failed', verdict: 'digest-mismatch' })
  })

  it('of another repository fails, and says what was compared', async () => {
    const payload = payloadOf('quay.io/staging/web')
    const found = await examine(await manifestOf({ payload }), { payloads: [payload] })
    expect(found).toMatchObject({ outcome: 'failed' })
    expect(found.title).toContain('another repository')
  })

  it.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['an empty signature', { 'dev.cosignproject.cosign/signature': '' }],
    ['a signature that is not base64', { 'dev.cosignproject.cosign/signature': '*' }],
    [
      'a certificate that cannot be read',
      { 'dev.cosignproject.cosign/signature': 'AAAA', 'dev.sigstore.cosign/certificate': 'x' },
    ],
  ])('with %s is never verified', async (_, annotations) => {
    const found = await examine(await manifestOf({ annotations }))
    expect(found.outcome).toBe('failed')
    expect(found.checks.some(({ outcome }) => outcome === 'passed')).toBe(false)
  })
})

describe('an attestation', () => {
  const statement = (about: string) =>
    utf8(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        predicateType: 'https://slsa.dev/provenance/v1',
        subject: [{ name: 'web', digest: { sha256: about.slice(7) } }],
        predicate: {},
      }),
    )
  const payloadType = 'application/vnd.in-toto+json'

  async function envelope(by: CryptoKeyPair, about = digest): Promise<Bytes> {
    const payload = statement(about)
    const signed = preAuthEncoding({ payloadType, payload, signatures: [] })
    const sig = base64(await signatureBy('P-256', by, signed))
    return utf8(
      JSON.stringify({ payloadType, payload: base64(payload), signatures: [{ keyid: '', sig }] }),
    )
  }

  async function given(bytes: Bytes) {
    const keys = [await kept(pairs['P-256'])]
    return answerQuestion('examine-given', { bytes, manifest: '', image, keys }, now)
  }

  it('in a manifest without its envelope lists its predicate type, and is not told', async () => {
    const manifest = JSON.stringify({
      layers: [
        {
          mediaType: dsseEnvelope,
          digest: other,
          annotations: { predicateType: 'https://slsa.dev/provenance/v1' },
        },
      ],
    })
    const found = await examine(manifest)
    expect(found.outcome).toBe('cannot-tell')
    expect(found.claims[0]?.value).toContain('SLSA provenance')
  })

  it('that is dropped is verified by a kept key, with its subject', async () => {
    const found = await given(await envelope(pairs['P-256']))
    expect(found).toMatchObject({ ok: true, value: { outcome: 'verified' } })
    expect(found.ok && found.value.claims.map(({ term }) => term)).toContain('Subject')
  })

  it('of another image, and by another key, is not', async () => {
    expect(await given(await envelope(pairs['P-256'], other))).toMatchObject({
      value: { outcome: 'failed' },
    })
    expect(await given(await envelope(stranger))).toMatchObject({
      value: { outcome: 'cannot-tell' },
    })
  })

  it.each([
    '',
    'hello there',
    '{}',
    '[]',
    '{"critical":{}}',
    '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}',
  ])('is not %j, which is refused in a sentence', async (text) => {
    const found = await given(utf8(text))
    expect(found).toMatchObject({ ok: false, problem: expect.stringMatching(/\w.*\.?$/) })
  })
})
