import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, fromBase64, sha256Digest, utf8, utf8Text } from '@/domain/signatures/bytes'
import { dsseEnvelope, isCosignFile, parseCosignFile } from '@/domain/signatures/cosign'
import { readStatement } from '@/domain/signatures/dsse'
import { conclude, type Examination } from '@/domain/signatures/examination'
import {
  bundleMediaType,
  parseSigstoreBundle,
  type SigstoreBundle,
} from '@/domain/signatures/sigstore-bundle'
import { asMembers } from '@/domain/signatures/strict-json'
import type { Check } from '@/domain/signatures/verdict'
import { verifySigstoreBundle } from '@/domain/signatures/verify-sigstore-bundle'
import { examineAtomic, type SignedImage } from './examine-atomic'
import {
  byCertificate,
  certificateFacts,
  entryFacts,
  examineCosign,
  statementFacts,
} from './examine-cosign'
import type { ReadKeys } from './kept-keys'

export interface GivenFile {
  bytes: Bytes
  /** The exact text of the image's manifest, for bundles that sign it; '' where it is not to be had. */
  manifest: string
}

/**
 * A file that a person has of a signature, checked against an image: a Sigstore bundle, an envelope,
 * a signature of cosign as a lookaside store keeps it, or an atomic one. What is none is refused.
 */
export async function examineGiven(
  { bytes, manifest }: GivenFile,
  image: SignedImage,
  keys: ReadKeys,
  now: Date,
): Promise<Parsed<Examination>> {
  if (bytes.length === 0) return refused('There is nothing in it.')
  if (isCosignFile(bytes)) {
    const file = parseCosignFile(bytes)
    if (!file.ok) return file
    return { ok: true, value: await examineCosign(file.value, image, keys) }
  }
  const text = utf8Text(bytes)
  if (text === undefined) return { ok: true, value: await examineAtomic(bytes, image, keys, now) }
  const binary = fromBase64(text, { hasLines: true })
  if (binary && binary.length > 0) {
    return { ok: true, value: await examineAtomic(binary, image, keys, now) }
  }
  return examineJson(text, { bytes, manifest }, image, keys)
}

async function examineJson(
  text: string,
  { bytes, manifest }: GivenFile,
  image: SignedImage,
  keys: ReadKeys,
): Promise<Parsed<Examination>> {
  let json: Record<string, unknown> | undefined
  try {
    json = asMembers(JSON.parse(text))
  } catch {
    return refused('This is no signature that can be read: neither OpenPGP, nor base64, nor JSON.')
  }
  if (bundleMediaType(text).startsWith('application/vnd.dev.sigstore.bundle')) {
    const bundle = await parseSigstoreBundle(text)
    if (!bundle.ok) return bundle
    return { ok: true, value: await examineBundle(bundle.value, { bytes, manifest }, image, keys) }
  }
  if (json && 'payloadType' in json && 'signatures' in json) {
    const layer = {
      mediaType: dsseEnvelope,
      payloadDigest: await sha256Digest(bytes),
      annotations: {},
    }
    return { ok: true, value: await examineCosign({ layer, payload: bytes }, image, keys) }
  }
  if (json && 'critical' in json) {
    return refused('This is a payload of cosign without a signature: it proves nothing by itself.')
  }
  return refused('This JSON is neither a Sigstore bundle nor an envelope nor a payload of cosign.')
}

const byNone = 'None of your keys made it: it may be by another key, or the signature is damaged.'

const notOfManifest =
  'It is not a signature of this image’s manifest by the key of its certificate.'

async function examineBundle(
  bundle: SigstoreBundle,
  { manifest }: GivenFile,
  image: SignedImage,
  keys: ReadKeys,
): Promise<Examination> {
  const found = await verifySigstoreBundle(bundle, {
    keys: keys.web.map(({ key }) => key),
    root: keys.root,
    identity: null,
    artifact: manifest === '' ? null : utf8(manifest),
    artifactDigest: image.digest,
  })
  const { signer } = bundle
  const own = keys.web.find(({ key }) => key === found.signer)?.kept.name ?? ''
  // A bundle names its key by a hint of the signer's own: of all keys none may be the right one.
  const isByNone = signer.type === 'public-key' && found.verdict === 'bad-signature'
  const checks = found.checks.flatMap((check): Check[] => {
    if (isByNone) return [{ ...check, outcome: 'not-checked', detail: byNone }]
    if (check.name === 'Signature' && check.outcome === 'failed') {
      return [{ ...check, detail: notOfManifest }]
    }
    if (check.name !== 'Signature' || check.outcome !== 'passed') return [check]
    return signer.type === 'public-key'
      ? [{ ...check, detail: `The signature is good, for your key ${own}.` }]
      : byCertificate(check, signer.certificate, found.checks)
  })
  const statement =
    bundle.content.type === 'dsse' ? readStatement(bundle.content.envelope) : undefined
  const payload = bundle.content.type === 'dsse' ? bundle.content.envelope.payload : undefined
  const judged = isByNone
    ? { verdict: 'unknown-key' as const, reason: byNone }
    : {
        verdict: found.verdict,
        reason: found.verdict === 'bad-signature' ? notOfManifest : found.reason,
      }
  return {
    ...conclude(judged, checks),
    verdict: judged.verdict,
    kind: `Sigstore bundle ${bundle.version}`,
    signer: own,
    signedAt: '',
    keyId: '',
    checks,
    facts: [
      { term: 'Media type', value: bundle.mediaType },
      ...(bundle.signer.type === 'public-key'
        ? [{ term: 'Key hint', value: bundle.signer.hint || 'none' }]
        : certificateFacts(bundle.signer.certificate)),
      ...bundle.entries.flatMap(entryFacts),
      { term: 'Timestamps', value: String(bundle.timestamps.length) },
    ],
    claims: statement?.ok ? statementFacts(statement.value) : [],
    warnings: [],
    payload: (payload && utf8Text(payload)) ?? '',
  }
}
