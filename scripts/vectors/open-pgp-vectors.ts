import { parse } from 'yaml'
import { manifestDigest } from '@/domain/manifest-document'
import { readAtomicSignature } from '@/domain/signatures/atomic-signature'
import { concat, sha256Digest, utf8, utf8Text } from '@/domain/signatures/bytes'
import { hashAlgorithmName } from '@/domain/signatures/open-pgp-signature'
import { readReleaseKeys } from '@/domain/signatures/release-keys'
import { type KeyFacts, readKeyring } from '@/signatures/open-pgp-keys'
import { verifyAtomicSignature } from '@/signatures/verify-atomic-signature'
import type { ReadFile, Vector } from './vector'

/** What we find in an atomic container signature, in the members of `expected`. */
export async function atomicSignature(vector: Vector, read: ReadFile, now: Date): Promise<object> {
  const blob = read(vector.file)
  const atomic = readAtomicSignature(blob)
  const files = (vector.keys ?? []).map(read)
  const keys = (await Promise.all(files.map((file) => readKeyring(file, now)))).flatMap(
    (keyring) => keyring.keys,
  )
  const digest = vector.manifest ? await manifestDigest(read(vector.manifest)) : ''
  const judged = await verifyAtomicSignature(atomic, { keys, manifestDigest: digest, now })
  const { signature } = atomic
  const { claims, problems } = atomic.claims
  return {
    sha256: (await sha256Digest(blob)).slice(7),
    size: blob.length,
    packets: atomic.packets,
    signature: signature && {
      version: signature.version,
      hash: hashAlgorithmName(signature.hashAlgorithm),
      keyID: signature.keyId,
      issuerFingerprint: signature.issuerFingerprint || null,
      created: new Date((signature.created ?? 0) * 1000).toISOString(),
      expiresAfterSeconds: signature.expiresAfter,
    },
    literalFilename: atomic.literalFilename,
    claims: claims && {
      type: claims.type,
      'docker-reference': claims.dockerReference,
      'docker-manifest-digest': claims.manifestDigest,
      optional: claims.optional,
    },
    hasClaimsProblems: problems.length > 0,
    cryptography: judged.cryptography,
    primaryFingerprint: judged.primaryFingerprint,
    signingFingerprint: judged.signingFingerprint,
    manifestDigest: digest,
    digestMatches: digest !== '' && claims?.manifestDigest === digest,
    verdict: judged.verdict,
    reason: judged.reason,
  }
}

/** What we find in a file of OpenPGP keys. */
export async function openPgpKeyring(vector: Vector, read: ReadFile, now: Date): Promise<object> {
  const keyring = await readKeyring(read(vector.file), now)
  return {
    form: keyring.form,
    armorBlocks: keyring.blocks,
    keys: keyring.keys.map((key) => ({
      ...facts(key),
      userIDs: key.userIds,
      subkeys: key.subkeys.map(facts),
    })),
    verdict: keyring.keys.length > 0 ? 'readable' : 'unreadable',
  }
}

function facts(key: KeyFacts) {
  const { keyId, fingerprint, version, algorithm, bits, curve, created, expires, state } = key
  return { keyID: keyId, fingerprint, version, algorithm, bits, curve, created, expires, state }
}

/** What we find in a ConfigMap with release keys. */
export async function releaseKeys(vector: Vector, read: ReadFile, now: Date): Promise<object> {
  const { dataKeys, stores, keyrings } = readReleaseKeys(
    parse(utf8Text(read(vector.file)) ?? '', { uniqueKeys: false }),
  )
  const keyring = await readKeyring(concat(...keyrings.map((text) => utf8(`${text}\n`))), now)
  return { dataKeys, stores, fingerprints: keyring.keys.map(({ fingerprint }) => fingerprint) }
}
