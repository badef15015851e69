import { isDeepStrictEqual } from 'node:util'
import type { Image } from '@/domain/kinds/image'
import type { ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Reader, Transaction } from '../storage/store'
import { withTagDefaults } from './defaulting'
import { imageOf, resolvedReference } from './held-image'
import { EMPTY_METADATA, presentedImage, withoutManifest } from './image-metadata'
import { changedMetaProblems, metaProblems, ownMembers, pathSegmentProblem } from './object-meta'
import { deletedStatus } from './stored-writes'
import { createStream, readStream, requireStream, updateStream } from './stream-writes'
import {
  allTagNames,
  latestEvent,
  putSpecTag,
  type StreamDraft,
  specTag,
  statusTag,
} from './tag-lists'
import { newTagName, tagNameInUrl } from './tag-names'
import { assertSameVersion, deleteTag, emptyStream, listTags } from './tag-writes'
import { invalid, tagReferenceProblems } from './validation'

const PLURAL = 'imagestreamtags'
const KIND = 'ImageStreamTag'

/**
 * One tag with the image it holds. There is one where the tag's newest entry has an image (observed 1); writes reach
 * every tag (observed 2). Metadata is the stream's, but annotations are the tag's and the time is the image's
 * (observed 3).
 */
export const imageStreamTags: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: PLURAL,
  kind: KIND,
  singular: 'imagestreamtag',
  shortNames: ['istag'],
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
  get: (reader, context, name) => {
    const at = tagNameInUrl(name, 'ImageStreamTags')
    const stream = requireStream(reader, context.namespace, at.stream, PLURAL)
    const image = latestEvent(stream, at.tag)?.image
    if (!image) throw StatusError.notFound(PLURAL, name)
    const found = imageOf(reader, image)
    if (!found) throw StatusError.notFound(PLURAL, image)
    return presentTag(stream, at.tag, found, context)
  },
  list: (reader, context, options) => ({
    metadata: {},
    items: listTags(reader, context, options, (stream) =>
      allTagNames(stream)
        .filter((tag) => latestEvent(stream, tag)?.image)
        .map((tag) => presentTag(stream, tag, undefined, context)),
    ),
  }),
  create,
  getForPatch: (transaction, context, name) => {
    const at = tagNameInUrl(name, 'ImageStreamTags')
    const stream = readStream(transaction, context.namespace, at.stream)
    return presentTag(stream ?? emptyStream(context, at.stream), at.tag, undefined, context)
  },
  update,
  delete: (transaction, context, name, options) => {
    deleteTag(transaction, context, PLURAL, name, tagNameInUrl(name, 'ImageStreamTags'), options)
    return deletedStatus()
  },
}

function create(
  transaction: Transaction,
  context: RequestContext,
  body: ImageStreamTag,
): ImageStreamTag {
  assertNamed(body)
  const reference = body.tag ? withTagDefaults(body.tag) : undefined
  assertValidNew(body, reference)
  const at = newTagName(body.metadata.name)
  const old = readStream(transaction, context.namespace, at.stream)
  const draft = structuredClone(old) ?? emptyStream(context, at.stream)
  if (specTag(draft, at.tag)) {
    throw StatusError.alreadyExists('imagestreamtag', body.metadata.name)
  }
  if (reference) putSpecTag(draft, { ...reference, name: at.tag })
  const stream = old
    ? updateStream(transaction, context, old, draft)
    : createStream(transaction, context, draft)
  return presentTag(stream, at.tag, heldImage(transaction, stream, at.tag), context)
}

/** PUT: changes the tag's reference and annotations, and makes tag and stream where they are missing (observed 34). */
function update(
  transaction: Transaction,
  context: RequestContext,
  name: string,
  body: ImageStreamTag,
): { object: ImageStreamTag; created: boolean } {
  const at = tagNameInUrl(name, 'ImageStreamTags')
  const old = readStream(transaction, context.namespace, at.stream)
  const draft = structuredClone(old) ?? emptyStream(context, at.stream)
  assertSameVersion(PLURAL, name, old, body)
  const annotations = ownMembers(body.metadata).annotations ?? null
  const reference = body.tag ? withTagDefaults(body.tag) : undefined
  if (old) assertValidChange(body, old, reference)
  else assertValidNew(body, reference)

  const before = specTag(draft, at.tag)
  const next = reference ?? before
  if (!next) {
    throw StatusError.badRequest(
      `imagestreamtag ${at.tag} is not a spec tag in imagestream ${context.namespace}/${at.stream}, cannot be updated`,
    )
  }
  putSpecTag(draft, { ...next, name: at.tag, annotations })
  const stream = old
    ? updateStream(transaction, context, old, draft)
    : createStream(transaction, context, draft)
  const object = presentTag(stream, at.tag, heldImage(transaction, stream, at.tag), context)
  return { object, created: before === undefined }
}

function assertNamed({ metadata }: ImageStreamTag): void {
  if (metadata.name) return
  throw StatusError.internal('metadata.name was not generated')
}

function assertValidNew({ metadata, tag }: ImageStreamTag, reference?: TagReference): void {
  const problems = metaProblems(metadata, pathSegmentProblem)
  if (reference) {
    problems.push(...tagReferenceProblems(reference, 'tag'))
    const given = tag?.annotations
    const outer = ownMembers(metadata).annotations ?? {}
    if (given && !isDeepStrictEqual({ ...given }, { ...outer })) {
      problems.push({
        reason: 'FieldValueInvalid',
        field: 'tag.annotations',
        message:
          'Invalid value: "<map>": tag annotations must not be provided or must be equal to the object meta annotations',
      })
    }
  }
  if (problems.length > 0) throw StatusError.invalid(KIND, metadata.name, problems)
}

/** Only the reference and the annotations may change; labels may be left out (observed 30). */
function assertValidChange(
  { metadata }: ImageStreamTag,
  old: StreamDraft,
  reference: TagReference | undefined,
): void {
  const problems: FieldProblem[] = []
  const { uid } = metadata
  const isOther = !!uid && uid !== old.metadata.uid
  if (isOther) {
    const problem = invalid('metadata.uid', uid, 'field is immutable')
    problems.push(problem, problem)
  }
  problems.push(...changedMetaProblems(metadata))
  if (reference) problems.push(...tagReferenceProblems(reference, 'tag'))
  const { annotations: _annotations, ...given } = ownMembers(metadata)
  const { labels = old.metadata.labels ?? {}, ...others } = given
  const isSame =
    !isOther &&
    // Tags have no managedFields, so an apply that gives them some always fails (observed 29).
    !metadata.managedFields?.length &&
    isDeepStrictEqual({ ...labels }, { ...old.metadata.labels }) &&
    Object.keys(others).length === 0
  if (!isSame) {
    problems.push(invalid('metadata', '', 'may not update fields other than metadata.annotations'))
  }
  if (problems.length > 0) throw StatusError.invalid(KIND, metadata.name, problems)
}

function heldImage(reader: Reader, stream: StreamDraft, tag: string): Image | undefined {
  const image = latestEvent(stream, tag)?.image
  return image ? imageOf(reader, image) : undefined
}

/** The tag as it is answered; without an image it shows a stub (observed 5) and the stream's time (observed 18). */
function presentTag(
  stream: StreamDraft,
  tag: string,
  image: Image | undefined,
  { settings }: RequestContext,
): ImageStreamTag {
  const { namespace, labels, uid, resourceVersion, creationTimestamp } = stream.metadata
  const newest = latestEvent(stream, tag)
  const event = newest?.image ? newest : undefined
  const reference = specTag(stream, tag)
  const annotations = reference?.annotations ?? undefined
  const conditions = statusTag(stream, tag)?.conditions
  const pullSpec = event ? resolvedReference(stream, reference, event, settings) : ''
  const created = event?.created ?? creationTimestamp
  return {
    metadata: {
      name: `${stream.metadata.name}:${tag}`,
      ...(namespace ? { namespace } : {}),
      ...(uid ? { uid } : {}),
      ...(resourceVersion ? { resourceVersion } : {}),
      ...(created ? { creationTimestamp: created } : {}),
      ...(labels && Object.keys(labels).length > 0 ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
    },
    tag: reference ?? null,
    generation: event?.generation ?? 0,
    lookupPolicy: stream.spec.lookupPolicy ?? { local: false },
    ...(conditions?.length ? { conditions } : {}),
    image: {
      ...(image ? shown(image, annotations) : stub(event?.image)),
      ...(pullSpec === '' ? {} : { dockerImageReference: pullSpec }),
    },
  }
}

/** The image with the annotations of the tag among its own (observed 4). */
function shown(image: Image, annotations: Record<string, string> | undefined): Image {
  const own = image.metadata.annotations
  const merged = { ...own, ...annotations }
  return presentedImage(
    withoutManifest({
      ...image,
      metadata:
        Object.keys(merged).length > 0
          ? { ...image.metadata, annotations: merged }
          : image.metadata,
    }),
  )
}

function stub(name: string | undefined): Image {
  return {
    metadata: (name ? { name } : {}) as Image['metadata'],
    dockerImageMetadata: EMPTY_METADATA,
    dockerImageMetadataVersion: '1.0',
  }
}
