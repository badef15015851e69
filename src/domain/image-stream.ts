import type {
  ImageStream,
  NamedTagEventList,
  TagEvent,
  TagEventCondition,
  TagReference,
} from './kinds/image-stream'
import { type TagRow, toTagRow } from './stream-row'
import { compareTagNames } from './tag-order'
import { asCount, asObjects, asText } from './untrusted'

/**
 * Where the tag is told to point, exactly as the API sent it: edits are computed from it. Undefined
 * for a tag that only ever received pushes. Of two with the same name the last counts, as for the
 * server.
 */
export function specTag(stream: ImageStream, tag: string): TagReference | undefined {
  return asObjects(stream.spec?.tags).findLast(({ name }) => name === tag)
}

/**
 * The images that the tag has had, newest first: the order of the array, which is not that of
 * `created` (S-2). Empty while nothing was imported or pushed.
 */
export function tagHistory(stream: ImageStream, tag: string): readonly TagEvent[] {
  const events = asObjects(statusTag(stream, tag)?.items)
  return events.every(isSound) ? events : events.map(soundEvent)
}

/** What the last import of the tag left behind; empty after a success (S-39). */
export function tagConditions(stream: ImageStream, tag: string): readonly TagEventCondition[] {
  return asObjects(statusTag(stream, tag)?.conditions).map((condition) => ({
    type: asText(condition.type),
    status: asText(condition.status),
    lastTransitionTime: asText(condition.lastTransitionTime),
    reason: asText(condition.reason),
    message: asText(condition.message),
    generation: asCount(condition.generation),
  }))
}

/** All tags, wished for or there (S-1), in the cluster's order (S-6). */
export function tagNames(stream: ImageStream): string[] {
  const names = new Set<string>()
  for (const { name } of asObjects(stream.spec?.tags)) if (asText(name)) names.add(name)
  for (const { tag } of asObjects(stream.status?.tags)) if (asText(tag)) names.add(tag)
  return [...names].sort(compareTagNames)
}

/** The row of one tag; undefined where the stream has no such tag at all. */
export function tagRow(stream: ImageStream, tag: string): TagRow | undefined {
  const wish = specTag(stream, tag)
  const fact = statusTag(stream, tag)
  return wish || fact ? toTagRow(tag, wish, fact) : undefined
}

/** An image that some tag of a stream holds or has held. */
export interface StreamImage {
  digest: string
  reference: string
  /** The earliest moment that the histories tell of it; '' where they tell none. */
  created: string
  /** The tags that hold it now, in the cluster's order. */
  tags: string[]
  /** The tags that held it before, and hold another image now. */
  formerTags: string[]
}

/** Every image of the stream's histories, by digest; those that a tag holds now come first. */
export function imagesOf(stream: ImageStream): Map<string, StreamImage> {
  const current = new Map<string, StreamImage>()
  const former = new Map<string, StreamImage>()
  for (const tag of tagNames(stream)) {
    const history = tagHistory(stream, tag)
    const held = history[0]?.image ?? ''
    for (const { image, dockerImageReference, created } of history) {
      if (image === '') continue
      const known = current.get(image) ?? former.get(image)
      const entry = known ?? {
        digest: image,
        reference: dockerImageReference,
        created,
        tags: [],
        formerTags: [],
      }
      if (created !== '' && (entry.created === '' || created < entry.created)) {
        entry.created = created
      }
      const tags = image === held ? entry.tags : entry.formerTags
      if (tags.at(-1) !== tag) tags.push(tag)
      if (image === held) {
        former.delete(image)
        current.set(image, entry)
      } else if (!known) {
        former.set(image, entry)
      }
    }
  }
  return new Map([...current, ...former])
}

function statusTag(stream: ImageStream, tag: string): NamedTagEventList | undefined {
  return asObjects(stream.status?.tags).find((list) => list.tag === tag)
}

function isSound(event: TagEvent): boolean {
  return (
    typeof event.image === 'string' &&
    typeof event.dockerImageReference === 'string' &&
    typeof event.created === 'string' &&
    Number.isSafeInteger(event.generation)
  )
}

function soundEvent(event: TagEvent): TagEvent {
  return {
    image: asText(event.image),
    dockerImageReference: asText(event.dockerImageReference),
    created: asText(event.created),
    generation: asCount(event.generation),
  }
}
