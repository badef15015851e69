import type { ImageStream } from '@/domain/kinds/image-stream'
import type { ObjectMeta } from '@/domain/kinds/meta'
import { managedFieldsAfter, withManagedFields } from '../rest/managed-fields'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Transaction } from '../storage/store'
import { withStreamDefaults } from './defaulting'
import { newMeta, nextMeta } from './object-meta'
import { presentStream, repositoryOf } from './present-stream'
import { pullSecrets } from './secrets'
import { assertCreatable, assertUpdatable, deleteStored } from './stored-writes'
import { createStream, putStream, readStream, requireStream, updateStream } from './stream-writes'
import type { StreamDraft } from './tag-lists'
import { statusProblems } from './validation'

const PLURAL = 'imagestreams'
const KIND = 'ImageStream'

const shared = { group: IMAGE_GROUP, version: 'v1', plural: PLURAL, namespaced: true } as const

/** Image streams themselves. */
export const imageStreams: ResourceDefinition = {
  ...shared,
  kind: KIND,
  singular: 'imagestream',
  shortNames: ['is'],
  categories: ['all'],
  verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
  stored: {
    present: (object, settings) => presentStream(object, settings),
    selectableFieldNames: ['spec.dockerImageRepository', 'status.dockerImageRepository'],
    selectableFields: (object, settings) => {
      const stream: ImageStream = object
      return {
        'spec.dockerImageRepository': stream.spec?.dockerImageRepository ?? '',
        'status.dockerImageRepository': repositoryOf(stream, settings),
      }
    },
    bookmark: { spec: { lookupPolicy: { local: false } }, status: { dockerImageRepository: '' } },
  },
  get: (reader, context, name) =>
    presentStream(requireStream(reader, context.namespace, name), context.settings),
  create: (transaction, context, body) => {
    const draft = withStreamDefaults(body)
    draft.status = { tags: [] }
    draft.metadata = newMeta(body.metadata, context.now())
    const created = createManaged(transaction, context, draft, body)
    return presentStream(created, context.settings)
  },
  update: (transaction, context, name, body) => {
    const old = readStream(transaction, context.namespace, name)
    assertUpdatable(PLURAL, old, body)
    const draft = withStreamDefaults(body)
    draft.status = structuredClone(old.status)
    draft.metadata = managedMeta(context, old, draft, body.metadata)
    const updated = updateStream(transaction, context, old, draft)
    return { object: presentStream(updated, context.settings), created: false }
  },
  delete: (transaction, context, name, options) =>
    deleteStored(
      transaction,
      { plural: PLURAL, kind: KIND },
      transaction.get(PLURAL, context.namespace, name),
      name,
      {
        ...options,
        now: context.now(),
        present: (stream) => presentStream(stream, context.settings),
      },
    ),
}

/**
 * The status of a stream: its history. Tags and the repository of the spec are out of reach here, but the lookup
 * policy is not (observed 63). Generations stay.
 */
export const imageStreamStatus: ResourceDefinition = {
  ...shared,
  subresource: 'status',
  kind: KIND,
  singular: '',
  verbs: ['get', 'patch', 'update'],
  get: (reader, context, name) =>
    presentStream(requireStream(reader, context.namespace, name), context.settings),
  update: (transaction, context, name, body) => {
    const old = readStream(transaction, context.namespace, name)
    assertUpdatable(PLURAL, old, body)
    const draft = withStreamDefaults(body)
    const { dockerImageRepository } = old.spec
    draft.spec = {
      lookupPolicy: draft.spec.lookupPolicy ?? { local: false },
      ...(dockerImageRepository ? { dockerImageRepository } : {}),
      tags: structuredClone(old.spec.tags),
    }
    draft.metadata = managedMeta(context, old, draft, body.metadata, 'status')
    setObservedGenerations(old, draft)
    const problems = statusProblems(draft, old)
    if (problems.length > 0) throw StatusError.invalid(KIND, name, problems)
    const updated = putStream(transaction, context, old, draft)
    return { object: presentStream(updated, context.settings), created: false }
  },
}

/** The secrets that imports of the stream use: those of its namespace (S-42). */
export const imageStreamSecrets: ResourceDefinition = {
  ...shared,
  subresource: 'secrets',
  kind: 'SecretList',
  singular: '',
  verbs: ['get'],
  get: (reader, context, name) => {
    requireStream(reader, context.namespace, name)
    const items = pullSecrets(reader, context.namespace)
    const list = { metadata: { resourceVersion: String(reader.revision) }, items }
    return list as unknown as ImageStream
  },
}

/** Keeps a new stream as its creator's. Whether there is one already is looked at last, as a real server does. */
function createManaged(
  transaction: Transaction,
  context: RequestContext,
  draft: StreamDraft,
  body: ImageStream,
): StreamDraft {
  const { name } = draft.metadata
  const existing = name === '' ? undefined : transaction.get(PLURAL, context.namespace, name)
  draft.metadata.managedFields = managedFieldsAfter(context, undefined, ownFields(draft))
  const created = createStream(transaction, context, draft)
  assertCreatable(PLURAL, existing, body)
  return created
}

/**
 * The metadata after an update over the API. Who wrote which field is only kept track of where it was from the start:
 * a stream that came into being by way of a tag has no managedFields, and gets none (observed 29).
 */
function managedMeta(
  context: RequestContext,
  old: StreamDraft,
  draft: StreamDraft,
  given: ObjectMeta,
  subresource?: string,
): ObjectMeta {
  const metadata = nextMeta(old.metadata, given)
  const managed = subresource === undefined ? ownFields : withOwnStatus
  const next = managed({ ...draft, metadata })
  return withManagedFields(metadata, managedFieldsAfter(context, managed(old), next, subresource))
}

/** What of a stream its writer manages. */
function ownFields({ metadata, spec }: StreamDraft): ImageStream {
  const { tags, ...rest } = spec
  // A generation that is not given is a null of the writer's: so it is written by a real server's types.
  const written = tags.map((tag) => ({ ...tag, generation: tag.generation ?? null }))
  return { metadata, spec: { ...rest, ...(tags.length > 0 ? { tags: written } : {}) } }
}

/** What of a stream the writer of its status manages too. */
function withOwnStatus(stream: StreamDraft): ImageStream {
  const { tags } = stream.status
  return { ...ownFields(stream), status: tags.length > 0 ? { tags } : {} }
}

/** A status entry that was given without a generation takes the one of its tag or stream, in place. */
function setObservedGenerations(old: StreamDraft, draft: StreamDraft): void {
  for (const { tag, items } of draft.status.tags) {
    const [newest] = items ?? []
    if (newest?.generation !== 0) continue
    const before = old.status.tags.find((list) => list.tag === tag)?.items?.[0]
    const isChanged =
      before !== undefined &&
      (before.image !== newest.image ||
        before.dockerImageReference !== newest.dockerImageReference ||
        before.generation > 0)
    const wished = draft.spec.tags.find(({ name }) => name === tag)?.generation
    newest.generation = (isChanged ? wished : undefined) ?? draft.metadata.generation ?? 0
  }
}
