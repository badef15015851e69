import type { ImageStream } from '@/domain/kinds/image-stream'
import type { KubeObject } from '@/domain/kinds/meta'
import { matchesLabels } from '@/domain/label-selector'
import { matchesFields } from '../rest/field-selector'
import type { DeleteOptions, RequestContext, ViewListOptions } from '../rest/resource-definition'
import { StatusError } from '../rest/status-error'
import type { Reader, Transaction } from '../storage/store'
import { withStreamDefaults } from './defaulting'
import { newMeta } from './object-meta'
import { requireStream, updateStream } from './stream-writes'
import { removeSpecTag, removeStatusTag, type StreamDraft } from './tag-lists'
import type { TagName } from './tag-names'

/** The stream that a write by way of a tag makes where there is none: without managedFields (observed 29). */
export function emptyStream(context: RequestContext, name: string): StreamDraft {
  const { namespace } = context
  return withStreamDefaults({ metadata: newMeta({ name, namespace }, context.now()) })
}

/**
 * The version of a tag is its stream's, and the stream need not be named (observed 32 and 34): absent, the write is
 * unconditional; another one is a conflict; any one at all is a 404 where there is no stream.
 */
export function assertSameVersion(
  plural: string,
  name: string,
  stream: StreamDraft | undefined,
  { metadata: { resourceVersion } }: KubeObject,
): void {
  if (!resourceVersion) return
  if (!stream) throw StatusError.notFound(plural, name)
  const current = stream.metadata.resourceVersion
  if (resourceVersion === current) return
  throw StatusError.conflict(
    plural,
    name,
    `another caller has updated the resource version to ${current}`,
  )
}

/** Removes wish, history and conditions of a tag; stream and images stay (observed 48). */
export function deleteTag(
  transaction: Transaction,
  context: RequestContext,
  plural: string,
  name: string,
  { stream, tag }: TagName,
  { preconditions }: DeleteOptions,
): void {
  const old = requireStream(transaction, context.namespace, stream, plural)
  if (preconditions?.uid !== undefined && preconditions.uid !== old.metadata.uid) {
    throw StatusError.conflict(plural, name, 'the UID precondition was not met')
  }
  const draft = structuredClone(old)
  const hadFacts = removeStatusTag(draft, tag)
  const hadWish = removeSpecTag(draft, tag)
  if (!hadFacts && !hadWish) throw StatusError.notFound(plural, name)
  updateStream(transaction, context, old, draft)
}

/**
 * The tags of all streams that are selected. Label and field selectors and `limit` apply to the streams, and the
 * field selector once more to the tags, so that no tag can be selected by name (observed 11 and 12).
 */
export function listTags<T extends KubeObject>(
  reader: Reader,
  { namespace }: RequestContext,
  { labelSelector, fieldSelector, limit, after }: ViewListOptions,
  tagsOf: (stream: StreamDraft) => T[],
): T[] {
  const fieldsOf = ({ metadata }: KubeObject) => ({
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? '',
  })
  const isSelected = (object: KubeObject) => matchesFields(fieldSelector, fieldsOf(object))
  const place = { ...(namespace === '' ? {} : { namespace }), ...(after ? { after } : {}) }
  const tags: T[] = []
  let streams = 0
  for (const stored of reader.scan<ImageStream>('imagestreams', place)) {
    if (!isSelected(stored) || !matchesLabels(labelSelector, stored.metadata.labels)) continue
    tags.push(...tagsOf(withStreamDefaults(stored)).filter(isSelected))
    streams += 1
    if (limit && streams >= limit) break
  }
  return tags
}
