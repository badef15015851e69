import { isDeepStrictEqual } from 'node:util'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { RequestContext } from '../rest/resource-definition'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Reader, Transaction } from '../storage/store'
import { withStreamDefaults } from './defaulting'
import { refersToAnother, setFirstGenerations, setNextGenerations } from './generations'
import { changedMetaProblems } from './object-meta'
import { dropEmptyStatusTags } from './tag-history'
import { type StreamDraft, specTag } from './tag-lists'
import { parseFrom, resolveChangedTags } from './tag-tracking'
import { streamProblems } from './validation'

/** The stream as the store has it, ready to be changed. */
export function readStream(
  reader: Reader,
  namespace: string,
  name: string,
): StreamDraft | undefined {
  const found = reader.get<ImageStream>('imagestreams', namespace, name)
  return found && withStreamDefaults(found)
}

/** The stream, or the 404 as the resource that was asked for gives it (observed 15). */
export function requireStream(
  reader: Reader,
  namespace: string,
  name: string,
  askedFor = 'imagestreams',
): StreamDraft {
  const found = readStream(reader, namespace, name)
  if (!found) throw StatusError.notFound(askedFor, name)
  return found
}

/**
 * Keeps a new stream, whose metadata is complete: first generations, events of its tags. Throws the 422 of what is
 * wrong with it.
 */
export function createStream(
  transaction: Transaction,
  context: RequestContext,
  draft: StreamDraft,
): StreamDraft {
  setFirstGenerations(draft)
  dropEmptyStatusTags(draft)
  settle(transaction, context, undefined, draft)
  return keep(transaction, context, draft, undefined)
}

/**
 * Keeps the stream that follows `old`, spec and status: generations, events of changed tags. Where nothing changed
 * nothing is written, and `old` is the answer (observed 38). Throws the 422 of what is wrong with it.
 */
export function updateStream(
  transaction: Transaction,
  context: RequestContext,
  old: StreamDraft,
  draft: StreamDraft,
): StreamDraft {
  dropEmptyStatusTags(draft)
  setNextGenerations(old, draft)
  settle(transaction, context, old, draft)
  return putStream(transaction, context, old, draft)
}

/** Keeps the stream as it is, unless it is the same as `old`: for writes of its status. */
export function putStream(
  transaction: Transaction,
  context: RequestContext,
  old: StreamDraft,
  draft: StreamDraft,
): StreamDraft {
  return isSame(old, draft) ? old : keep(transaction, context, draft, old)
}

/** Whether two states of a stream differ in nothing but when who wrote them. */
export function isSame(a: StreamDraft, b: StreamDraft): boolean {
  const comparable = (stream: StreamDraft) => {
    const { resourceVersion: _version, managedFields = [], ...metadata } = stream.metadata
    const managers = managedFields.map(({ time: _time, ...entry }) => entry)
    return { ...withStreamDefaults(stream), metadata, managers }
  }
  return isDeepStrictEqual(comparable(a), comparable(b))
}

/**
 * Resolves tags and throws what is wrong, in the shape of stream-level checks (observed 23, 37). Labels and annotations
 * that are wrong in an update are found by four checks in turn on a real server, and told by each.
 */
function settle(
  reader: Reader,
  context: RequestContext,
  old: StreamDraft | undefined,
  draft: StreamDraft,
): void {
  const { name, namespace = '' } = draft.metadata
  const found = [
    ...forbiddenSources(context, old, draft),
    ...resolveChangedTags(old, draft, {
      now: context.now(),
      internalRegistry: context.settings.internalRegistry,
      streamAt: (at, stream) => readStream(reader, at || namespace, stream),
    }),
  ]
  const ofMeta = old ? changedMetaProblems(draft.metadata) : []
  const problems = [
    ...ofMeta,
    ...ofMeta,
    ...(found.length === 0 ? [] : [wrapped(name, found)]),
    ...ofMeta,
    ...streamProblems(draft),
  ]
  if (problems.length > 0) throw StatusError.invalid('ImageStream', name, problems)
}

/** Tags may only point at streams of other namespaces that the user may pull from (S-23). */
function forbiddenSources(
  context: RequestContext,
  old: StreamDraft | undefined,
  draft: StreamDraft,
): FieldProblem[] {
  const { namespace = '' } = draft.metadata
  return draft.spec.tags.flatMap((tag): FieldProblem[] => {
    const { from } = tag
    if (!from?.namespace || from.namespace === namespace) return []
    const before = old && specTag(old, tag.name)
    if (before && !refersToAnother(before, tag, namespace)) return []
    const field = `spec.tags[${tag.name}].from`
    const source = parseFrom(draft, from)
    if (!source) {
      const why = 'must be of the form <tag>, <repo>:<tag>, <id>, or <repo>@<id>'
      const message = `Invalid value: ${JSON.stringify(from.name ?? '')}: ${why}`
      return [{ reason: 'FieldValueInvalid', field: `${field}.name`, message }]
    }
    const may = context.may({
      verb: 'get',
      group: IMAGE_GROUP,
      resource: 'imagestreams',
      subresource: 'layers',
      namespace: from.namespace,
      name: source.stream,
    })
    if (may) return []
    const message = `Forbidden: ${from.namespace}/${source.stream}: "" ""`
    return [{ reason: 'FieldValueForbidden', field, message }]
  })
}

function wrapped(name: string, found: readonly FieldProblem[]): FieldProblem {
  const sentences = [...new Set(found.map(({ field, message }) => `${field}: ${message}`))]
  const text = sentences.length === 1 ? sentences[0] : `[${sentences.join(', ')}]`
  return {
    reason: 'InternalError',
    field: '[]',
    message: `Internal error: imagestreams "${name}" is invalid: ${text}`,
  }
}

function keep(
  transaction: Transaction,
  { dryRun }: RequestContext,
  draft: StreamDraft,
  old: StreamDraft | undefined,
): StreamDraft {
  const kept = withStreamDefaults(
    transaction.put<ImageStream>('imagestreams', withStreamDefaults(draft)),
  )
  if (!dryRun) return kept
  // What is not written has no version of its own: a new stream none, an old one the one it had.
  const { resourceVersion: _version, ...metadata } = kept.metadata
  const { resourceVersion } = old?.metadata ?? {}
  return { ...kept, metadata: resourceVersion ? { ...metadata, resourceVersion } : metadata }
}
