import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestDigest } from '@/domain/manifest-document'
import { type AtomicSignature, readAtomicSignature } from '@/domain/signatures/atomic-signature'
import { type Bytes, isSameBytes, utf8Text } from '@/domain/signatures/bytes'
import { type CosignLayer, parseCosignFile } from '@/domain/signatures/cosign'
import { parsePublicKey, readSpki } from '@/domain/signatures/public-key'
import { parseSigstoreBundle } from '@/domain/signatures/sigstore-bundle'
import { parseTrustedRoot } from '@/domain/signatures/trusted-root'
import { isGood } from '@/domain/signatures/verdict'
import { verifyCosign } from '@/domain/signatures/verify-cosign'
import { verifySigstoreBundle } from '@/domain/signatures/verify-sigstore-bundle'
import { type KeyringKey, readKeyring } from '@/signatures/open-pgp-keys'
import { verifyAtomicSignature } from '@/signatures/verify-atomic-signature'
import { folderReader } from './folder-reader'
import type { Vector } from './vector'

const shared = process.env.TAGSTREAM_SHARED
const folder = shared ? join(shared, 'vectors') : ''
const isThere = folder !== '' && existsSync(join(folder, 'index.json'))
if (!isThere) console.log('skipped: vectors with a flipped bit, for TAGSTREAM_SHARED is not set')

const read = folderReader(folder)
const vectors = isThere
  ? (JSON.parse(utf8Text(read('index.json')) ?? '') as { vectors: Vector[] }).vectors
  : []
const now = new Date()

function good(kind: string): Vector[] {
  return vectors.filter(
    (vector) => vector.kind === kind && String(vector.expected.verdict).startsWith('valid'),
  )
}

function flipped(bytes: Bytes, bit: number): Bytes {
  const copy = bytes.slice()
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

/** Places spread over the bytes, ends included. */
function bitsOf(bytes: Bytes, count: number): number[] {
  const last = bytes.length * 8 - 1
  return Array.from({ length: count }, (_, index) => Math.round((index * last) / (count - 1)))
}

async function judgeAtomic(atomic: AtomicSignature, keys: readonly KeyringKey[], digest: string) {
  return (await verifyAtomicSignature(atomic, { keys, manifestDigest: digest, now })).verdict
}

describe.skipIf(!isThere)('a valid atomic signature', () => {
  const own = good('atomic-signature')

  it.each(own)(
    'is not valid with a bit of $file flipped, unless it says the same',
    async (vector) => {
      const blob = read(vector.file)
      const original = readAtomicSignature(blob)
      const keyring = await readKeyring(read(vector.keys?.[0] ?? ''), now)
      const digest = original.claims.claims?.manifestDigest ?? ''
      expect(isGood(await judgeAtomic(original, keyring.keys, digest))).toBe(true)
      for (const bit of bitsOf(blob, 160)) {
        const atomic = readAtomicSignature(flipped(blob, bit))
        if (!isGood(await judgeAtomic(atomic, keyring.keys, digest))) continue
        // The same signature of the same payload: the bit was in a file name, a date or a length.
        expect(isSameBytes(atomic.payload ?? blob, original.payload ?? blob)).toBe(true)
        expect(atomic.signature?.integers).toEqual(original.signature?.integers)
        expect(atomic.signature?.trailer).toEqual(original.signature?.trailer)
      }
    },
  )

  it.each(own)('is not valid with a bit of what $file signs flipped', async (vector) => {
    const atomic = readAtomicSignature(read(vector.file))
    const { signature, payload } = atomic
    const { keys } = await readKeyring(read(vector.keys?.[0] ?? ''), now)
    const digest = atomic.claims.claims?.manifestDigest ?? ''
    if (!signature || !payload) throw new Error('nothing to flip')
    for (const bit of bitsOf(payload, 24)) {
      const changed = { ...atomic, payload: flipped(payload, bit) }
      expect(isGood(await judgeAtomic(changed, keys, digest))).toBe(false)
    }
    const { body } = signature.packet
    const start = body.length - signature.integers.length
    for (const bit of bitsOf(signature.integers, 24)) {
      const changedBody = flipped(body, start * 8 + bit)
      const packet = { ...signature.packet, body: changedBody }
      const changed = { ...signature, packet, integers: changedBody.slice(start) }
      expect(isGood(await judgeAtomic({ ...atomic, signature: changed }, keys, digest))).toBe(false)
    }
    for (const place of [7, 20, 40, 70]) {
      const other =
        digest.slice(0, place) + (digest[place] === '0' ? '1' : '0') + digest.slice(place + 1)
      expect(await judgeAtomic(atomic, keys, other)).toBe('digest-mismatch')
    }
  })

  it.each(own)('is not valid by a key of $file with a bit flipped', async (vector) => {
    const atomic = readAtomicSignature(read(vector.file))
    const { keys } = await readKeyring(read(vector.keys?.[0] ?? ''), now)
    const digest = atomic.claims.claims?.manifestDigest ?? ''
    const whole = new Uint8Array(keys[0]?.key.write() ?? [])
    for (const bit of bitsOf(whole, 120)) {
      const changed = await readKeyring(flipped(whole, bit), now)
      expect([bit, isGood(await judgeAtomic(atomic, changed.keys, digest))]).toEqual([bit, false])
    }
  })
})

describe.skipIf(!isThere)('a valid cosign signature', () => {
  const own = good('cosign-sigstore-json').filter(({ keys }) => keys?.length)

  it.each(own)(
    'is not valid with a bit of $file, its key or its digest flipped',
    async (vector) => {
      const file = parseCosignFile(read(vector.file))
      const key = await parsePublicKey(utf8Text(read(vector.keys?.[0] ?? '')) ?? '')
      if (!file.ok || !key.ok) throw new Error('nothing to flip')
      const { layer, payload } = file.value
      const digest = vector.manifest ? await manifestDigest(read(vector.manifest)) : ''
      const asked = { keys: [key.value], manifestDigest: digest, root: null, identity: null }
      const judge = async (changed: CosignLayer, bytes: Bytes, question = asked) =>
        (await verifyCosign(changed, bytes, question)).verdict
      expect(await judge(layer, payload)).toBe('valid')
      for (let bit = 0; bit < payload.length * 8; bit += 1) {
        expect(await judge(layer, flipped(payload, bit))).not.toBe('valid')
      }
      const name = 'dev.cosignproject.cosign/signature'
      const text = layer.annotations[name] ?? ''
      for (let at = 0; at < text.length; at += 1) {
        for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
          const character = String.fromCharCode(text.charCodeAt(at) ^ bit)
          const changed = text.slice(0, at) + character + text.slice(at + 1)
          const annotations = { ...layer.annotations, [name]: changed }
          expect(await judge({ ...layer, annotations }, payload)).not.toBe('valid')
        }
      }
      for (let bit = 0; bit < key.value.spki.length * 8; bit += 1) {
        const other = await readSpki(flipped(key.value.spki, bit))
        const keys = other.ok ? [other.value] : []
        expect(await judge(layer, payload, { ...asked, keys })).not.toBe('valid')
      }
      const other = `${digest.slice(0, -1)}${digest.endsWith('0') ? '1' : '0'}`
      expect(await judge(layer, payload, { ...asked, manifestDigest: other })).toBe(
        'digest-mismatch',
      )
    },
  )
})

describe.skipIf(!isThere)('a valid bundle', () => {
  const own = good('sigstore-bundle')

  it.each(own)('is not valid with a bit of what $file holds flipped', async (vector) => {
    const text = utf8Text(read(vector.file)) ?? ''
    const root = await parseTrustedRoot(utf8Text(read(vector.trustedRoot ?? '')) ?? '')
    const key = vector.keys?.[0] ? await parsePublicKey(utf8Text(read(vector.keys[0])) ?? '') : null
    if (!root.ok) throw new Error(root.problem)
    const artifact = vector.artifact ? read(vector.artifact) : null
    const question = {
      keys: key?.ok ? [key.value] : [],
      root: root.value,
      identity: vector.identity ?? null,
      artifact,
      artifactDigest: '',
    }
    const judge = async (changed: string, asked = question) => {
      const bundle = await parseSigstoreBundle(changed)
      return bundle.ok ? (await verifySigstoreBundle(bundle.value, asked)).verdict : 'invalid'
    }
    expect(await judge(text)).toBe('valid')
    // Every base64 text of the bundle: signature, payload, certificate, log entry, proof, timestamp.
    const secrets =
      /"(sig|signature|payload|canonicalizedBody|signedEntryTimestamp|signedTimestamp|digest)": ?"([^"]{20,})"/g
    for (const match of text.matchAll(secrets)) {
      const start = match.index + match[0].length - 1 - (match[2]?.length ?? 0)
      for (const part of [0.02, 0.3, 0.6, 0.9]) {
        const at = start + Math.floor((match[2]?.length ?? 0) * part)
        const character = text[at] === 'A' ? 'B' : 'A'
        const changed = text.slice(0, at) + character + text.slice(at + 1)
        expect([match[1], part, await judge(changed)]).not.toContain('valid')
      }
    }
    if (artifact) {
      expect(await judge(text, { ...question, artifact: flipped(artifact, 3) })).not.toBe('valid')
    }
  })

  it.each(own)('is not valid without anybody to trust: $file', async (vector) => {
    const bundle = await parseSigstoreBundle(utf8Text(read(vector.file)) ?? '')
    const key = vector.keys?.[0] ? await parsePublicKey(utf8Text(read(vector.keys[0])) ?? '') : null
    if (!bundle.ok) throw new Error(bundle.problem)
    const { verdict } = await verifySigstoreBundle(bundle.value, {
      keys: key?.ok ? [key.value] : [],
      root: null,
      identity: null,
      artifact: vector.artifact ? read(vector.artifact) : null,
      artifactDigest: '',
    })
    expect(verdict).toBe('cannot-tell')
  })
})
