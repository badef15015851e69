import { type AccessoryKind, accessoryTag } from './accessory-tag'
import { isDigest } from './digest'
import { formatImageReference, parseImageReference, repositoryOf } from './image-reference'
import { tagHistory, tagNames } from './image-stream'
import { failureAdvice, failureWords } from './import-failure'
import type { Image } from './kinds/image'
import type { ImageStream } from './kinds/image-stream'
import type { ImageImportStatus, ImageStreamImport } from './kinds/image-stream-import'
import { asObjects, asText } from './untrusted'

/** Where an image is to be looked at: in which project's name, and from which registry (S-41). */
export interface LookSource {
  namespace: string
  stream: string
  digest: string
  /** The pull spec by digest, `registry/repository@digest`; '' where no registry is known. */
  reference: string
  /** Whether the registry may be asked over plain HTTP, as the tag or the stream allow it (S-33). */
  insecure: boolean
}

/** What a registry told of an image, and where it is a list of the images that it names. */
export interface ImageLook {
  image: Image
  children: Image[]
}

const INSECURE = 'openshift.io/image.insecureRepository'

/**
 * Where to look at an image of a stream: in the repository that the history names it with, else in
 * the one that the image was stored with (as for the platforms of a list, which no tag names).
 */
export function lookSource(
  imageStream: ImageStream,
  digest: string,
  storedReference = '',
): LookSource {
  const tags = tagNames(imageStream).map((name) => ({
    name,
    history: tagHistory(imageStream, name),
  }))
  const named = tags.flatMap(({ history }) => history).filter(({ image }) => image === digest)
  const references = [...named.map((event) => event.dockerImageReference), storedReference]
  const reference = references.map((text) => byDigest(asText(text), digest)).find(Boolean) ?? ''

  const repository = repositoryOf(reference)
  const insecureTags = new Set(
    asObjects(imageStream.spec?.tags)
      .filter((tag) => tag.importPolicy?.insecure === true)
      .map((tag) => tag.name),
  )
  const isInsecureTag = tags.some(
    ({ name, history }) =>
      insecureTags.has(name) &&
      history.some((event) => repositoryOf(asText(event.dockerImageReference)) === repository),
  )
  return {
    namespace: asText(imageStream.metadata.namespace),
    stream: imageStream.metadata.name,
    digest,
    reference,
    insecure: isInsecureTag || imageStream.metadata.annotations?.[INSECURE] === 'true',
  }
}

/** The reference with this digest and without a tag; '' where one of the two is none. */
export function byDigest(reference: string, digest: string): string {
  const parsed = parseImageReference(reference)
  if (!parsed.ok || !isDigest(digest)) return ''
  return formatImageReference({ ...parsed.value, tag: '', digest })
}

/** The request that looks and stores nothing; manifest lists are kept, with their images in full. */
export function lookRequest(
  { stream, insecure }: Pick<LookSource, 'stream' | 'insecure'>,
  references: readonly string[],
): Omit<ImageStreamImport, 'metadata'> & { metadata: { name: string } } {
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    metadata: { name: stream },
    spec: {
      import: false,
      images: references.map((name) => ({
        from: { kind: 'DockerImage', name },
        importPolicy: { insecure, importMode: 'PreserveOriginal' },
        includeManifest: true,
      })),
    },
  }
}

/** The kinds of companions that are kept under a tag made of the image's digest. */
export const companionKinds: readonly AccessoryKind[] = [
  'signature',
  'attestation',
  'sbom',
  'referrers',
]

/** The pull specs under which a registry may keep what belongs to an image, in that order (S-49). */
export function companionReferences({ reference, digest }: LookSource): string[] {
  const parsed = parseImageReference(reference)
  if (!parsed.ok) return []
  return companionKinds.map((kind) =>
    formatImageReference({ ...parsed.value, digest: '', tag: accessoryTag(digest, kind) }),
  )
}

/** What one image of a look came to: the image, or why there is none. */
export type LookOutcome = { ok: true; look: ImageLook } | { ok: false; failure: LookFailure }

/** Why a registry's answer is not here: in a few words, in advice, and in the cluster's own. */
export interface LookFailure {
  /** The reason of the Status, such as `NotFound`; '' where the API itself gave none. */
  reason: string
  title: string
  advice: string
  message: string
}

export function lookOutcome(answer: ImageImportStatus | undefined): LookOutcome {
  const image = answer?.image
  if (image && answer.status?.status !== 'Failure') {
    return { ok: true, look: { image, children: [...asObjects(answer.manifests)] } }
  }
  return { ok: false, failure: lookFailure(answer?.status) }
}

/** A failed look in words: as of a failed import (S-39), but for what a look by digest tells besides. */
export function lookFailure(
  status: { reason?: string; message?: string } | undefined,
): LookFailure {
  const reason = asText(status?.reason)
  const message = asText(status?.message)
  if (reason === 'NotFound') {
    return {
      reason,
      title: 'The registry does not have this image any more',
      advice:
        'It was removed there, or moved to another repository. The cluster keeps its own record of it.',
      message,
    }
  }
  return { reason, title: failureWords(reason), advice: failureAdvice(reason), message }
}
