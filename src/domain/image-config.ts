import type { DockerConfig, Image, ImageManifest } from './kinds/image'
import type { Parsed } from './parsed'
import { refused } from './refused'
import { asObjects, asText, asTexts, isObject } from './untrusted'

/** One step of the build that made an image, as its configuration remembers it. */
export interface HistoryStep {
  created: string
  created_by: string
  author: string
  comment: string
  /** The step changed no file, so there is no layer for it. */
  empty_layer: boolean
}

/** An image configuration (OCI, or Docker's, which has the same members). */
export interface OciConfig {
  architecture: string
  os: string
  variant: string
  osVersion: string
  created: string
  author: string
  config: DockerConfig
  /** Digests of the layers before compression, base first. */
  diffIds: readonly string[]
  history: readonly HistoryStep[]
}

/** Reads the text of an image configuration; members that do not fit read as empty. */
export function parseImageConfig(text: string): Parsed<OciConfig> {
  if (text.trim() === '') return refused('There is no configuration.')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('The configuration is not JSON.')
  }
  if (!isObject(json) || Array.isArray(json)) return refused('The configuration is not an object.')
  const object = json as Record<string, unknown>
  const rootfs = isObject(object.rootfs) ? (object.rootfs as Record<string, unknown>) : {}
  const config = isObject(object.config) && !Array.isArray(object.config) ? object.config : {}
  const history = asObjects(object.history as Record<string, unknown>[] | undefined)
  return {
    ok: true,
    value: {
      architecture: asText(object.architecture),
      os: asText(object.os),
      variant: asText(object.variant),
      osVersion: asText(object['os.version']),
      created: asText(object.created),
      author: asText(object.author),
      config,
      diffIds: asTexts(rootfs.diff_ids),
      history: history.map((step) => ({
        created: asText(step.created),
        created_by: asText(step.created_by),
        author: asText(step.author),
        comment: asText(step.comment),
        empty_layer: step.empty_layer === true,
      })),
    },
  }
}

/**
 * `linux/amd64`, `linux/arm64/v8`; '' where nothing is known. The API's own metadata tells the
 * architecture only, so without the configuration that is all there is to say.
 */
export function platform(image: Image, config?: OciConfig): string {
  const text = asText(image.dockerImageConfig)
  const parsed = !config && text !== '' ? parseImageConfig(text) : undefined
  const known = config ?? (parsed?.ok ? parsed.value : undefined)
  const metadata = asText(image.dockerImageMetadata?.Architecture)
  if (!known) return metadata
  return [known.os, known.architecture || metadata, known.variant].filter(Boolean).join('/')
}

/**
 * Bytes of configuration and layers, compressed. Null where that is not known, as for a list of
 * platforms, of which each node takes its own.
 */
export function imageSize(image: Image): number | null {
  const size = image.dockerImageMetadata?.Size
  if (typeof size === 'number' && Number.isFinite(size) && size > 0) return size
  const layers = asObjects(image.dockerImageLayers)
  if (layers.length === 0) return null
  const sum = layers.reduce((bytes, layer) => bytes + Number(layer.size), 0)
  return Number.isFinite(sum) && sum > 0 ? sum : null
}

/** Whether the image is a manifest list or an index: it names other images and has no layers. */
export function isManifestList(image: Image): boolean {
  const type = asText(image.dockerImageManifestMediaType)
  return asObjects(image.dockerImageManifests).length > 0 || /\b(?:list|index)\b/.test(type)
}

/** `os/architecture/variant` of an entry of a list. */
export function platformName({ os, architecture, variant }: ImageManifest): string {
  const parts = [asText(os) || 'unknown', asText(architecture) || 'unknown', asText(variant)]
  return parts.filter(Boolean).join('/')
}

/** Whether an entry of a list is no platform: builders list attestations as unknown/unknown. */
export function isAttestation({ os, architecture }: ImageManifest): boolean {
  return os === 'unknown' && architecture === 'unknown'
}
