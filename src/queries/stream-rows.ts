import type { ObjectEvent } from '@/api/watch'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { keepRow, type StreamRow, toStreamRow } from '@/domain/stream-row'
import { asText } from '@/domain/untrusted'

/** A list of image streams as far as it is here. */
export interface StreamRows {
  /** Sorted by namespace and name. A row that says the same as before is the same object. */
  rows: StreamRow[]
  /** The version that the rows stand at; an event does not always change it (see standsAt). */
  resourceVersion: string
  isComplete: boolean
  /** How many rows are here. */
  loaded: number
  /** How many there will be; null where the cluster does not say. */
  expected: number | null
  /** Why the rest is not here yet, or why the list is not up to date; it is being tried again. */
  error: Error | null
  /** Where the next page begins; '' once complete. */
  next: string
}

/**
 * Rows after events, sorted. The same array where nothing changed; of several events about one
 * stream the last one counts.
 */
export function foldRows(
  rows: StreamRow[],
  events: readonly ObjectEvent<ImageStream>[],
  now: Date,
): StreamRow[] {
  const last = new Map<string, ObjectEvent<ImageStream>>()
  for (const event of events) {
    const { namespace, name } = placeOfObject(event.object)
    last.set(`${namespace}/${name}`, event)
  }
  let next = rows
  const change = (start: number, removed: number, ...added: StreamRow[]) => {
    if (next === rows) next = [...rows]
    next.splice(start, removed, ...added)
  }
  for (const { type, object } of last.values()) {
    const { namespace, name } = placeOfObject(object)
    const { index, isFound } = placeOf(next, namespace, name)
    if (type === 'DELETED') {
      if (isFound) change(index, 1)
    } else {
      const known = isFound ? next[index] : undefined
      const row = keepRow(known, toStreamRow(object), now)
      if (row !== known) change(index, isFound ? 1 : 0, row)
    }
  }
  return next
}

/** Sorted rows and a page of more, merged; of a stream that is in both, the page's row. */
export function addRows(rows: StreamRow[], page: StreamRow[]): StreamRow[] {
  const sorted = page.every((row, at) => at === 0 || order(page[at - 1], row) <= 0)
    ? page
    : page.toSorted(order)
  const last = rows.at(-1)
  if (!last || order(last, sorted[0]) < 0) return [...rows, ...sorted]
  const merged: StreamRow[] = []
  let at = 0
  for (const row of sorted) {
    for (let known = rows[at]; known && order(known, row) < 0; known = rows[++at])
      merged.push(known)
    const known = rows[at]
    if (known && order(known, row) === 0) at++
    merged.push(row)
  }
  return [...merged, ...rows.slice(at)]
}

/** The row of a stream in sorted rows. */
export function rowOf(rows: StreamRow[], namespace: string, name: string): StreamRow | undefined {
  const { index, isFound } = placeOf(rows, namespace, name)
  return isFound ? rows[index] : undefined
}

type Place = Pick<StreamRow, 'namespace' | 'name'>

/** As its row has it. */
function placeOfObject({ metadata }: ImageStream): Place {
  return { namespace: asText(metadata.namespace), name: asText(metadata.name) }
}

/** Where a stream is in sorted rows, or where it would be. */
function placeOf(rows: StreamRow[], namespace: string, name: string) {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (order(rows[middle], { namespace, name }) < 0) low = middle + 1
    else high = middle
  }
  return { index: low, isFound: order(rows[low], { namespace, name }) === 0 }
}

/** By namespace, then name, both by code unit; what is not there comes last. */
function order(a: Place | undefined, b: Place | undefined): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
