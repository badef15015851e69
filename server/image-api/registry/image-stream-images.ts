import type { ImageStreamImage } from '@/domain/kinds/image-stream'
import type { ResourceDefinition } from '../rest/resource-definition'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Reader } from '../storage/store'
import { imageOf } from './held-image'
import { presentedImage, withoutManifest } from './image-metadata'
import { requireStream } from './stream-writes'
import { isNamedBy, resolveImage } from './tag-history'
import type { StreamDraft } from './tag-lists'

const PLURAL = 'imagestreamimages'
/** What 404s of images that a stream does not have call them (observed 54). */
const MISSING_KIND = 'imagestreamimage'

/** One image that a stream holds or held, or a platform of one, by its digest or the beginning of it. */
export const imageStreamImages: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: PLURAL,
  kind: 'ImageStreamImage',
  singular: 'imagestreamimage',
  shortNames: ['isimage'],
  namespaced: true,
  verbs: ['get'],
  get: (reader, { namespace }, name): ImageStreamImage => {
    const [streamName = '', id = '', ...more] = name.split('@')
    if (streamName === '' || id === '' || more.length > 0) {
      throw StatusError.badRequest('ImageStreamImages must be retrieved with <name>@<id>')
    }
    const stream = requireStream(reader, namespace, streamName, PLURAL)
    const digest = imageIn(reader, stream, id)
    if (digest === undefined) throw StatusError.notFound(MISSING_KIND, name)
    const image = imageOf(reader, digest)
    if (!image) throw StatusError.notFound(PLURAL, digest)
    const { annotations } = stream.metadata
    const { creationTimestamp } = image.metadata
    return {
      metadata: {
        name,
        namespace,
        ...(creationTimestamp ? { creationTimestamp } : {}),
        ...(annotations ? { annotations } : {}),
      },
      image: presentedImage(withoutManifest(image)),
    }
  },
}

/** Any one of the images that the identifier names: where it is ambiguous, a real server picks one too. */
function imageIn(reader: Reader, stream: StreamDraft, id: string): string | undefined {
  const resolved = resolveImage(stream, id)
  if (resolved.found === 'one') return resolved.image
  if (resolved.found === 'several') return resolved.images.find((image) => image !== '')
  const held = new Set(
    stream.status.tags.flatMap(({ items }) => (items ?? []).map(({ image }) => image)),
  )
  for (const image of held) {
    if (image === '') continue
    const child = imageOf(reader, image)?.dockerImageManifests?.find(({ digest }) =>
      isNamedBy(digest, id),
    )
    if (child) return child.digest
  }
  return undefined
}
