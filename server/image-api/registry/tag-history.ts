import type { TagEvent, TagEventCondition, TagReference } from '@/domain/kinds/image-stream'
import {
  latestEvent,
  putStatusTag,
  removeStatusTag,
  type StreamDraft,
  statusTag,
} from './tag-lists'

/**
 * Gives a tag of the stream, in place, what it holds from now on; whether that changed anything (S-21, observed 43):
 * - the same reference, image and generation as the newest entry: nothing;
 * - the same reference and image: the newest entry takes the new generation;
 * - the same reference or the same image: the newest entry takes the other;
 * - else the event becomes the newest entry, also when an older one is the same.
 * Every change removes the tag's conditions.
 */
export function addTagEvent(stream: StreamDraft, tag: string, event: TagEvent): boolean {
  const items = statusTag(stream, tag)?.items ?? []
  const [newest, ...older] = items
  const isSameReference = newest?.dockerImageReference === event.dockerImageReference
  const isSameImage = newest?.image === event.image
  if (!newest || (!isSameReference && !isSameImage)) {
    putStatusTag(stream, { tag, items: [{ ...event }, ...items] })
    return true
  }
  if (isSameReference && isSameImage && newest.generation === event.generation) return false
  const { dockerImageReference, image, generation } = event
  putStatusTag(stream, {
    tag,
    items: [{ ...newest, dockerImageReference, image, generation }, ...older],
  })
  return true
}

/** A failed import, as the condition tells it. */
export interface ImportFailure {
  /** NotFound, Unauthorized, InternalError … (S-39). */
  reason: string
  message: string
  /** The generation that the import was for. */
  generation: number
  /** RFC 3339, whole seconds. */
  time: string
}

/**
 * Records in place that a tag could not be imported; its history stays. False, and nothing changed, where the same
 * failure (reason and message) is recorded already: the time tells since when it fails (S-39, observed 42).
 */
export function setImportFailure(
  stream: StreamDraft,
  tag: string,
  { reason, message, generation, time }: ImportFailure,
): boolean {
  const list = statusTag(stream, tag)
  const conditions = list?.conditions ?? []
  const known = conditions.find(isImportFailure)
  if (known && known.reason === reason && known.message === message) return false
  const condition: TagEventCondition = {
    type: 'ImportSuccess',
    status: 'False',
    lastTransitionTime: time,
    reason,
    message,
    generation,
  }
  putStatusTag(stream, {
    tag,
    items: list?.items ?? null,
    conditions: [...conditions.filter(({ type }) => type !== 'ImportSuccess'), condition],
  })
  return true
}

/** Takes a tag's conditions away, in place, as a successful import does; whether there were any. */
export function clearConditions(stream: StreamDraft, tag: string): boolean {
  const list = statusTag(stream, tag)
  if (!list?.conditions?.length) return false
  putStatusTag(stream, { tag, items: list.items })
  return true
}

/**
 * Whether the controller is to import a tag (S-20, observed 40): it names an image in a registry, not as a mere
 * reference, and its generation is newer than what was last imported and what last failed.
 */
export function needsImport(stream: StreamDraft, tag: TagReference): boolean {
  if (!isImportable(tag)) return false
  const failed = statusTag(stream, tag.name)?.conditions?.find(isImportFailure)?.generation ?? 0
  const held = latestEvent(stream, tag.name)?.generation ?? 0
  return (tag.generation ?? 0) > Math.max(failed, held)
}

/** Whether a tag is one that is imported at all. */
export function isImportable({ from, reference }: TagReference): boolean {
  return from?.kind === 'DockerImage' && !!from.name && !reference
}

/** Forgets in place the tags that have neither history nor conditions. */
export function dropEmptyStatusTags(stream: StreamDraft): void {
  for (const { tag, items, conditions } of stream.status.tags) {
    if (!items?.length && !conditions?.length) removeStatusTag(stream, tag)
  }
}

export type ResolvedImage =
  | { found: 'one'; image: string; dockerImageReference: string }
  | { found: 'none' }
  | { found: 'several'; images: string[] }

/** The image of the stream's whole history that an identifier names: a digest or the beginning of one (S-24). */
export function resolveImage(stream: StreamDraft, id: string): ResolvedImage {
  const matches = stream.status.tags
    .flatMap(({ items }) => items ?? [])
    .filter(({ image }) => isNamedBy(image, id))
  const images = [...new Set(matches.map(({ image }) => image))].sort()
  const last = matches.at(-1)
  if (!last) return { found: 'none' }
  if (images.length > 1) return { found: 'several', images }
  return { found: 'one', image: last.image, dockerImageReference: last.dockerImageReference }
}

/** Whether an identifier is the image's digest or its beginning, with or without the algorithm. */
export function isNamedBy(image: string, id: string): boolean {
  if (image.startsWith(id)) return true
  const match = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:([0-9a-f]{32,})$/.exec(image)
  return match?.[1]?.startsWith(id) ?? false
}

function isImportFailure({ type, status }: TagEventCondition): boolean {
  return type === 'ImportSuccess' && status === 'False'
}
