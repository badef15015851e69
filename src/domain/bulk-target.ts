import { parseAccessoryTag } from './accessory-tag'
import type { StreamRow, TagRow } from './stream-row'

/** One of the selected: a tag of a stream, or where `tag` is null the stream itself. */
export interface BulkTarget {
  key: string
  stream: StreamRow
  tag: TagRow | null
}

/** The tags of a stream as targets, but for those that carry signatures and the like. */
export function tagTargets(stream: StreamRow): BulkTarget[] {
  return stream.tags
    .filter(({ name }) => parseAccessoryTag(name) === undefined)
    .map((tag) => ({ key: tagKey(stream, tag.name), stream, tag }))
}

/** The key of a tag in lists of many streams. */
export function tagKey(stream: StreamRow, tag: string): string {
  return `${stream.key} ${tag}`
}
