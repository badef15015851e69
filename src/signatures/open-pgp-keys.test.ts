import { armor, enums, generateKey, type PublicKey } from 'openpgp/lightweight'
import { beforeAll, describe, expect, it } from 'vitest'
import { concat, utf8 } from '@/domain/signatures/bytes'
import { readKeyring } from './open-pgp-keys'

const now = new Date('2025-01-01T00:00:00Z')
let keys: PublicKey[] = []
let secret = ''

beforeAll(async () => {
  const made = await Promise.all(
    ['A', 'B'].map((name) =>
      generateKey({ userIDs: { name }, date: new Date('2024-01-01'), format: 'object' }),
    ),
  )
  keys = made.map(({ publicKey }) => publicKey as unknown as PublicKey)
  secret = made.map(({ privateKey }) => (privateKey as unknown as PublicKey).armor())[0] ?? ''
})

const fingerprints = () => keys.map((key) => key.getFingerprint().toUpperCase())
const binary = () => concat(...keys.map((key) => new Uint8Array(key.write())))
const found = async (file: Uint8Array<ArrayBuffer>) =>
  (await readKeyring(file, now)).keys.map(({ fingerprint }) => fingerprint)

describe('a keyring', () => {
  it('is read from binary, from one block and from several', async () => {
    expect(await found(binary())).toEqual(fingerprints())
    expect(await found(utf8(armor(enums.armor.publicKey, binary())))).toEqual(fingerprints())
    const blocks = keys.map((key) => key.armor()).join('\nsome text between\n')
    expect(await found(utf8(blocks))).toEqual(fingerprints())
  })

  it('may be indented, as in a ConfigMap', async () => {
    const text = keys.map((key) => key.armor().replaceAll(/^/gm, '    ')).join('\n')
    expect(await found(utf8(text))).toEqual(fingerprints())
  })

  it('with a secret key gives none of it, and says so', async () => {
    const keyring = await readKeyring(utf8(secret), now)
    expect(keyring.keys).toEqual([])
    expect(keyring.problems.join(' ')).toMatch(/PRIVATE KEY|secret key/)
  })

  it.each(['', 'nothing', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n'])(
    'of %j has no keys, and says why',
    async (text) => {
      const keyring = await readKeyring(utf8(text), now)
      expect(keyring.keys).toEqual([])
      expect(keyring.problems).not.toEqual([])
    },
  )

  it('cut short has only the keys that are whole', async () => {
    const all = binary()
    expect(await found(all.slice(0, -1))).toEqual(fingerprints().slice(0, 1))
  })

  it('says who, since when and in which state', async () => {
    const [key] = (await readKeyring(binary(), now)).keys
    expect(key).toMatchObject({ state: 'valid', damage: '', userIds: ['A'], expires: null })
    expect(key?.created).toBe('2024-01-01T00:00:00.000Z')
  })
})
