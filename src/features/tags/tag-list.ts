import { type AccessoryKind, parseAccessoryTag } from '@/domain/accessory-tag'
import { sameImageTags, type TagHolder } from '@/domain/row-filter'
import type { StreamRow } from '@/domain/stream-row'
import type { TagStateWord } from '@/domain/tag-state'
import type { Sort } from '@/ui/sort-param'
import type { TagFilter, TagSortKey } from './tag-filter'
import { sortTagLines, type TagLine, tagLineFilter, tagLines } from './tag-lines'

export interface TagList {
  /** Filtered and in order. */
  rows: TagLine[]
  /** How many tags there are without filters, but for those that carry signatures and the like. */
  total: number
  /** How many the filters other than the state let in, and how many of them are in which state. */
  selected: number
  counts: Map<TagStateWord, number>
  /** The tags that hold this image, in all streams of the list. */
  holders: (digest: string) => readonly TagHolder[]
  /** Tags that carry a signature, an attestation or an SBOM of an image. */
  accessories: Map<AccessoryKind, number>
}

/** What the list of tags shows of all streams, for a filter, an order and a time. */
export function tagList(
  streams: readonly StreamRow[],
  { state, ...others }: TagFilter,
  sort: Sort<TagSortKey>,
  now: Date,
): TagList {
  const lines = streams.flatMap((stream) => tagLines(stream, now))
  const selected = lines.filter(tagLineFilter(others))
  const counts = new Map<TagStateWord, number>()
  for (const line of selected) {
    counts.set(line.state.word, (counts.get(line.state.word) ?? 0) + 1)
  }
  const shown = state === '' ? selected : selected.filter((line) => line.state.word === state)
  const held = sameImageTags(streams)
  return {
    rows: sortTagLines(shown, sort),
    total: lines.length,
    selected: selected.length,
    counts,
    holders: (digest) => held.get(digest) ?? [],
    accessories: countAccessories(streams),
  }
}

function countAccessories(streams: readonly StreamRow[]): Map<AccessoryKind, number> {
  const counts = new Map<AccessoryKind, number>()
  for (const { tags } of streams) {
    for (const { name } of tags) {
      const kind = parseAccessoryTag(name)?.kind
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
  }
  return counts
}
