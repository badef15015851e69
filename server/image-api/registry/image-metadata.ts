import type {
  DockerConfig,
  DockerImageMetadata,
  Image,
  ImageLayer,
  ImageManifest,
} from '@/domain/kinds/image'
import { asCount, asObjects, asText, isObject } from '@/domain/untrusted'

const LAYERS_ORDER = 'image.openshift.io/dockerLayersOrder'
const BLOB_STORED = 'image.openshift.io/manifestBlobStored'
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'
const SCHEMA_1_MANIFEST = 'application/vnd.docker.distribution.manifest.v1+json'
const SCHEMA_1_LAYER = 'application/vnd.docker.container.image.rootfs.diff+x-gtar'

/** What an image without metadata shows (observed 5). */
export const EMPTY_METADATA: DockerImageMetadata = {
  kind: 'DockerImage',
  apiVersion: 'image.openshift.io/1.0',
  Id: '',
  Created: null,
  ContainerConfig: {},
}

/**
 * The image with what its manifest and configuration say: layers, metadata, for lists the entries. What is filled
 * already stays, and what cannot be read is left out: a push is not refused for it.
 *
 * `created` is the time of an image list, which has none of its own (observed 47).
 */
export function withImageMetadata(image: Image, created: string | null = null): Image {
  const manifest = parsed(image.dockerImageManifest)
  if (!manifest) return image
  const { dockerImageLayers, dockerImageMetadata, dockerImageManifestMediaType } = image
  const isFilled =
    !!dockerImageLayers?.length && !!dockerImageMetadata?.Size && !!dockerImageManifestMediaType
  if (isFilled) return withLayersOrder(image)
  if (Array.isArray(manifest.manifests)) return withEntries(image, manifest, created)
  if (manifest.schemaVersion === 1) return withSchema1(image, manifest)
  return manifest.schemaVersion === 2 ? withConfig(image, manifest) : image
}

/** The image without the manifest and configuration that its registry keeps, where it says so (S-41). */
export function withoutStoredBlobs(image: Image): Image {
  if (image.metadata.annotations?.[BLOB_STORED] !== 'true') return image
  return withoutManifest(image)
}

/** As tags and stream images show it: without the texts of manifest and configuration (observed 4). */
export function withoutManifest(image: Image): Image {
  const { dockerImageManifest: _manifest, dockerImageConfig: _config, ...rest } = image
  return rest
}

/** With the members that an image always shows, and without those that have nothing to say. */
export function presentedImage(image: Image): Image {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = image
  const entries = Object.entries(rest).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return {
    ...(Object.fromEntries(entries) as unknown as Image),
    dockerImageMetadata: { ...EMPTY_METADATA, ...image.dockerImageMetadata },
    dockerImageMetadataVersion: image.dockerImageMetadataVersion || '1.0',
  }
}

type Json = Record<string, unknown>

function withConfig(image: Image, manifest: Json): Image {
  const layers = image.dockerImageLayers?.length
    ? image.dockerImageLayers
    : asObjects(manifest.layers as Json[]).map((layer) => layerOf(layer))
  const mediaType =
    asText(manifest.mediaType) || image.dockerImageManifestMediaType || DOCKER_MANIFEST
  const filled = withLayersOrder({
    ...image,
    dockerImageLayers: layers,
    dockerImageManifestMediaType: mediaType,
  })
  const config = parsed(image.dockerImageConfig)
  if (!config) return filled
  const configDigest = isObject(manifest.config) ? asText((manifest.config as Json).digest) : ''
  const size = Buffer.byteLength(image.dockerImageConfig ?? '')
  return {
    ...filled,
    dockerImageMetadata: {
      ...metadataOf(config),
      Id: configDigest,
      Size: size + sizeOfLayers(layers, configDigest),
    },
    dockerImageMetadataVersion: '1.0',
  }
}

/** Docker's first manifest: layers from the newest to the base, metadata in the newest history entry. */
function withSchema1(image: Image, manifest: Json): Image {
  const history = asObjects(manifest.history as Json[]).map(
    ({ v1Compatibility }) => parsed(asText(v1Compatibility)) ?? {},
  )
  const blobs = asObjects(manifest.fsLayers as Json[])
  const [newest] = history
  if (!newest || history.length !== blobs.length) return image
  const layers = blobs
    .map(({ blobSum }, index) => ({
      name: asText(blobSum),
      size: asCount(history[index]?.Size),
      mediaType: SCHEMA_1_LAYER,
    }))
    .reverse()
  return withLayersOrder({
    ...image,
    dockerImageLayers: layers,
    dockerImageManifestMediaType: SCHEMA_1_MANIFEST,
    dockerImageMetadata: {
      ...metadataOf(newest),
      Id: asText(newest.id),
      Size: sizeOfLayers(layers, ''),
    },
    dockerImageMetadataVersion: '1.0',
  })
}

function withEntries(image: Image, manifest: Json, created: string | null): Image {
  const entries = asObjects(manifest.manifests as Json[]).map((entry): ImageManifest => {
    const platform = isObject(entry.platform) ? (entry.platform as Json) : {}
    const variant = asText(platform.variant)
    return {
      digest: asText(entry.digest),
      mediaType: asText(entry.mediaType),
      manifestSize: asCount(entry.size),
      architecture: asText(platform.architecture),
      os: asText(platform.os),
      ...(variant === '' ? {} : { variant }),
    }
  })
  const mediaType = asText(manifest.mediaType) || image.dockerImageManifestMediaType
  return {
    ...image,
    dockerImageManifests: image.dockerImageManifests?.length ? image.dockerImageManifests : entries,
    ...(mediaType ? { dockerImageManifestMediaType: mediaType } : {}),
    dockerImageMetadata: { ...EMPTY_METADATA, Id: image.metadata.name, Created: created },
    dockerImageMetadataVersion: '1.0',
  }
}

function withLayersOrder(image: Image): Image {
  const { annotations = {} } = image.metadata
  const layers = image.dockerImageLayers ?? []
  return {
    ...image,
    dockerImageLayers: annotations[LAYERS_ORDER] === 'descending' ? layers.toReversed() : layers,
    metadata: { ...image.metadata, annotations: { ...annotations, [LAYERS_ORDER]: 'ascending' } },
  }
}

function layerOf(layer: Json): ImageLayer {
  return {
    name: asText(layer.digest),
    size: asCount(layer.size),
    mediaType: asText(layer.mediaType),
  }
}

function sizeOfLayers(layers: readonly ImageLayer[], counted: string): number {
  const sizes = new Map(layers.map(({ name, size }) => [name, size]))
  sizes.delete(counted)
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

const TEXTS = ['Parent', 'Comment', 'Container', 'DockerVersion', 'Author', 'Architecture'] as const
const IN_CONFIG: Record<(typeof TEXTS)[number], string> = {
  Parent: 'parent',
  Comment: 'comment',
  Container: 'container',
  DockerVersion: 'docker_version',
  Author: 'author',
  Architecture: 'architecture',
}

function metadataOf(config: Json): DockerImageMetadata {
  const texts = TEXTS.map((member) => [member, asText(config[IN_CONFIG[member]])] as const)
  const run = isObject(config.config) ? dockerConfig(config.config as Json) : undefined
  const container = isObject(config.container_config)
    ? dockerConfig(config.container_config as Json)
    : {}
  return {
    ...EMPTY_METADATA,
    ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
    Created: wholeSeconds(asText(config.created)),
    ContainerConfig: container,
    ...(run ? { Config: run } : {}),
  }
}

/** The members of a container configuration that the API knows; build history, health checks and the like are not. */
const CONFIG_MEMBERS = [
  'Hostname',
  'Domainname',
  'User',
  'Memory',
  'MemorySwap',
  'CpuShares',
  'Cpuset',
  'AttachStdin',
  'AttachStdout',
  'AttachStderr',
  'PortSpecs',
  'ExposedPorts',
  'Tty',
  'OpenStdin',
  'StdinOnce',
  'Env',
  'Cmd',
  'Dns',
  'Image',
  'Volumes',
  'VolumesFrom',
  'WorkingDir',
  'Entrypoint',
  'NetworkDisabled',
  'SecurityOpts',
  'OnBuild',
  'Labels',
]

function dockerConfig(config: Json): DockerConfig {
  const members = CONFIG_MEMBERS.map((member) => [member, config[member]] as const)
  return Object.fromEntries(members.filter(([, value]) => !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  if (isObject(value)) return Object.keys(value).length === 0
  return value === undefined || value === null || value === '' || value === false || value === 0
}

function wholeSeconds(time: string): string | null {
  const parsedTime = Date.parse(time)
  if (Number.isNaN(parsedTime)) return null
  return `${new Date(parsedTime).toISOString().slice(0, 19)}Z`
}

function parsed(text: string | undefined): Json | undefined {
  if (!text) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}
