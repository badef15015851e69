import { isManifestList, parseImageConfig } from './image-config'
import type { Image } from './kinds/image'
import { type IndexEntry, parseManifestDocument } from './manifest-document'
import { predicateWords } from './media-type'
import { asObjects, asText } from './untrusted'

/** One entry of a manifest list or an index, from all that is known of it. Absent texts are ''. */
export interface ManifestEntry {
  digest: string
  mediaType: string
  artifactType: string
  kind: 'platform' | 'attestation' | 'index' | 'artifact'
  os: string
  architecture: string
  variant: string
  osVersion: string
  /** Bytes of the manifest itself; null where they are not told. */
  manifestSize: number | null
  annotations: Readonly<Record<string, string>>
  /** What it attests, in words; for an attestation whose manifest is at hand. */
  attests: readonly string[]
  /** Bytes of configuration and layers; null where they are not known. */
  size: number | null
  layers: number | null
}

/** A platform with the attestations that are about it. */
export interface PlatformEntry extends ManifestEntry {
  attestations: ManifestEntry[]
}

export interface ListedEntries {
  platforms: PlatformEntry[]
  /** Attestations of which nobody knows what they are about. */
  unmatched: ManifestEntry[]
  /** How attestations were matched: as the document says, or by their place in it. */
  matchedBy: 'annotation' | 'place' | 'nothing'
}

/**
 * The entries of a list, attestations with the platform that they attest. The list's own text says
 * most (os.version, annotations, artifactType), but the API seldom has it (S-41): then its summary has
 * to do (S-46), and the images themselves where they were looked at.
 *
 * BuildKit lists attestations behind the platforms, one each and in the same order: where no
 * annotation tells them apart, and there are as many, that order is taken for it.
 */
export function listedEntries(
  list: Image,
  documentText: string,
  children: readonly Image[],
): ListedEntries {
  const byDigest = new Map(children.map((image) => [asText(image.metadata?.name), image]))
  const document = documentText === '' ? undefined : parseManifestDocument(documentText)
  const written = document?.ok && document.value.type === 'index' ? document.value.entries : null
  const entries: (ManifestEntry & { attestationFor: string })[] = written
    ? written.map((entry) => ({
        ...fromDocument(entry, byDigest.get(entry.digest)),
        attestationFor: entry.attestationFor,
      }))
    : asObjects(list.dockerImageManifests).map((entry) => ({
        ...fromSummary(entry, byDigest.get(asText(entry.digest))),
        attestationFor: '',
      }))

  const platforms = entries
    .filter(({ kind }) => kind !== 'attestation')
    .map((entry): PlatformEntry => ({ ...entry, attestations: [] }))
  const attestations = entries.filter(({ kind }) => kind === 'attestation')
  const isTold = attestations.some(({ attestationFor }) => attestationFor !== '')
  const isInOrder = !isTold && attestations.length === platforms.length
  const unmatched = attestations.filter((attestation, index) => {
    const about = isInOrder
      ? platforms[index]
      : platforms.find(({ digest }) => digest === attestation.attestationFor)
    about?.attestations.push(attestation)
    return !about
  })
  const isMatched = unmatched.length < attestations.length
  return {
    platforms,
    unmatched,
    matchedBy: !isMatched ? 'nothing' : isTold ? 'annotation' : 'place',
  }
}

function fromDocument(entry: IndexEntry, image: Image | undefined): ManifestEntry {
  return withImage(
    {
      ...entry,
      kind: kindOf(entry),
      manifestSize: entry.size > 0 ? entry.size : null,
      attests: [],
      size: null,
      layers: null,
    },
    image,
  )
}

function fromSummary(
  entry: NonNullable<Image['dockerImageManifests']>[number],
  image: Image | undefined,
): ManifestEntry {
  const told = {
    digest: asText(entry.digest),
    mediaType: asText(entry.mediaType),
    artifactType: '',
    os: asText(entry.os),
    architecture: asText(entry.architecture),
    variant: asText(entry.variant),
    osVersion: '',
    annotations: {},
    attestationFor: '',
  }
  const size = Number(entry.manifestSize)
  const manifestSize = Number.isFinite(size) && size > 0 ? size : null
  return withImage(
    { ...told, kind: kindOf(told), manifestSize, attests: [], size: null, layers: null },
    image,
  )
}

function kindOf(
  entry: Pick<
    IndexEntry,
    'mediaType' | 'os' | 'architecture' | 'attestationFor' | 'artifactType' | 'annotations'
  >,
): ManifestEntry['kind'] {
  if (/\b(?:list|index)\b/.test(entry.mediaType)) return 'index'
  const isAttestation =
    entry.attestationFor !== '' ||
    entry.annotations['vnd.docker.reference.type'] === 'attestation-manifest' ||
    (entry.os === 'unknown' && entry.architecture === 'unknown')
  if (isAttestation) return 'attestation'
  return entry.artifactType !== '' && entry.os === '' ? 'artifact' : 'platform'
}

/** What the image itself tells besides: its size, its layers, its os.version, what it attests. */
function withImage(entry: ManifestEntry, image: Image | undefined): ManifestEntry {
  if (!image || isManifestList(image)) return entry
  const layers = asObjects(image.dockerImageLayers)
  const bytes = layers.reduce((sum, layer) => sum + Number(layer.size), 0)
  const config = parseImageConfig(asText(image.dockerImageConfig))
  const told = { ...entry, size: Number.isFinite(bytes) ? bytes : null, layers: layers.length }
  if (entry.kind === 'attestation') return { ...told, attests: predicatesOf(image) }
  return { ...told, osVersion: entry.osVersion || (config.ok ? config.value.osVersion : '') }
}

/** The predicate types that BuildKit writes beside each statement of an attestation's manifest. */
export function predicatesOf(image: Image): string[] {
  const document = parseManifestDocument(asText(image.dockerImageManifest))
  if (!document.ok || document.value.type !== 'manifest') return []
  return document.value.layers
    .map(({ annotations }) => annotations['in-toto.io/predicate-type'] ?? '')
    .filter(Boolean)
    .map(predicateWords)
}
