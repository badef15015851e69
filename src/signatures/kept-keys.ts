import { armor, enums } from 'openpgp/lightweight'
import { base64, fromBase64, utf8Text } from '@/domain/signatures/bytes'
import type { DescribedKey, KeptKey, KeyPart } from '@/domain/signatures/kept-key'
import { algorithmWords } from '@/domain/signatures/key-text'
import { knownKey } from '@/domain/signatures/known-keys'
import { readSpki, type WebPublicKey } from '@/domain/signatures/public-key'
import { parseTrustedRoot, type TrustedRoot } from '@/domain/signatures/trusted-root'
import { type KeyFacts, type KeyringKey, readKeyring } from './open-pgp-keys'

/** The keys that a person keeps, read: with these signatures are verified. */
export interface ReadKeys {
  openPgp: { kept: KeptKey; key: KeyringKey }[]
  web: { kept: KeptKey; key: WebPublicKey }[]
  /** All that the person's trusted roots have, together; null for who keeps none. */
  root: TrustedRoot | null
}

/** Reads kept keys, judged at `now`; one that cannot be read any more is left out. */
export async function readKeptKeys(keys: readonly KeptKey[], now: Date): Promise<ReadKeys> {
  const read: ReadKeys = { openPgp: [], web: [], root: null }
  for (const kept of keys) {
    const bytes = fromBase64(kept.content)
    if (!bytes) continue
    if (kept.type === 'openpgp') {
      const [key] = (await readKeyring(bytes, now)).keys
      if (key) read.openPgp.push({ kept, key })
    } else if (kept.type === 'trusted-root') {
      const root = await parseTrustedRoot(utf8Text(bytes) ?? '')
      if (root.ok) read.root = joined(read.root, root.value)
    } else {
      const key = await readSpki(bytes)
      if (key.ok) read.web.push({ kept, key: key.value })
    }
  }
  return read
}

function joined(a: TrustedRoot | null, b: TrustedRoot): TrustedRoot {
  if (!a) return b
  return {
    logs: [...a.logs, ...b.logs],
    certificateLogs: [...a.certificateLogs, ...b.certificateLogs],
    certificateAuthorities: [...a.certificateAuthorities, ...b.certificateAuthorities],
    timestampAuthorities: [...a.timestampAuthorities, ...b.timestampAuthorities],
  }
}

/** What there is to say of each key now, in their order. */
export async function describeKeys(keys: readonly KeptKey[], now: Date): Promise<DescribedKey[]> {
  const { openPgp, web } = await readKeptKeys(keys, now)
  const described = keys.map(async (kept) => {
    if (kept.type === 'trusted-root') return describeTrustedRoot(kept)
    const own = openPgp.find((each) => each.kept === kept)
    if (own) return describeOpenPgp(kept, own.key)
    const bare = web.find((each) => each.kept === kept)
    return bare ? describePublicKey(kept, bare.key) : unreadable(kept)
  })
  return Promise.all(described)
}

export async function describeTrustedRoot(kept: KeptKey): Promise<DescribedKey> {
  const text = utf8Text(fromBase64(kept.content) ?? new Uint8Array()) ?? ''
  const root = await parseTrustedRoot(text)
  if (!root.ok) return unreadable(kept)
  const { logs, certificateAuthorities, timestampAuthorities } = root.value
  const counts = [
    counted(logs.length, 'log'),
    counted(certificateAuthorities.length, 'certificate authority', 'certificate authorities'),
    counted(timestampAuthorities.length, 'timestamp authority', 'timestamp authorities'),
  ]
  return {
    ...kept,
    keyId: '',
    fingerprint: `SHA256:${kept.id.slice(kept.id.indexOf(':') + 1)}`,
    algorithm: counts.join(', '),
    created: '',
    expires: '',
    state: 'valid',
    stateReason: '',
    userIds: [],
    subkeys: [],
    knownAs: '',
    exported: text,
  }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
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
