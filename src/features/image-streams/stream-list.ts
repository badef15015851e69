import { filterStreamRows } from '@/domain/row-filter'
import { sortStreamRows } from '@/domain/row-order'
import type { StreamRow } from '@/domain/stream-row'
import { streamState, type TagState, type TagStateWord } from '@/domain/tag-state'
import type { Sort } from '@/ui/sort-param'
import type { StreamFilter, StreamSortKey } from './stream-filter'

export interface StreamList {
  /** Filtered and in order. */
  rows: StreamRow[]
  /** How many the filters other than the state let in, and how many of them are in which state. */
  selected: number
  counts: Map<TagStateWord, number>
  stateOf: (row: StreamRow) => TagState
  /** What a screen reader says of a row. */
  label: (row: StreamRow) => string
}

/** Computing the state of every tag of ten thousand streams is slow; rows keep their identity. */
const states = new WeakMap<StreamRow, { at: Date; state: TagState }>()

/** What the list shows of all rows, for a filter, an order and a time. */
export function streamList(
  rows: readonly StreamRow[],
  filter: StreamFilter,
  sort: Sort<StreamSortKey>,
  now: Date,
): StreamList {
  const stateOf = (row: StreamRow) => {
    const known = states.get(row)
    if (known?.at === now) return known.state
    const state = streamState(row, now)
    states.set(row, { at: now, state })
    return state
  }

  const { state, ...others } = filter
  const selected = filterStreamRows(rows, others, now)
  const counts = new Map<TagStateWord, number>()
  for (const row of selected) {
    const { word } = stateOf(row)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const shown = state === '' ? selected : selected.filter((row) => stateOf(row).word === state)
  return {
    rows: inOrder(shown, sort, stateOf, now),
    selected: selected.length,
    counts,
    stateOf,
    label: (row) => `${row.name} in ${row.namespace}, ${stateOf(row).label}`,
  }
}

function inOrder(
  rows: readonly StreamRow[],
  { key, isDescending }: Sort<StreamSortKey>,
  stateOf: (row: StreamRow) => TagState,
  now: Date,
): StreamRow[] {
  const sign = isDescending ? -1 : 1
  if (key === 'state') {
    const byName = sortStreamRows(rows, { by: 'name', descending: false }, now)
    return byName.sort((a, b) => sign * (stateOf(a).severity - stateOf(b).severity))
  }
  if (key === 'labels') {
    const byName = sortStreamRows(rows, { by: 'name', descending: false }, now)
    return byName.sort((a, b) => sign * compareTexts(labelsText(a), labelsText(b)))
  }
  return sortStreamRows(rows, { by: key, descending: isDescending }, now)
}

function labelsText({ labels }: StreamRow): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
