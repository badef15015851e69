import {
  config as defaults,
  enums,
  type PublicKey,
  readKey,
  type Subkey,
} from 'openpgp/lightweight'
import type { Bytes } from '@/domain/signatures/bytes'
import { readKeyringFile } from '@/domain/signatures/keyring-file'
import { damageOf } from './key-damage'

export type KeyState = 'valid' | 'expired' | 'revoked' | 'unusable'

/** What there is to say of a key or a subkey. */
export interface KeyFacts {
  /** 16 upper-case hexadecimal digits. */
  keyId: string
  /** 40 of them for version 4, 64 for version 6. */
  fingerprint: string
  version: number
  /** As openpgp names it: `rsaEncryptSign`, `eddsaLegacy`, `ecdsa`, … */
  algorithm: string
  bits: number | null
  curve: string | null
  /** RFC 3339. */
  created: string
  /** RFC 3339; null for never, and where no signature of the key tells. */
  expires: string | null
  state: KeyState
  /** Why the state is not valid; '' where it is. */
  stateReason: string
}

/** A key that a person has. */
export interface KeyringKey extends KeyFacts {
  userIds: string[]
  subkeys: KeyFacts[]
  /** What is damaged in the key, which is then not used; '' for a whole one. */
  damage: string
  /** The key as openpgp reads it, to verify with. */
  key: PublicKey
}

export interface Keyring {
  form: 'armored' | 'binary'
  blocks: number | null
  keys: KeyringKey[]
  problems: string[]
}

/**
 * How keys are judged: like GnuPG, which also takes older keys with short RSA and DSA; what is weak
 * in a signature is said beside its verdict.
 */
export const keyRules = {
  ...defaults,
  minRSABits: 1023,
  rejectPublicKeyAlgorithms: new Set([enums.publicKey.elgamal]),
  rejectMessageHashAlgorithms: new Set([enums.hash.md5, enums.hash.ripemd]),
}

/** Reads all public keys of a file, with their state at `now`. Never throws for what a file holds. */
export async function readKeyring(file: Bytes, now: Date): Promise<Keyring> {
  const { form, blocks, keys, problems } = readKeyringFile(file)
  const read: KeyringKey[] = []
  const unread: string[] = []
  for (const binaryKey of keys) {
    try {
      const key = await readKey({ binaryKey, config: keyRules })
      const damage = await damageOf(key, binaryKey, keyRules)
      read.push({ ...(await toKeyringKey(key, now)), damage })
    } catch (error) {
      unread.push(`A key cannot be read: ${messageOf(error)}`)
    }
  }
  return { form, blocks, keys: read, problems: [...problems, ...unread] }
}

/** What went wrong, as openpgp says it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function toKeyringKey(key: PublicKey, now: Date): Promise<Omit<KeyringKey, 'damage'>> {
  const judged = await stateOf(() => key.verifyPrimaryKey(now, {}, keyRules))
  const isRevoked = await key.isRevoked(undefined, undefined, now, keyRules).catch(() => false)
  return {
    ...factsOf(key, await expiryOf(() => key.getExpirationTime({}, keyRules))),
    ...(isRevoked ? { state: 'revoked' as const, stateReason: 'The key is revoked.' } : judged),
    userIds: key.getUserIDs(),
    subkeys: await Promise.all(key.subkeys.map((subkey) => toSubkeyFacts(subkey, now))),
    key,
  }
}

async function toSubkeyFacts(subkey: Subkey, now: Date): Promise<KeyFacts> {
  return {
    ...factsOf(subkey, await expiryOf(() => subkey.getExpirationTime(now, keyRules))),
    ...(await stateOf(() => subkey.verify(now, keyRules))),
  }
}

function factsOf(
  key: PublicKey | Subkey,
  expires: string | null,
): Omit<KeyFacts, 'state' | 'stateReason'> {
  const { algorithm, bits, curve } = key.getAlgorithmInfo()
  return {
    keyId: key.getKeyID().toHex().toUpperCase(),
    fingerprint: key.getFingerprint().toUpperCase(),
    version: key.keyPacket.version,
    algorithm,
    bits: bits ?? null,
    curve: curve ?? null,
    created: key.getCreationTime().toISOString(),
    expires,
  }
}

async function expiryOf(ask: () => Promise<Date | number | null>): Promise<string | null> {
  const time = await ask().catch(() => null)
  return time instanceof Date ? time.toISOString() : null
}

async function stateOf(
  verify: () => Promise<unknown>,
): Promise<{ state: KeyState; stateReason: string }> {
  try {
    await verify()
    return { state: 'valid', stateReason: '' }
  } catch (error) {
    const reason = messageOf(error)
    if (/is expired/.test(reason)) return { state: 'expired', stateReason: reason }
    if (/is revoked/.test(reason)) return { state: 'revoked', stateReason: reason }
    return { state: 'unusable', stateReason: reason }
  }
}
