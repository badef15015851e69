import type { QueryFunctionContext } from '@tanstack/react-query'
import { list } from '@/api/client'
import { imageStreams } from '@/api/resources'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { keepRow, type StreamRow, toStreamRow } from '@/domain/stream-row'
import { standsAt } from './follow'
import { inSlices } from './in-slices'
import type { LiveSource } from './live'
import { placeOf, type RowPage } from './row-page'
import { rowPages } from './row-pages'
import { addRows, foldRows, rowOf, type StreamRows } from './stream-rows'

/** What fills a screen; it is there long before the rest. */
const FIRST_PAGE = 30
const PAGE = 500
/** While pages arrive, the list on screen grows at most this often: each time it is sorted and drawn anew. */
const PUBLISH_MS = 600

/** How a list of image streams is kept live, its rows instead of its objects. */
export function rowsSource(namespace: string | undefined): LiveSource<StreamRows, ImageStream> {
  return {
    target: { resource: imageStreams, namespace },
    versionOf: (data) => data.resourceVersion,
    fold(data, events, resourceVersion) {
      const rows = foldRows(data.rows, events, new Date())
      if (rows === data.rows) return data
      return { ...data, rows, resourceVersion, loaded: rows.length, expected: rows.length }
    },
    complete: (data, publish, signal) => complete(data, { namespace, publish, signal }),
    relist: (known, signal) => relist(known, namespace, signal),
  }
}

/**
 * The first rows. Where all rows of the list, or of all namespaces, are known already, they are the
 * first: nothing is downloaded twice, and a list on screen does not shrink to its first page.
 */
export async function firstRows(
  { client, queryKey, signal }: Pick<QueryFunctionContext, 'client' | 'queryKey' | 'signal'>,
  namespace: string | undefined,
  everywhereKey: readonly unknown[],
): Promise<StreamRows> {
  const known = client.getQueryData<StreamRows>(queryKey)
  if (known) return relist(known, namespace, signal)

  const everywhere = namespace ? client.getQueryData<StreamRows>(everywhereKey) : undefined
  if (everywhere?.isComplete) {
    const rows = everywhere.rows.filter((row) => row.namespace === namespace)
    return whole(rows, standsAt(everywhere, rowsSource(undefined)))
  }

  const page = await list(imageStreams, { namespace, limit: FIRST_PAGE, signal })
  const place = placeOf(page)
  const rows = addRows([], (page.items ?? []).map(toStreamRow))
  return { ...progress(place, rows), resourceVersion: place.resourceVersion }
}

/** Reads the pages that are missing and shows them as they come; a failure is said beside the rows. */
async function complete(
  data: StreamRows,
  {
    namespace,
    publish,
    signal,
  }: { namespace: string | undefined; publish: (data: StreamRows) => void; signal: AbortSignal },
): Promise<void> {
  if (data.isComplete) return
  let current = data
  let publishedAt = performance.now()
  try {
    const pages = rowPages({ namespace, limit: PAGE, after: data.next }, signal)
    for await (const page of pages) {
      current = { ...current, ...progress(page, addRows(current.rows, page.rows)) }
      if (!current.isComplete && performance.now() - publishedAt < PUBLISH_MS) continue
      publish(current)
      await nextTask()
      publishedAt = performance.now()
    }
  } catch (error) {
    if (!signal.aborted && error instanceof Error) publish({ ...current, error })
    throw error
  }
}

/** Everything anew, with the identity of what did not change; the known rows stay until then. */
async function relist(
  known: StreamRows,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<StreamRows> {
  let rows: StreamRow[] = []
  let resourceVersion = ''
  for await (const page of rowPages({ namespace, limit: PAGE, after: '' }, signal)) {
    resourceVersion ||= page.resourceVersion
    rows = addRows(rows, await kept(page.rows, known.rows, signal))
  }
  const isSame =
    rows.length === known.rows.length && rows.every((row, at) => row === known.rows[at])
  return whole(isSame ? known.rows : rows, resourceVersion)
}

function whole(rows: StreamRow[], resourceVersion: string): StreamRows {
  const count = rows.length
  const complete = { isComplete: true, loaded: count, expected: count, error: null, next: '' }
  return { rows, resourceVersion, ...complete }
}

/** How far the list is with a page; a server that pages says how many are left, but with a selector. */
function progress({ next, remaining }: Omit<RowPage, 'rows'>, rows: StreamRow[]) {
  const expected = remaining === undefined ? null : rows.length + remaining
  return { rows, isComplete: !next, loaded: rows.length, expected, error: null, next }
}

/** The rows of a page, each with what it shares with the known one; the page goes on answering meanwhile. */
function kept(
  page: readonly StreamRow[],
  known: StreamRow[],
  signal: AbortSignal,
): Promise<StreamRow[]> {
  const now = new Date()
  return inSlices(page, (row) => keepRow(rowOf(known, row.namespace, row.name), row, now), signal)
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
