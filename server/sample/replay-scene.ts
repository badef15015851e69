import type { ImageStream, TagEvent, TagReference } from '@/domain/kinds/image-stream'
import type { SampleImage } from './oci-image'
import type { TagSettings } from './sample-stream'

/** When and how the cluster first met an image. */
export interface FirstSeen {
  image: SampleImage
  created: string
  /** `host/repository`, without the digest. */
  repository: string
  isPushed: boolean
}

/** Where an act takes place. */
export interface Scene {
  stream: ImageStream
  tag: string
  time: string
  internalRegistry: string
  /** The stream's repository in the internal registry. */
  ownRepository: string
  images: Map<string, FirstSeen>
  streamOf(namespace: string, name: string): ImageStream | undefined
}

export interface Wish {
  from?: NonNullable<TagReference['from']>
  reference?: boolean
  settings: TagSettings
  /** Set again, though it may be the same. */
  isAgain?: boolean
}

/** Sets the wish; a changed source gets the stream's next generation. Returns the tag's generation. */
export function setWish({ stream, tag }: Scene, wish: Wish): number {
  const { from, reference, settings, isAgain } = wish
  const tags = stream.spec?.tags ?? []
  stream.spec = { ...stream.spec, tags }
  const before = tags.find(({ name }) => name === tag)
  const isSame = before?.from?.name === from?.name && before?.from?.namespace === from?.namespace
  if (before && isSame && !isAgain) return before.generation ?? 0
  const generation = nextGeneration(stream)
  const next: TagReference = {
    name: tag,
    annotations: settings.annotations ?? null,
    ...(from ? { from } : {}),
    ...(reference ? { reference } : {}),
    generation,
    importPolicy: {
      ...(settings.insecure ? { insecure: true } : {}),
      ...(settings.scheduled ? { scheduled: true } : {}),
      importMode: settings.importMode ?? 'Legacy',
    },
    referencePolicy: { type: settings.referencePolicy ?? 'Source' },
  }
  if (before) tags.splice(tags.indexOf(before), 1, next)
  else tags.push(next)
  return generation
}

/** An import's result, or a new request for one, is a new generation of stream and tag (observed 40). */
export function raiseGeneration({ stream, tag }: Scene): number {
  const generation = nextGeneration(stream)
  const reference = stream.spec?.tags?.find(({ name }) => name === tag)
  if (reference) reference.generation = generation
  return generation
}

/** Remembers the image and, for a list, its entries, which are images of their own (observed 47). */
export function meet(scene: Scene, image: SampleImage, repository: string, isPushed: boolean) {
  for (const each of [image, ...image.children]) {
    if (!scene.images.has(each.digest)) {
      scene.images.set(each.digest, { image: each, created: scene.time, repository, isPushed })
    }
  }
}

/** The controller notes on the stream when it last imported something of it. */
export function noteImport({ stream, time }: Scene): void {
  stream.metadata.annotations = {
    ...stream.metadata.annotations,
    'openshift.io/image.dockerRepositoryCheck': time,
  }
}

/** What a tag of any stream holds now. */
export function newestOf(stream: ImageStream | undefined, tag: string): TagEvent | undefined {
  return stream?.status?.tags?.find((list) => list.tag === tag)?.items?.[0]
}

function nextGeneration(stream: ImageStream): number {
  const generation = (stream.metadata.generation ?? 0) + 1
  stream.metadata.generation = generation
  return generation
}
