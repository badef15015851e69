import { filterStreamRows } from '@/domain/row-filter'
import { sortStreamRows } from '@/domain/row-order'
import { type Steps, sortInSteps } from '@/domain/steps'
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
  /** What a screen reader says of a row. */
  label: (row: StreamRow) => string
}

/** Before anything is known. */
export const noStreams: StreamList = {
  rows: [],
  selected: 0,
  counts: new Map(),
  label: (row) => row.name,
}

/** Computing the state of every tag of ten thousand streams is slow; rows keep their identity. */
const states = new WeakMap<StreamRow, { at: Date; state: TagState }>()

/** The state of a stream, computed once for each row and time. */
export function streamStateAt(row: StreamRow, now: Date): TagState {
  const known = states.get(row)
  if (known?.at === now) return known.state
  const state = streamState(row, now)
  states.set(row, { at: now, state })
  return state
}

/** What the list shows of all rows, for a filter, an order and a time. */
export function* streamList(
  rows: readonly StreamRow[],
  filter: StreamFilter,
  sort: Sort<StreamSortKey>,
  now: Date,
): Steps<StreamList> {
  const stateOf = (row: StreamRow) => streamStateAt(row, now)
  const { state, ...others } = filter
  const selected = yield* filterStreamRows(rows, others, now)
  const counts = new Map<TagStateWord, number>()
  for (const [at, row] of selected.entries()) {
    const { word } = stateOf(row)
    counts.set(word, (counts.get(word) ?? 0) + 1)
    if (at % 32 === 0) yield
  }
  const shown = state === '' ? selected : selected.filter((row) => stateOf(row).word === state)
  return {
    rows: yield* inOrder(shown, sort, stateOf, now),
    selected: selected.length,
    counts,
    label: (row) => `${row.name} in ${row.namespace}, ${stateOf(row).label}`,
  }
}

function* inOrder(
  rows: readonly StreamRow[],
  { key, isDescending }: Sort<StreamSortKey>,
  stateOf: (row: StreamRow) => TagState,
  now: Date,
): Steps<StreamRow[]> {
  const sign = isDescending ? -1 : 1
  if (key === 'state') {
    const byName = yield* sortStreamRows(rows, { by: 'name', descending: false }, now)
    return yield* sortInSteps(byName, (a, b) => sign * (stateOf(a).severity - stateOf(b).severity))
  }
  if (key === 'labels') {
    const byName = yield* sortStreamRows(rows, { by: 'name', descending: false }, now)
    return yield* sortInSteps(byName, (a, b) => sign * compareTexts(labelsText(a), labelsText(b)))
  }
  return yield* sortStreamRows(rows, { by: key, descending: isDescending }, now)
}

function labelsText({ labels }: StreamRow): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
