import type { ImageStream, NamedTagEventList, TagEvent } from '@/domain/kinds/image-stream'

/**
 * Adds what a tag now holds, as the registry does (observed 43): the same image by the same reference only
 * raises the generation; the same image or the same reference changes the newest item; else it goes on top.
 */
export function addTagEvent(stream: ImageStream, tag: string, event: TagEvent): void {
  const list = statusTag(stream, tag)
  const items = list.items ?? []
  const newest = items[0]
  const sameImage = newest?.image === event.image
  const sameReference = newest?.dockerImageReference === event.dockerImageReference
  if (newest && sameImage && sameReference) {
    newest.generation = event.generation
  } else if (newest && (sameImage || sameReference)) {
    items[0] = { ...event }
  } else {
    items.unshift({ ...event })
  }
  list.items = items
  delete list.conditions
  followers(stream, tag).forEach((follower) => {
    addTagEvent(stream, follower, event)
  })
}

/** The tag's part of the status, made where it is missing. */
export function statusTag(stream: ImageStream, tag: string): NamedTagEventList {
  stream.status ??= {}
  const tags = stream.status.tags ?? []
  stream.status.tags = tags
  const known = tags.find((list) => list.tag === tag)
  if (known) return known
  const list: NamedTagEventList = { tag, items: null }
  tags.push(list)
  return list
}

/** The tags of the stream that follow this one live (S-5). */
function followers(stream: ImageStream, tag: string): string[] {
  return (stream.spec?.tags ?? [])
    .filter(
      ({ name, from }) =>
        name !== tag &&
        from?.kind === 'ImageStreamTag' &&
        (from.namespace ?? stream.metadata.namespace) === stream.metadata.namespace &&
        (from.name === tag || from.name === `${stream.metadata.name}:${tag}`),
    )
    .map(({ name }) => name)
}
