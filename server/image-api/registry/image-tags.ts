import { isDeepStrictEqual } from 'node:util'
import type { Image } from '@/domain/kinds/image'
import type { ImageTag, NamedTagEventList, TagReference } from '@/domain/kinds/image-stream'
import type { ObjectMeta } from '@/domain/kinds/meta'
import { isObject } from '@/domain/untrusted'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Reader, Transaction } from '../storage/store'
import { withStatusDefaults, withTagDefaults } from './defaulting'
import { imageOf, resolvedReference } from './held-image'
import { presentedImage, withoutManifest } from './image-metadata'
import { metaProblems, ownMembers, pathSegmentProblem } from './object-meta'
import { deletedStatus } from './stored-writes'
import { createStream, readStream, requireStream, updateStream } from './stream-writes'
import {
  allTagNames,
  latestEvent,
  putSpecTag,
  removeSpecTag,
  type StreamDraft,
  specTag,
  statusTag,
} from './tag-lists'
import { newTagName, splitTagName, tagNameInUrl } from './tag-names'
import { assertSameVersion, deleteTag, emptyStream, listTags } from './tag-writes'
import { invalid, required, tagReferenceProblems } from './validation'

const PLURAL = 'imagetags'
const KIND = 'ImageTag'

/** One tag, wish and facts; metadata is the stream's but for the name (observed 6). */
export const imageTags: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: PLURAL,
  kind: KIND,
  singular: 'imagetag',
  shortNames: ['itag'],
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
  get: (reader, context, name) => {
    const at = tagNameInUrl(name, 'ImageTags')
    const stream = requireStream(reader, context.namespace, at.stream, PLURAL)
    if (!specTag(stream, at.tag) && !statusTag(stream, at.tag)) {
      throw StatusError.notFound(PLURAL, name)
    }
    return presentTag(stream, at.tag, heldImage(reader, stream, at.tag, context))
  },
  list: (reader, context, options) => ({
    metadata: {},
    items: listTags(reader, context, options, (stream) =>
      allTagNames(stream).map((tag) => presentTag(stream, tag, null)),
    ),
  }),
  create,
  getForPatch: (transaction, context, name) => {
    const at = tagNameInUrl(name, 'ImageTags')
    const stream = readStream(transaction, context.namespace, at.stream)
    return presentTag(stream ?? emptyStream(context, at.stream), at.tag, null)
  },
  update,
  delete: (transaction, context, name, options) => {
    deleteTag(transaction, context, PLURAL, name, tagNameInUrl(name, 'ImageTags'), options)
    return deletedStatus()
  },
}

function create(transaction: Transaction, context: RequestContext, body: ImageTag): ImageTag {
  if (!body.metadata.name) throw StatusError.internal('metadata.name was not generated')
  const reference = newReference(body)
  assertValidNew(body, reference)
  const at = newTagName(body.metadata.name)
  const old = readStream(transaction, context.namespace, at.stream)
  const draft = structuredClone(old) ?? emptyStream(context, at.stream)
  if (specTag(draft, at.tag)) throw StatusError.alreadyExists(PLURAL, body.metadata.name)
  if (reference) putSpecTag(draft, { ...reference, name: at.tag })
  const stream = old
    ? updateStream(transaction, context, old, draft)
    : createStream(transaction, context, draft)
  return presentTag(stream, at.tag, heldImage(transaction, stream, at.tag, context))
}

/** PUT: replaces the wish, or takes it away where `spec` is null and keeps the history (observed 31). */
function update(
  transaction: Transaction,
  context: RequestContext,
  name: string,
  body: ImageTag,
): { object: ImageTag; created: boolean } {
  const at = tagNameInUrl(name, 'ImageTags')
  const old = readStream(transaction, context.namespace, at.stream)
  const draft = structuredClone(old) ?? emptyStream(context, at.stream)
  assertSameVersion(PLURAL, name, old, body)
  const reference = newReference(body)
  if (old) assertValidChange(body, old, at.tag, reference)
  else assertValidNew(body, reference)

  const isNew = specTag(draft, at.tag) === undefined
  if (reference) putSpecTag(draft, { ...reference, name: at.tag })
  else removeSpecTag(draft, at.tag)
  const stream = old
    ? updateStream(transaction, context, old, draft)
    : createStream(transaction, context, draft)
  const image = heldImage(transaction, stream, at.tag, context)
  return { object: presentTag(stream, at.tag, image), created: isNew }
}

/** The wish in the body with its defaults; its name is the tag's unless it says otherwise. */
function newReference({ metadata, spec }: ImageTag): TagReference | undefined {
  if (!spec) return undefined
  const reference = withTagDefaults(spec)
  return { ...reference, name: reference.name || (splitTagName(metadata.name)?.tag ?? '') }
}

function assertValidNew({ metadata }: ImageTag, reference: TagReference | undefined): void {
  const problems = metaProblems(metadata, pathSegmentProblem)
  if (reference) problems.push(...referenceProblems(metadata.name, reference))
  else problems.push(required('spec', 'spec is a required field during creation'))
  if (problems.length > 0) throw StatusError.invalid(KIND, metadata.name, problems)
}

function assertValidChange(
  { metadata, status }: ImageTag,
  old: StreamDraft,
  tag: string,
  reference: TagReference | undefined,
): void {
  const problems: FieldProblem[] = []
  const { uid } = metadata
  if (uid && uid !== old.metadata.uid) {
    const problem = invalid('metadata.uid', uid, 'field is immutable')
    problems.push(problem, problem)
  }
  if (reference) problems.push(...referenceProblems(metadata.name, reference))
  const isSameMetadata =
    (!uid || uid === old.metadata.uid) &&
    isDeepStrictEqual(ownMembers(metadata), ownMembers(old.metadata)) &&
    !hasOtherManagers(metadata, old.metadata) &&
    !wouldBeManaged(old, specTag(old, tag), reference)
  if (!isSameMetadata) problems.push(onlySpec('metadata'))
  if (!isDeepStrictEqual(comparable(status), comparable(statusTag(old, tag)))) {
    problems.push(onlySpec('status'))
  }
  if (problems.length > 0) throw StatusError.invalid(KIND, metadata.name, problems)
}

function referenceProblems(name: string, reference: TagReference): FieldProblem[] {
  const isOther = reference.name !== splitTagName(name)?.tag
  return [
    ...(isOther ? [invalid('spec.name', reference.name, 'must match image tag name')] : []),
    ...tagReferenceProblems(reference, 'spec'),
  ]
}

function onlySpec(field: string): FieldProblem {
  return invalid(field, '', 'may not update fields other than spec')
}

function comparable(status: NamedTagEventList | null | undefined): NamedTagEventList | null {
  return status ? withStatusDefaults(status) : null
}

/**
 * Whether a real server would note, in the stream's managedFields, who wrote this; its own check then finds the
 * metadata changed and refuses (observed 29). It notes where members are added or changed, not where they go, and
 * only in objects that have managedFields.
 */
function wouldBeManaged(
  { metadata }: StreamDraft,
  before: TagReference | undefined,
  after: TagReference | undefined,
): boolean {
  if (!metadata.managedFields?.length || !after) return false
  const written = (tag: TagReference) => ({ ...tag, generation: tag.generation ?? null })
  return addsOrChanges(before && written(before), written(after))
}

/** Whether a client or an apply gives managedFields that are not the stream's. */
function hasOtherManagers(given: ObjectMeta, { managedFields }: ObjectMeta): boolean {
  return (
    given.managedFields !== undefined &&
    given.managedFields.length > 0 &&
    !isDeepStrictEqual(given.managedFields, managedFields)
  )
}

function addsOrChanges(before: unknown, after: unknown): boolean {
  if (!isObject(after) || Array.isArray(after)) return !isDeepStrictEqual(before, after)
  if (!isObject(before) || Array.isArray(before)) return true
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).some(
    ([key, value]) => !old.has(key) || addsOrChanges(old.get(key), value),
  )
}

function heldImage(
  reader: Reader,
  stream: StreamDraft,
  tag: string,
  { settings }: RequestContext,
): Image | null {
  const event = latestEvent(stream, tag)
  const found = event?.image ? imageOf(reader, event.image) : undefined
  if (!event || !found) return null
  return {
    ...presentedImage(withoutManifest(found)),
    dockerImageReference: resolvedReference(stream, specTag(stream, tag), event, settings),
  }
}

function presentTag(stream: StreamDraft, tag: string, image: Image | null): ImageTag {
  return {
    metadata: { ...stream.metadata, name: `${stream.metadata.name}:${tag}` },
    spec: specTag(stream, tag) ?? null,
    status: statusTag(stream, tag) ?? null,
    image,
  }
}
