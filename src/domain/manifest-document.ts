import type { Parsed } from './parsed'
import { refused } from './refused'
import { type Bytes, concat, fromBase64, sha256Digest, utf8Text } from './signatures/bytes'
import { asMembers } from './signatures/strict-json'
import { asCount, asObjects, asText, asTextMap, asTexts } from './untrusted'

/** One blob that a manifest names. */
export interface Descriptor {
  digest: string
  size: number
  mediaType: string
  /** Where else it is to be had; foreign layers have these. */
  urls: readonly string[]
  annotations: Record<string, string>
  artifactType: string
}

/** One manifest that an index or a manifest list names. */
export interface IndexEntry extends Descriptor {
  /** '' where the entry has no platform. */
  os: string
  architecture: string
  variant: string
  osVersion: string
  /** The entry of the same index that this one tells of, as attestations of BuildKit do; else ''. */
  attestationFor: string
}

/** A manifest of any kind that registries have. Absent texts are ''. */
export type ManifestDocument = {
  mediaType: string
  artifactType: string
  /** The digest of the manifest that this one is about; '' for most. */
  subject: string
  annotations: Record<string, string>
} & (
  | { type: 'manifest'; config: Descriptor | null; layers: Descriptor[]; totalLayerBytes: number }
  | { type: 'index'; entries: IndexEntry[] }
  | {
      type: 'schema1'
      name: string
      tag: string
      architecture: string
      /** From the newest to the oldest; empty layers are among them. */
      layers: string[]
      /** How many signatures the document carries. */
      signatures: number
    }
)

type Json = Record<string, unknown>

/**
 * Reads a manifest. The kind is told by its shape, for some OCI documents have no media type:
 * `manifests` is an index, `layers` a manifest, `fsLayers` Docker's first schema.
 */
export function parseManifestDocument(text: string): Parsed<ManifestDocument> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('The manifest is not JSON.')
  }
  const manifest = asMembers(json)
  if (!manifest) return refused('The manifest is not an object.')
  const common = {
    mediaType: asText(manifest.mediaType),
    artifactType: asText(manifest.artifactType),
    subject: asText(asMembers(manifest.subject)?.digest),
    annotations: asTextMap(manifest.annotations),
  }
  if (Array.isArray(manifest.manifests)) {
    const entries = asObjects(manifest.manifests as Json[]).map(indexEntry)
    return { ok: true, value: { ...common, type: 'index', entries } }
  }
  if (Array.isArray(manifest.fsLayers) || manifest.schemaVersion === 1) {
    const value: ManifestDocument = {
      ...common,
      type: 'schema1',
      name: asText(manifest.name),
      tag: asText(manifest.tag),
      architecture: asText(manifest.architecture),
      layers: asObjects(manifest.fsLayers as Json[]).map(({ blobSum }) => asText(blobSum)),
      signatures: asObjects(manifest.signatures as Json[]).length,
    }
    return { ok: true, value }
  }
  const config = asMembers(manifest.config)
  if (!Array.isArray(manifest.layers) && !config) return refused('This is no manifest.')
  const layers = asObjects(manifest.layers as Json[]).map(descriptor)
  const value: ManifestDocument = {
    ...common,
    type: 'manifest',
    config: config ? descriptor(config) : null,
    layers,
    totalLayerBytes: layers.reduce((sum, { size }) => sum + size, 0),
  }
  return { ok: true, value }
}

/**
 * The digest by which a registry knows the manifest with these bytes: of the bytes, but of a signed
 * one of Docker's first schema of what its signatures are about.
 */
export async function manifestDigest(bytes: Bytes): Promise<string> {
  return sha256Digest(signedPart(bytes) ?? bytes)
}

/**
 *     payload := the first formatLength bytes, then formatTail
 *
 * both as the first signature's protected header says (JWS, Docker schema 1).
 */
export function signedPart(bytes: Bytes): Bytes | undefined {
  const document = asMembers(json(bytes))
  if (!document || !Array.isArray(document.fsLayers)) return undefined
  const [signature] = asObjects(document.signatures as Json[])
  const header = asMembers(json(fromBase64Url(signature?.protected)))
  const tail = fromBase64Url(header?.formatTail)
  const length = header?.formatLength
  if (!tail || typeof length !== 'number' || !Number.isSafeInteger(length)) return undefined
  return length < 0 || length > bytes.length ? undefined : concat(bytes.subarray(0, length), tail)
}

function json(bytes: Bytes | undefined): unknown {
  try {
    return JSON.parse((bytes && utf8Text(bytes)) ?? '')
  } catch {
    return undefined
  }
}

function fromBase64Url(text: unknown): Bytes | undefined {
  if (typeof text !== 'string') return undefined
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='))
}

function descriptor(value: Json): Descriptor {
  return {
    digest: asText(value.digest),
    size: asCount(value.size),
    mediaType: asText(value.mediaType),
    urls: asTexts(value.urls),
    annotations: asTextMap(value.annotations),
    artifactType: asText(value.artifactType),
  }
}

function indexEntry(value: Json): IndexEntry {
  const platform = asMembers(value.platform)
  const entry = descriptor(value)
  const aboutDigest = entry.annotations['vnd.docker.reference.digest'] ?? ''
  return {
    ...entry,
    os: asText(platform?.os),
    architecture: asText(platform?.architecture),
    variant: asText(platform?.variant),
    osVersion: asText(platform?.['os.version']),
    attestationFor: aboutDigest,
  }
}
