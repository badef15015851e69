import { type PublicKey, readKey } from 'openpgp/lightweight'
import { parseAllDocuments } from 'yaml'
import {
  type Bytes,
  base64,
  fromBase64,
  hash,
  hex,
  utf8,
  utf8Text,
} from '@/domain/signatures/bytes'
import type { DescribedKey, FoundKeys, KeptKey } from '@/domain/signatures/kept-key'
import { readPem } from '@/domain/signatures/pem'
import { readSpki } from '@/domain/signatures/public-key'
import { readImagePolicy, readReleaseKeys } from '@/domain/signatures/release-keys'
import { asMembers } from '@/domain/signatures/strict-json'
import { parseTrustedRoot } from '@/domain/signatures/trusted-root'
import { asObjects, asText } from '@/domain/untrusted'
import { describeOpenPgp, describePublicKey, describeTrustedRoot } from './kept-keys'
import { damageOf } from './key-damage'
import { type KeyringKey, keyRules, readKeyring } from './open-pgp-keys'

/** Where keys are looked for: a text or a file, and what it is called. */
export interface KeySource {
  bytes: Bytes
  /** A file's name, or `pasted`. */
  source: string
  /** What the browser keeps already: a key that is found again is joined with what is kept of it. */
  kept: readonly KeptKey[]
  now: Date
}

const nothing =
  'There is no public key in it. OpenPGP keys, public keys in PEM, ConfigMaps and ClusterImagePolicies with keys, and Sigstore’s trusted root are understood.'

/**
 * All public keys of what a person pasted or dropped: armored or binary OpenPGP, PEM, DER, and the
 * objects by which a cluster ships its keys. Never throws for what is in it.
 */
export async function findKeys({ bytes, source, kept, now }: KeySource): Promise<FoundKeys> {
  const found: FoundKeys = { keys: [], problems: [] }
  const text = utf8Text(bytes)
  if (bytes.length === 0 || text?.trim() === '') {
    return { keys: [], problems: ['Paste a key, or choose its file.'] }
  }
  const add = async (part: Bytes, from: string, name = '') => {
    await addOpenPgp(found, part, { source: from, kept, now, name })
  }
  if (text === undefined) {
    if (bytes[0] === 0x30) await addSpki(found, bytes, { source, now, name: '' })
    else await add(bytes, source)
  } else if (text.includes('application/vnd.dev.sigstore.trustedroot')) {
    await addTrustedRoot(found, bytes, { source, now, name: '' })
  } else if (/^\s*(\{|(apiVersion|kind|data|metadata):)/m.test(text)) {
    for (const part of keysOfObjects(text)) {
      const from = part.from === '' ? source : `${part.from}, ${source}`
      if (part.text.includes('-----BEGIN PGP ')) await add(utf8(part.text), from)
      await addPem(found, part.text, { source: from, now, name: part.name })
    }
  } else {
    if (text.includes('-----BEGIN PGP ')) await add(bytes, source)
    await addPem(found, text, { source, now, name: '' })
    const isBare = !text.includes('-----BEGIN ')
    const decoded = isBare ? fromBase64(text, { hasLines: true }) : undefined
    if (decoded?.[0] === 0x30) await addSpki(found, decoded, { source, now, name: '' })
    else if (decoded && ((decoded[0] ?? 0) & 0x80) !== 0) await add(decoded, source)
  }
  if (/^(ssh-|ecdsa-sha2-)/m.test(text ?? '')) {
    found.problems.push('A key of SSH signs no images.')
  }
  if (found.keys.length === 0 && found.problems.length === 0) found.problems.push(nothing)
  return { keys: onceEach(found.keys), problems: [...new Set(found.problems)] }
}

interface Origin {
  source: string
  now: Date
  name: string
}

async function addOpenPgp(
  found: FoundKeys,
  bytes: Bytes,
  { source, kept, now, name }: Origin & { kept: readonly KeptKey[] },
): Promise<void> {
  const keyring = await readKeyring(bytes, now)
  found.problems.push(...keyring.problems)
  for (const key of keyring.keys) {
    if (key.damage !== '') {
      found.problems.push(`The key ${key.keyId} is damaged, and is not taken. ${key.damage}`)
      continue
    }
    const id = `openpgp:${key.fingerprint}`
    const joined = await joinedWith(
      key,
      kept.find((each) => each.id === id),
      now,
    )
    found.keys.push(
      describeOpenPgp(
        {
          id,
          type: 'openpgp',
          name: name || (key.userIds[0] ?? key.keyId),
          content: base64(new Uint8Array(joined.key.write())),
          added: now.toISOString(),
          source,
        },
        joined,
      ),
    )
  }
}

/** The key with all that is known of it: an older copy must not undo a revocation or a new expiry. */
async function joinedWith(
  key: KeyringKey,
  kept: KeptKey | undefined,
  now: Date,
): Promise<KeyringKey> {
  const binaryKey = kept && fromBase64(kept.content)
  if (!binaryKey) return key
  const known: PublicKey = await readKey({ binaryKey, config: keyRules })
  const joined = await known.update(key.key, now, keyRules)
  const bytes = new Uint8Array(joined.write())
  const [read] = (await readKeyring(bytes, now)).keys
  if (!read || (await damageOf(joined, bytes, keyRules)) !== '') return key
  return read
}

async function addPem(found: FoundKeys, text: string, origin: Origin): Promise<void> {
  for (const { label, bytes } of readPem(text)) {
    if (label.startsWith('PGP ')) continue
    if (label === 'PUBLIC KEY') await addSpki(found, bytes, origin)
    else found.problems.push(otherBlock(label))
  }
  if (/-----BEGIN PUBLIC KEY-----/.test(text) && readPem(text).length === 0) {
    found.problems.push('The block PUBLIC KEY is cut short, or is not base64.')
  }
}

function otherBlock(label: string): string {
  if (label.includes('PRIVATE KEY')) {
    return 'There is a private key in it. It is not taken: keep it to yourself, and give the public half.'
  }
  if (label === 'CERTIFICATE') {
    return 'A certificate is not taken as a key. Its key alone is: openssl x509 -pubkey -noout.'
  }
  return `A block ${label} is no public key that signs images.`
}

async function addSpki(found: FoundKeys, spki: Bytes, origin: Origin): Promise<void> {
  const key = await readSpki(spki)
  if (!key.ok) {
    found.problems.push(key.problem)
    return
  }
  found.keys.push(
    describePublicKey(
      {
        id: `public-key:${key.value.spkiSha256}`,
        type: 'public-key',
        name: origin.name || `Public key ${key.value.spkiSha256.slice(0, 8)}`,
        content: base64(spki),
        added: origin.now.toISOString(),
        source: origin.source,
      },
      key.value,
    ),
  )
}

async function addTrustedRoot(found: FoundKeys, bytes: Bytes, origin: Origin): Promise<void> {
  const root = await parseTrustedRoot(utf8Text(bytes) ?? '')
  if (!root.ok) {
    found.problems.push(root.problem)
    return
  }
  const { logs, certificateAuthorities, timestampAuthorities } = root.value
  if (logs.length + certificateAuthorities.length + timestampAuthorities.length === 0) {
    found.problems.push('The trusted root names nobody who can be used here.')
    return
  }
  found.keys.push(
    await describeTrustedRoot({
      id: `trusted-root:${hex(await hash('SHA-256', bytes))}`,
      type: 'trusted-root',
      name: 'Trusted root of Sigstore',
      content: base64(bytes),
      added: origin.now.toISOString(),
      source: origin.source,
    }),
  )
}

interface ObjectPart {
  from: string
  name: string
  text: string
}

/** The texts with keys in ConfigMaps and policies, one or many, in YAML or JSON. */
function keysOfObjects(text: string): ObjectPart[] {
  const objects = parseAllDocuments(text, { uniqueKeys: false }).flatMap((document) => {
    const object = document.errors.length > 0 ? undefined : asMembers(document.toJS())
    const items = asObjects(object?.items as Record<string, unknown>[] | undefined)
    return object ? [object, ...items] : []
  })
  const parts = objects.flatMap((object): ObjectPart[] => {
    const name = asText(asMembers(object.metadata)?.name)
    const kind = asText(object.kind) || 'object'
    const policy = readImagePolicy(object)
    return [
      ...readReleaseKeys(object).keyrings.map((keyring) => ({
        from: `${kind} ${name}`.trim(),
        name: '',
        text: keyring,
      })),
      ...(policy.publicKey
        ? [{ from: `${kind} ${name}`.trim(), name, text: policy.publicKey }]
        : []),
      ...pemOf(object).map((pem) => ({ from: `${kind} ${name}`.trim(), name, text: pem })),
    ]
  })
  // What could not be read as an object may still be a text with keys in it.
  return parts.length > 0 ? parts : [{ from: '', name: '', text }]
}

/** Public keys in the data of a ConfigMap, as `cosign.pub` is kept. */
function pemOf(object: Record<string, unknown>): string[] {
  const data = asMembers(object.data) ?? {}
  return Object.values(data)
    .map(asText)
    .filter((value) => value.includes('-----BEGIN PUBLIC KEY-----'))
}

function onceEach(keys: readonly DescribedKey[]): DescribedKey[] {
  return [...new Map(keys.map((key) => [key.id, key])).values()]
}
