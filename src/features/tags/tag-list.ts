import { type AccessoryKind, parseAccessoryTag } from '@/domain/accessory-tag'
import { sameImageTags, type TagHolder } from '@/domain/row-filter'
import { filterInSteps, STEP, type Steps, sortInSteps } from '@/domain/steps'
import type { StreamRow } from '@/domain/stream-row'
import type { TagStateWord } from '@/domain/tag-state'
import type { Sort } from '@/ui/sort-param'
import type { TagFilter, TagSortKey } from './tag-filter'
import { compareTexts, sortTagLines, type TagLine, tagLineFilter, tagLines } from './tag-lines'

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

/** Before anything is known. */
export const noTags: TagList = {
  rows: [],
  total: 0,
  selected: 0,
  counts: new Map(),
  holders: () => [],
  accessories: new Map(),
}

/** What the list of tags shows of all streams, for a filter, an order and a time. */
export function* tagList(
  streams: readonly StreamRow[],
  { state, ...others }: TagFilter,
  sort: Sort<TagSortKey>,
  now: Date,
): Steps<TagList> {
  const lines: TagLine[] = []
  for (const [at, stream] of (yield* streamsByName(streams)).entries()) {
    lines.push(...tagLines(stream, now))
    if (at % 32 === 0) yield
  }
  const selected = yield* filterInSteps(lines, tagLineFilter(others))
  const counts = new Map<TagStateWord, number>()
  for (const [at, line] of selected.entries()) {
    counts.set(line.state.word, (counts.get(line.state.word) ?? 0) + 1)
    if (at % STEP === 0) yield
  }
  const shown =
    state === '' ? selected : yield* filterInSteps(selected, (line) => line.state.word === state)
  const held = yield* sameImageTags(streams)
  return {
    rows: yield* sortTagLines(shown, sort),
    total: lines.length,
    selected: selected.length,
    counts,
    holders: (digest) => held.get(digest) ?? [],
    accessories: countAccessories(streams),
  }
}

const byName = new WeakMap<readonly StreamRow[], readonly StreamRow[]>()

/** Streams by name, then project: the order that equal tags keep to. Made once for each list. */
function* streamsByName(streams: readonly StreamRow[]): Steps<readonly StreamRow[]> {
  let sorted = byName.get(streams)
  if (!sorted) {
    sorted = yield* sortInSteps(
      streams,
      (a, b) => compareTexts(a.name, b.name) || compareTexts(a.namespace, b.namespace),
    )
    byName.set(streams, sorted)
  }
  return sorted
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
