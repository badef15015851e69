import { isDeepStrictEqual } from 'node:util'
import type { ObjectReference, TagReference } from '@/domain/kinds/image-stream'
import { withTagDefaults } from './defaulting'
import type { StreamDraft } from './tag-lists'

/** Changes the new stream in place: its generation and that of all its tags is 1, whatever was given. */
export function setFirstGenerations(stream: StreamDraft): void {
  stream.metadata.generation = 1
  for (const tag of stream.spec.tags) tag.generation = 1
}

/**
 * Changes the stream that is to follow `old` in place (S-18, observed 38 and 39). The stream's generation rises by
 * one with any change of its spec. A tag takes that number when it is new, when it refers to something else, or
 * when its generation is given as 0; else it keeps the one it had, whatever was given.
 */
export function setNextGenerations(old: StreamDraft, stream: StreamDraft): void {
  const oldTags = new Map(old.spec.tags.map((tag) => [tag.name, tag]))
  for (const tag of stream.spec.tags) {
    if (tag.generation === 0) continue
    const before = oldTags.get(tag.name)
    if (before) tag.generation = before.generation ?? null
  }
  const { generation = 0 } = old.metadata
  const isChanged = generation === 0 || !isSameSpec(old, stream)
  const next = isChanged ? generation + 1 : generation
  stream.metadata.generation = next
  for (const tag of stream.spec.tags) {
    const before = oldTags.get(tag.name)
    const isNew = !before || refersToAnother(before, tag, namespaceOf(stream))
    if (isNew || !tag.generation) tag.generation = next
  }
}

/**
 * Whether a tag now refers to something else, so that it is to be resolved or imported again (observed 39): other
 * namespace, name, `reference` or import mode, or generation 0. Its kind alone, policies and annotations do not
 * count.
 */
export function refersToAnother(
  before: TagReference,
  after: TagReference,
  streamNamespace: string,
): boolean {
  const { from } = after
  if (!from || (!from.kind && !from.name)) return false
  const namespaceIn = (reference: ObjectReference | null | undefined) =>
    reference?.namespace || streamNamespace
  return (
    namespaceIn(before.from) !== namespaceIn(from) ||
    (before.from?.name ?? '') !== (from.name ?? '') ||
    (before.reference ?? false) !== (after.reference ?? false) ||
    before.importPolicy?.importMode !== after.importPolicy?.importMode ||
    (after.generation === 0 && typeof before.generation === 'number' && before.generation !== 0)
  )
}

function isSameSpec(a: StreamDraft, b: StreamDraft): boolean {
  const comparable = ({ spec }: StreamDraft) => ({
    ...spec,
    tags: spec.tags.map((tag) => withTagDefaults(tag)),
  })
  return isDeepStrictEqual(comparable(a), comparable(b))
}

function namespaceOf(stream: StreamDraft): string {
  return stream.metadata.namespace ?? ''
}
