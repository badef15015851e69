import type { QueryFunctionContext } from '@tanstack/react-query'
import { list } from '@/api/client'
import { listPages } from '@/api/list-pages'
import { imageStreams } from '@/api/resources'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { KubeList } from '@/domain/kinds/meta'
import { keepRow, type StreamRow, toStreamRow } from '@/domain/stream-row'
import { standsAt } from './follow'
import type { LiveSource } from './live'
import { addRows, foldRows, rowOf, type StreamRows } from './stream-rows'

/** What fills a screen; it is there long before the rest. */
const FIRST_PAGE = 30
const PAGE = 200
/** While pages arrive, the list on screen grows at most this often. */
const PUBLISH_MS = 200
/** How long rows are reduced before the page gets a turn. */
const SLICE_MS = 12

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
  const rows = addRows([], await reduce(page.items ?? [], [], signal))
  return { ...progress(page, rows), resourceVersion: page.metadata.resourceVersion ?? '' }
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
    const pages = listPages(imageStreams, { namespace, limit: PAGE, after: data.next, signal })
    for await (const page of pages) {
      const rows = addRows(current.rows, await reduce(page.items ?? [], [], signal))
      current = { ...current, ...progress(page, rows) }
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
  for await (const page of listPages(imageStreams, { namespace, limit: PAGE, signal })) {
    resourceVersion ||= page.metadata.resourceVersion ?? ''
    rows = addRows(rows, await reduce(page.items ?? [], known.rows, signal))
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
function progress({ metadata }: KubeList<ImageStream>, rows: StreamRow[]) {
  const next = metadata.continue ?? ''
  const left = next ? metadata.remainingItemCount : 0
  const expected = left === undefined ? null : rows.length + left
  return { rows, isComplete: !next, loaded: rows.length, expected, error: null, next }
}

/** The rows of a page, made a few at a time so that the page goes on answering meanwhile. */
async function reduce(
  streams: ImageStream[],
  known: StreamRow[],
  signal: AbortSignal,
): Promise<StreamRow[]> {
  const now = new Date()
  const rows: StreamRow[] = []
  let began = performance.now()
  for (const stream of streams) {
    const row = toStreamRow(stream)
    rows.push(keepRow(rowOf(known, row.namespace, row.name), row, now))
    if (performance.now() - began < SLICE_MS) continue
    await nextTask()
    signal.throwIfAborted()
    began = performance.now()
  }
  return rows
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
