import { isAttestation, platformName } from './image-config'
import { importFailureOf } from './import-request'
import type { Image } from './kinds/image'
import type {
  ImageImportStatus,
  ImageStreamImport,
  ImageStreamImportStatus,
} from './kinds/image-stream-import'
import { soundImage } from './sound-image'
import { compareTagNames } from './tag-order'
import { asObjects, asText, asTexts } from './untrusted'

/** What to look at, and with whose logins: all pull secrets of the project are tried (S-42). */
export interface LookAt {
  namespace: string
  /** `registry/repository`, with a tag or a digest for one image. */
  reference: string
  insecure: boolean
}

/** An image as its registry has it; nothing of it is stored. */
export interface LookedImage {
  digest: string
  /** Bytes, compressed; null where not told, and of a list of platforms. */
  size: number | null
  mediaType: string
  /** Of a list; empty for a single image. */
  platforms: LookedPlatform[]
  /** Of a single image; '' where it does not say. */
  architecture: string
}

export interface LookedPlatform {
  name: string
  digest: string
  size: number | null
  isAttestation: boolean
}

/** One tag of a repository, as far as it was looked at. */
export type LookedTag = { tag: string } & (
  | { state: 'looked'; image: LookedImage }
  | { state: 'failed'; reason: string; message: string }
  /** Only its name is known: a look takes the first fifty (S-37). */
  | { state: 'named' }
)

/** What a look at a repository came to: its tags, or why it could not be looked at. */
export type LookedRepository =
  | { ok: true; tags: LookedTag[] }
  | { ok: false; reason: string; message: string }

/**
 * A request that looks and stores nothing (S-28: `import: false`, for dryRun is not honoured). Lists
 * of platforms are kept as they are, or only one platform of each would be seen.
 */
export function lookAtRequest(
  { namespace, reference, insecure }: LookAt,
  /** References of single images; the whole repository where left out. */
  images?: readonly string[],
): ImageStreamImport {
  const importPolicy = { insecure, importMode: 'PreserveOriginal' }
  const from = (name: string) => ({ from: { kind: 'DockerImage', name }, importPolicy })
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    // No stream of this name is made or read for what it holds: the request must be called something.
    metadata: { name: 'look', namespace },
    spec: {
      import: false,
      ...(images ? { images: images.map(from) } : { repository: from(reference) }),
    },
  }
}

/** The tags of a repository, in the cluster's order (S-6); those that were not looked at too (S-37). */
export function lookedRepository(status: ImageStreamImportStatus | undefined): LookedRepository {
  const repository = status?.repository
  const images = asObjects(repository?.images)
  const names = asTexts(repository?.additionalTags)
  const failure = importFailureOf(repository?.status)
  // That some of the images failed is a failure of the repository too, and no reason to show none.
  if (failure && images.length === 0) return { ok: false, ...failure }
  const looked = images.map((image) => lookedTag(image, asText(image.tag)))
  const named = names.map((tag): LookedTag => ({ tag, state: 'named' }))
  const tags = [...looked, ...named].filter(({ tag }) => tag !== '')
  return { ok: true, tags: tags.sort((a, b) => compareTagNames(a.tag, b.tag)) }
}

/** One image of a look. */
export function lookedTag(status: ImageImportStatus | undefined, tag: string): LookedTag {
  const failure = importFailureOf(status?.status)
  if (failure) return { tag, state: 'failed', reason: failure.reason, message: failure.message }
  if (!status?.image) {
    return { tag, state: 'failed', reason: '', message: 'The cluster did not say what it found.' }
  }
  return { tag, state: 'looked', image: lookedImage(status) }
}

function lookedImage({ image, manifests }: ImageImportStatus): LookedImage {
  const sound = soundImage(image)
  const children = new Map(asObjects(manifests).map((child) => [child.metadata?.name, child]))
  const platforms = asObjects(sound.dockerImageManifests)
    .filter(({ digest }) => digest !== '')
    .map((entry): LookedPlatform => {
      const child = children.get(entry.digest)
      return {
        name: platformName(entry),
        digest: entry.digest,
        size: child ? sizeOf(soundImage(child)) : null,
        isAttestation: isAttestation(entry),
      }
    })
  return {
    digest: sound.metadata.name,
    size: platforms.length > 0 ? null : sizeOf(sound),
    mediaType: sound.dockerImageManifestMediaType ?? '',
    platforms,
    architecture: sound.dockerImageMetadata?.Architecture ?? '',
  }
}

/** Bytes of an image as told, else of its layers. */
function sizeOf({ dockerImageMetadata, dockerImageLayers }: Image): number | null {
  const told = dockerImageMetadata?.Size
  if (told !== undefined && told > 0) return told
  const layers = asObjects(dockerImageLayers)
  if (layers.length === 0) return null
  const sum = layers.reduce((bytes, { size }) => bytes + size, 0)
  return Number.isFinite(sum) ? sum : null
}
