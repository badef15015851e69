import type { Image, ImageManifest } from '@/domain/kinds/image'
import { withImageMetadata } from '../registry/image-metadata'
import { assertConfig } from './config-types'
import { parseManifest } from './parse-manifest'
import { chooseEntry, type Platform } from './platform'
import { endpointOf, formatPullSpec, type PullSpec } from './pull-spec'
import type { RegistryClient, RegistryDocument } from './registry-client'
import { RegistryError } from './registry-error'

/** An image of a registry, with manifest and configuration in full. */
export interface FetchedImage {
  image: Image
  /** The images of a list that is kept as it is; else none. */
  entries: Image[]
}

export interface FetchOptions {
  /** Whether a list is kept as it is, rather than one of its images (S-44). */
  isOriginalPreserved: boolean
  platform?: Platform
  /** RFC 3339; a list has no time of its own. */
  now: string
}

/** Characters of an image as it is kept; about what a real cluster's storage takes. */
const LARGEST_OBJECT = 1_500_000

/** Far more than there are platforms: each entry is two requests. */
const MOST_ENTRIES = 64

/**
 * The image that a pull spec names, as the API keeps it (observed 47). A list in a list is read one deep, as the
 * real importer does. Throws RegistryError.
 */
export async function fetchImage(
  client: RegistryClient,
  spec: PullSpec,
  { isOriginalPreserved, platform, now }: FetchOptions,
): Promise<FetchedImage> {
  const { repository } = endpointOf(spec)
  const document = await client.manifest(repository, spec.digest || spec.tag || 'latest')
  const { kind } = parseManifest(document)
  if (kind !== 'list') return { image: await single(document), entries: [] }
  const list = listImage(document)
  const entries = list.dockerImageManifests ?? []
  if (!isOriginalPreserved) return { image: await chosen(entries), entries: [] }

  if (entries.length > MOST_ENTRIES) {
    throw new RegistryError('unusable', `manifest list has more than ${MOST_ENTRIES} entries`)
  }
  const children: Image[] = []
  for (const { digest } of entries) {
    const child = await client.manifest(repository, digest)
    const isList = parseManifest(child).kind === 'list'
    const image = isList
      ? await chosen(listImage(child).dockerImageManifests ?? [])
      : await single(child)
    children.push(image)
  }
  return { image: list, entries: children }

  async function chosen(among: readonly ImageManifest[]): Promise<Image> {
    const entry = chooseEntry(among, platform)
    if (!entry) throw new RegistryError('unusable', 'no manifests in manifest list')
    const child = await client.manifest(repository, entry.digest)
    if (parseManifest(child).kind === 'list') {
      throw new RegistryError('unusable', 'unsupported image manifest type: a list within a list')
    }
    return single(child)
  }

  async function single(manifest: RegistryDocument): Promise<Image> {
    const { kind, text, mediaType, configDigest } = parseManifest(manifest)
    if (kind === 'schema1') return named(manifest.digest, text, mediaType)
    const { bytes } = await client.configuration(repository, configDigest)
    const config = bytes.toString('utf8')
    assertConfig(config)
    return named(manifest.digest, text, mediaType, config)
  }

  function listImage(manifest: RegistryDocument): Image {
    const { text, mediaType } = parseManifest(manifest)
    const { dockerImageManifest: _text, ...image } = named(manifest.digest, text, mediaType)
    return image
  }

  function named(digest: string, text: string, mediaType: string, config?: string): Image {
    const image: Image = {
      metadata: { name: digest },
      dockerImageReference: formatPullSpec({ ...spec, tag: '', digest }),
      dockerImageManifest: text,
      dockerImageManifestMediaType: mediaType,
      ...(config === undefined ? {} : { dockerImageConfig: config }),
    }
    const filled = withImageMetadata(image, now)
    const { dockerImageManifest: _manifest, dockerImageConfig: _config, ...kept } = filled
    if (JSON.stringify(kept).length > LARGEST_OBJECT) {
      throw new RegistryError('unusable', 'etcdserver: request is too large')
    }
    return filled
  }
}
