import { generateKey, type PrivateKey, type PublicKey, revokeKey } from 'openpgp/lightweight'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, base64, concat, utf8 } from '@/domain/signatures/bytes'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { answerQuestion } from './answer-question'

const now = new Date('2025-01-01T00:00:00Z')
const born = new Date('2024-01-01')
let own: { secret: PrivateKey; key: PublicKey }
let second: { secret: PrivateKey; key: PublicKey }
let spki: Bytes
let pem = ''

beforeAll(async () => {
  own = await newKey('Release')
  second = await newKey('Security')
  const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
  ])) as CryptoKeyPair
  spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  pem = `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`
})

async function newKey(name: string) {
  const made = await generateKey({ userIDs: { name }, date: born, format: 'object' })
  return {
    secret: made.privateKey as unknown as PrivateKey,
    key: made.publicKey as unknown as PublicKey,
  }
}

function find(bytes: Bytes | string, kept: KeptKey[] = [], at = now) {
  const input = typeof bytes === 'string' ? utf8(bytes) : bytes
  return answerQuestion('find-keys', { bytes: input, source: 'pasted', kept }, at)
}

const idOf = ({ key }: { key: PublicKey }) => `openpgp:${key.getFingerprint().toUpperCase()}`
const binary = (key: PublicKey) => new Uint8Array(key.write())
const indented = (text: string) => text.replaceAll(/^/gm, '    ')

describe('public keys', () => {
  it.each<[string, () => string | Bytes, number]>([
    ['an armored OpenPGP key', () => own.key.armor(), 1],
    ['two blocks with text between', () => `${own.key.armor()}\nand\n${second.key.armor()}`, 2],
    ['two keys in binary', () => concat(binary(own.key), binary(second.key)), 2],
    ['binary as base64', () => base64(binary(own.key)), 1],
    ['a PEM key', () => pem, 1],
    ['a key in DER', () => spki, 1],
    ['both kinds in one text', () => `${own.key.armor()}\n${pem}`, 2],
    [
      'a ConfigMap of release keys',
      () =>
        `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: release\ndata:\n  verifier-public-key-redhat: |\n${indented(own.key.armor())}\n  store-a: https://example.com\n`,
      1,
    ],
    [
      'a ConfigMap with cosign.pub',
      () => `kind: ConfigMap\nmetadata:\n  name: cosign\ndata:\n  cosign.pub: |\n${indented(pem)}`,
      1,
    ],
    [
      'a ClusterImagePolicy',
      () =>
        JSON.stringify({
          kind: 'ClusterImagePolicy',
          metadata: { name: 'release' },
          spec: {
            policy: {
              rootOfTrust: { policyType: 'PublicKey', publicKey: { keyData: btoa(pem) } },
            },
          },
        }),
      1,
    ],
  ])('are found in %s', async (_, input, count) => {
    const { keys, problems } = await find(input())
    expect(keys).toHaveLength(count)
    expect(problems).toEqual([])
    expect(keys.every(({ fingerprint, exported }) => fingerprint && exported)).toBe(true)
  })

  it('are exported so that they are read again', async () => {
    const { keys } = await find(`${own.key.armor()}\n${pem}`)
    const again = await find(keys.map(({ exported }) => exported).join('\n'))
    expect(again.keys.map(({ id }) => id)).toEqual(keys.map(({ id }) => id))
  })

  it('say whose they are, of which kind and until when', async () => {
    const [key] = (await find(own.key.armor())).keys
    expect(key).toMatchObject({ id: idOf(own), name: 'Release', userIds: ['Release'] })
    expect(key).toMatchObject({ state: 'valid', expires: '', knownAs: '' })
    expect(key?.subkeys).toHaveLength(1)
  })

  it('that were revoked stay so when an older copy is imported again', async () => {
    const { publicKey } = await revokeKey({ key: own.secret, date: now, format: 'object' })
    const later = new Date(now.getTime() + 1000)
    const revoked = (await find((publicKey as unknown as PublicKey).armor(), [], later)).keys
    expect(revoked[0]?.state).toBe('revoked')
    const [again] = (await find(own.key.armor(), revoked, later)).keys
    expect(again?.state).toBe('revoked')
  })

  it.each<[string, () => string | Bytes, RegExp]>([
    ['nothing', () => ' ', /Paste a key/],
    ['other text', () => 'hello', /no public key in it/],
    ['a private key in PEM', () => pem.replaceAll('PUBLIC', 'PRIVATE'), /private key/],
    ['a secret OpenPGP key', () => own.secret.armor(), /PRIVATE KEY|secret key/],
    ['a block without an end', () => own.key.armor().slice(0, 200), /no end/],
    ['a certificate', () => pem.replaceAll('PUBLIC KEY', 'CERTIFICATE'), /certificate/],
    [
      'a PEM key that is cut',
      () => pem.replace(/.{20}\n-----END/s, '\n-----END'),
      /damaged|base64/,
    ],
    ['a key of SSH', () => 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me', /SSH/],
    ['bytes of something else', () => Uint8Array.of(0, 255, 3, 200), /./],
    [
      'a trusted root that names nobody',
      () => '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}',
      /names nobody/,
    ],
    [
      'a trusted root that is cut',
      () => '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"',
      /not JSON/,
    ],
    ['broken YAML', () => 'kind: ConfigMap\ndata: [', /no public key/],
  ])('are not found in %s, which is said', async (_, input, problem) => {
    const { keys, problems } = await find(input())
    expect(keys).toEqual([])
    expect(problems.join(' ')).toMatch(problem)
  })

  it('of which a bit is wrong are not taken', async () => {
    const bytes = binary(own.key)
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
    const { keys, problems } = await find(bytes)
    expect(keys).toEqual([])
    expect(problems.join(' ')).toMatch(/damaged|cannot be read/)
  })
})
