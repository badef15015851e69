import type { Image } from '@/domain/kinds/image'
import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import type { ResourceDefinition } from '../rest/resource-definition'
import { IMAGE_GROUP } from '../rest/status-error'
import type { Reader } from '../storage/store'
import { imageOf } from './held-image'
import { requireStream } from './stream-writes'

const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json'
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json'
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'

type Blobs = Map<string, ImageStreamLayers['blobs'][string]>

/** What the API writes of an image: lists that are empty are null here. */
interface BlobReferences {
  imageMissing: boolean
  layers: string[] | null
  config: string | null
  manifests?: string[]
}

/** All blobs of all images in the history of a stream, and of the platforms of those (S-45, observed 55). */
export const imageStreamLayers: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: 'imagestreams',
  subresource: 'layers',
  kind: 'ImageStreamLayers',
  singular: '',
  namespaced: true,
  verbs: ['get'],
  hasNoTable: true,
  get: (reader, { namespace }, name) => {
    const stream = requireStream(reader, namespace, name)
    const blobs: Blobs = new Map()
    const images = new Map<string, BlobReferences>()
    for (const { items } of stream.status.tags) {
      for (const { image } of items ?? []) {
        if (image !== '') addImage(reader, image, blobs, images)
      }
    }
    const { managedFields: _fields, ...metadata } = stream.metadata
    const layers = {
      metadata,
      blobs: Object.fromEntries(blobs),
      images: Object.fromEntries(images),
    }
    return layers as ImageStreamLayers
  },
}

/** Adds an image and what it consists of to both maps, in place. */
function addImage(
  reader: Reader,
  digest: string,
  blobs: Blobs,
  images: Map<string, BlobReferences>,
): void {
  const addBlob = (name: string, size: number | null, mediaType: string) => {
    if (!blobs.has(name)) blobs.set(name, { size, mediaType })
  }
  if (images.has(digest)) return
  const image = imageOf(reader, digest)
  if (!image) {
    images.set(digest, { imageMissing: true, layers: null, config: null })
    return
  }
  const layers = image.dockerImageLayers ?? []
  for (const { name, size, mediaType } of layers) addBlob(name, size, mediaType)
  const config = configOf(image)
  if (config) addBlob(config.digest, null, config.mediaType)
  addBlob(digest, null, image.dockerImageManifestMediaType ?? '')
  const manifests = (image.dockerImageManifests ?? []).map((entry) => entry.digest)
  images.set(digest, {
    imageMissing: false,
    layers: layers.length > 0 ? layers.map(({ name }) => name) : null,
    config: config?.digest ?? null,
    ...(manifests.length > 0 ? { manifests } : {}),
  })
  for (const child of manifests) addImage(reader, child, blobs, images)
}

/** Only the two manifests of single images have a configuration of their own. */
function configOf({
  dockerImageManifestMediaType,
  dockerImageMetadata,
}: Image): { digest: string; mediaType: string } | undefined {
  const digest = dockerImageMetadata?.Id
  if (!digest) return undefined
  if (dockerImageManifestMediaType === DOCKER_MANIFEST) return { digest, mediaType: DOCKER_CONFIG }
  if (dockerImageManifestMediaType === OCI_MANIFEST) return { digest, mediaType: OCI_CONFIG }
  return undefined
}
