import { armor, enums } from 'openpgp/lightweight'
import { base64, fromBase64 } from '@/domain/signatures/bytes'
import type { DescribedKey, KeptKey, KeyPart } from '@/domain/signatures/kept-key'
import { algorithmWords } from '@/domain/signatures/key-text'
import { knownKey } from '@/domain/signatures/known-keys'
import { readSpki, type WebPublicKey } from '@/domain/signatures/public-key'
import { type KeyFacts, type KeyringKey, readKeyring } from './open-pgp-keys'

/** The keys that a person keeps, read: with these signatures are verified. */
export interface ReadKeys {
  openPgp: { kept: KeptKey; key: KeyringKey }[]
  web: { kept: KeptKey; key: WebPublicKey }[]
}

/** Reads kept keys, judged at `now`; one that cannot be read any more is left out. */
export async function readKeptKeys(keys: readonly KeptKey[], now: Date): Promise<ReadKeys> {
  const read: ReadKeys = { openPgp: [], web: [] }
  for (const kept of keys) {
    const bytes = fromBase64(kept.content)
    if (!bytes) continue
    if (kept.type === 'openpgp') {
      const [key] = (await readKeyring(bytes, now)).keys
      if (key) read.openPgp.push({ kept, key })
    } else {
      const key = await readSpki(bytes)
      if (key.ok) read.web.push({ kept, key: key.value })
    }
  }
  return read
}

/** What there is to say of each key now, in their order. */
export async function describeKeys(keys: readonly KeptKey[], now: Date): Promise<DescribedKey[]> {
  const { openPgp, web } = await readKeptKeys(keys, now)
  return keys.map((kept) => {
    const own = openPgp.find((each) => each.kept === kept)
    if (own) return describeOpenPgp(kept, own.key)
    const bare = web.find((each) => each.kept === kept)
    return bare ? describePublicKey(kept, bare.key) : unreadable(kept)
  })
}

export function describeOpenPgp(kept: KeptKey, key: KeyringKey): DescribedKey {
  const known = knownKey(key.fingerprint)
  const part = keyPart(key)
  return {
    ...kept,
    ...part,
    ...(key.damage === '' ? {} : { state: 'unusable', stateReason: key.damage }),
    userIds: key.userIds,
    subkeys: key.subkeys.map(keyPart),
    knownAs: known ? `${known.vendor}, ${known.use}` : '',
    exported: armor(enums.armor.publicKey, fromBase64(kept.content) ?? new Uint8Array()),
  }
}

export function describePublicKey(kept: KeptKey, key: WebPublicKey): DescribedKey {
  const algorithm = key.type === 'ed25519' ? 'ed25519' : key.type
  return {
    ...kept,
    keyId: '',
    fingerprint: `SHA256:${key.spkiSha256}`,
    algorithm: algorithmWords({ algorithm, bits: key.bits, curve: key.curve || null }),
    created: '',
    expires: '',
    state: 'valid',
    stateReason: '',
    userIds: [],
    subkeys: [],
    knownAs: '',
    exported: pem(base64(key.spki)),
  }
}

function keyPart(facts: KeyFacts): KeyPart {
  return {
    keyId: facts.keyId,
    fingerprint: facts.fingerprint,
    algorithm: algorithmWords(facts),
    created: facts.created,
    expires: facts.expires ?? '',
    state: facts.state,
    stateReason: facts.stateReason,
  }
}

function unreadable(kept: KeptKey): DescribedKey {
  return {
    ...kept,
    keyId: '',
    fingerprint: kept.id.slice(kept.id.indexOf(':') + 1),
    algorithm: 'not known',
    created: '',
    expires: '',
    state: 'unusable',
    stateReason: 'What the browser kept of it cannot be read.',
    userIds: [],
    subkeys: [],
    knownAs: '',
    exported: '',
  }
}

function pem(content: string): string {
  const lines = content.match(/.{1,64}/g) ?? []
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`
}
