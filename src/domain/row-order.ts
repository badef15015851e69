import { type Steps, sortInSteps } from './steps'
import type { StreamRow } from './stream-row'
import { streamState } from './tag-state'
import { parseTime } from './time'

export interface RowOrder<Key extends string> {
  by: Key
  descending: boolean
}

export type StreamRowKey = 'name' | 'project' | 'state' | 'tags' | 'changed' | 'created'

/**
 * The rows in order; equals by name, then by project, always upwards. For `state` descending means
 * the worst first, for times the newest first.
 */
export function sortStreamRows(
  rows: readonly StreamRow[],
  { by, descending }: RowOrder<StreamRowKey>,
  now: Date,
): Steps<StreamRow[]> {
  switch (by) {
    case 'name':
      return sorted(rows, (row) => row.name, compareTexts, descending, compareStreams)
    case 'project':
      return sorted(rows, (row) => row.namespace, compareTexts, descending, compareStreams)
    case 'state':
      return sorted(
        rows,
        (row) => streamState(row, now).severity,
        byNumber,
        descending,
        compareStreams,
      )
    case 'tags':
      return sorted(rows, (row) => row.tags.length, byNumber, descending, compareStreams)
    case 'changed':
      return sorted(rows, (row) => timeKey(row.changed), byNumber, descending, compareStreams)
    case 'created':
      return sorted(rows, (row) => timeKey(row.created), byNumber, descending, compareStreams)
  }
}

/** Sorts by a key that is made once for each item. */
function* sorted<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  compareKeys: (a: Key, b: Key) => number,
  descending: boolean,
  compareEquals: (a: Item, b: Item) => number,
): Steps<Item[]> {
  const sign = descending ? -1 : 1
  const keyed: { item: Item; key: Key }[] = []
  for (const [at, item] of items.entries()) {
    keyed.push({ item, key: keyOf(item) })
    if (at % 64 === 0) yield
  }
  const inOrder = yield* sortInSteps(
    keyed,
    (a, b) => sign * compareKeys(a.key, b.key) || compareEquals(a.item, b.item),
  )
  return inOrder.map(({ item }) => item)
}

function compareStreams(a: StreamRow, b: StreamRow): number {
  return compareTexts(a.name, b.name) || compareTexts(a.namespace, b.namespace)
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** No time is before all times. */
function timeKey(text: string): number {
  return parseTime(text)?.getTime() ?? 0
}

function byNumber(a: number, b: number): number {
  return a - b
}
