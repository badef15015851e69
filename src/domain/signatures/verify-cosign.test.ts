import { describe, expect, it } from 'vitest'
import { type Bytes, base64, concat, sha256Digest, utf8 } from './bytes'
import { cosignType } from './claims'
import {
  type CosignLayer,
  dsseEnvelope,
  isCosignFile,
  parseCosignFile,
  simpleSigning,
} from './cosign'
import { derTags, derValue } from './der'
import { preAuthEncoding } from './dsse'
import { parsePublicKey, type WebPublicKey } from './public-key'
import { verifyCosign } from './verify-cosign'

const digest = `sha256:${'0a'.repeat(32)}`
const payload = utf8(
  JSON.stringify({
    critical: {
      identity: { 'docker-reference': 'quay.io/acme/web' },
      image: { 'docker-manifest-digest': digest },
      type: cosignType,
    },
    optional: null,
  }),
)

interface Signer {
  key: WebPublicKey
  sign: (data: Bytes) => Promise<Bytes>
}

const { subtle } = globalThis.crypto

async function signer(algorithm: object, how: object): Promise<Signer> {
  const pair = (await subtle.generateKey(algorithm as EcKeyGenParams, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const spki = new Uint8Array(await subtle.exportKey('spki', pair.publicKey))
  const pem = `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`
  const key = await parsePublicKey(pem)
  if (!key.ok) throw new Error(key.problem)
  return {
    key: key.value,
    sign: async (data) => {
      const raw = new Uint8Array(await subtle.sign(how as EcdsaParams, pair.privateKey, data))
      return key.value.type === 'ec' ? toDer(raw) : raw
    },
  }
}

function toDer(raw: Bytes): Bytes {
  const half = raw.length / 2
  const integer = (digits: Bytes) => {
    const first = digits.findIndex((byte) => byte !== 0)
    const short = digits.slice(first)
    const pad = (short[0] ?? 0) & 0x80 ? Uint8Array.of(0) : new Uint8Array()
    return derValue(derTags.integer, pad, short)
  }
  return derValue(derTags.sequence, integer(raw.slice(0, half)), integer(raw.slice(half)))
}

const ec = (namedCurve: string) => ({ name: 'ECDSA', namedCurve })
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
}
const signers = {
  p256: await signer(ec('P-256'), { name: 'ECDSA', hash: 'SHA-256' }),
  p384: await signer(ec('P-384'), { name: 'ECDSA', hash: 'SHA-256' }),
  p384Long: await signer(ec('P-384'), { name: 'ECDSA', hash: 'SHA-384' }),
  rsa: await signer(rsa, { name: 'RSASSA-PKCS1-v1_5' }),
  ed25519: await signer({ name: 'Ed25519' }, { name: 'Ed25519' }),
}

function layerOf(signature: string, mediaType = simpleSigning): CosignLayer {
  const annotations = { 'dev.cosignproject.cosign/signature': signature }
  return { mediaType, payloadDigest: '', annotations }
}

const asked = { manifestDigest: digest, root: null, identity: null }

describe('a cosign signature', () => {
  it.each(Object.entries(signers))('by a key %s is valid with that key only', async (_, own) => {
    const layer = layerOf(base64(await own.sign(payload)))
    const keys = [signers.p256.key, own.key]
    const found = await verifyCosign(layer, payload, { ...asked, keys })
    expect(found).toMatchObject({ verdict: 'valid', cryptography: 'good' })
    const others = Object.values(signers).flatMap(({ key }) => (key === own.key ? [] : [key]))
    expect(await verifyCosign(layer, payload, { ...asked, keys: others })).toMatchObject({
      verdict: 'bad-signature',
    })
    expect(await verifyCosign(layer, payload, { ...asked, keys: [] })).toMatchObject({
      verdict: 'unknown-key',
    })
  })

  it.each<[string, string, (layer: CosignLayer) => [CosignLayer, Bytes]]>([
    ['unsigned', 'bad-signature', () => [layerOf(''), payload]],
    ['without base64', 'bad-signature', () => [layerOf('*'), payload]],
    [
      'of another type',
      'not-a-signature',
      (layer) => [{ ...layer, mediaType: 'text/plain' }, payload],
    ],
    ['of another payload', 'bad-signature', (layer) => [layer, concat(payload, utf8(' '))]],
    ['with a payload cut short', 'bad-signature', (layer) => [layer, payload.slice(0, -1)]],
    [
      'whose payload is not the one named',
      'bad-signature',
      (layer) => [{ ...layer, payloadDigest: digest }, payload],
    ],
    [
      'twice in its annotation',
      'bad-signature',
      (layer) => {
        const own = layer.annotations['dev.cosignproject.cosign/signature'] ?? ''
        return [layerOf(own + own), payload]
      },
    ],
  ])('%s is %s', async (_, verdict, change) => {
    const { key, sign } = signers.p256
    const [layer, bytes] = change(layerOf(base64(await sign(payload))))
    expect((await verifyCosign(layer, bytes, { ...asked, keys: [key] })).verdict).toBe(verdict)
  })

  it('of another image is a digest mismatch', async () => {
    const { key, sign } = signers.p256
    const layer = layerOf(base64(await sign(payload)))
    const manifestDigest = `sha256:${'0b'.repeat(32)}`
    const found = await verifyCosign(layer, payload, { ...asked, manifestDigest, keys: [key] })
    expect(found.verdict).toBe('digest-mismatch')
  })

  it('of something that claims nothing has invalid claims', async () => {
    const { key, sign } = signers.p256
    const other = utf8('{}')
    const layer = layerOf(base64(await sign(other)))
    const found = await verifyCosign(layer, other, { ...asked, keys: [key] })
    expect(found.verdict).toBe('invalid-claims')
  })

  it('may have line breaks in its annotation', async () => {
    const { key, sign } = signers.rsa
    const text = base64(await sign(payload)).replaceAll(/(.{64})/g, '$1\n')
    const found = await verifyCosign(layerOf(text), payload, { ...asked, keys: [key] })
    expect(found.verdict).toBe('valid')
  })

  it('is read from a file of a lookaside store', async () => {
    const { key, sign } = signers.p256
    const { annotations } = layerOf(base64(await sign(payload)))
    const json = JSON.stringify({ mimeType: simpleSigning, payload: base64(payload), annotations })
    const file = concat(utf8('\0sigstore-json\n'), utf8(json))
    expect(isCosignFile(file)).toBe(true)
    const parsed = parseCosignFile(file)
    if (!parsed.ok) throw new Error(parsed.problem)
    const { layer, payload: own } = parsed.value
    const found = await verifyCosign(layer, own, { ...asked, keys: [key] })
    expect(found).toMatchObject({ verdict: 'valid', payloadDigest: await sha256Digest(payload) })
  })
})

describe('an attestation', () => {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'quay.io/acme/web', digest: { sha256: '0a'.repeat(32) } }],
    predicateType: 'https://spdx.dev/Document',
    predicate: {},
  }

  async function envelopeOf(own: Signer, content: Bytes, payloadType: string): Promise<Bytes> {
    const signed = preAuthEncoding({ payloadType, payload: content, signatures: [] })
    const signatures = [{ sig: base64(await own.sign(signed)), keyid: '' }]
    return utf8(JSON.stringify({ payloadType, payload: base64(content), signatures }))
  }

  const type = 'application/vnd.in-toto+json'
  const content = utf8(JSON.stringify(statement))

  it('is valid with its key, and about its subject', async () => {
    const envelope = await envelopeOf(signers.p256, content, type)
    const question = { ...asked, keys: [signers.p256.key] }
    expect(await verifyCosign(layerOf('', dsseEnvelope), envelope, question)).toMatchObject({
      verdict: 'valid',
      statement: { predicateType: 'https://spdx.dev/Document' },
    })
    const other = { ...question, manifestDigest: `sha256:${'0b'.repeat(32)}` }
    expect(await verifyCosign(layerOf('', dsseEnvelope), envelope, other)).toMatchObject({
      verdict: 'digest-mismatch',
    })
  })

  it('with its type exchanged is bad', async () => {
    const envelope = await envelopeOf(signers.p256, content, type)
    const text = new TextDecoder().decode(envelope).replace(type, 'application/vnd.in-toto+jsoN')
    const question = { ...asked, keys: [signers.p256.key] }
    expect(await verifyCosign(layerOf('', dsseEnvelope), utf8(text), question)).toMatchObject({
      verdict: 'bad-signature',
    })
  })

  it('without a signature is bad', async () => {
    const text = JSON.stringify({ payloadType: type, payload: base64(content), signatures: [] })
    const question = { ...asked, keys: [signers.p256.key] }
    expect(await verifyCosign(layerOf('', dsseEnvelope), utf8(text), question)).toMatchObject({
      verdict: 'bad-signature',
    })
  })
})
