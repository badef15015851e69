import { listPages } from '@/api/list-pages'
import { imageStreams } from '@/api/resources'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { type StreamRow, toStreamRow } from '@/domain/stream-row'
import { placeOf, type RowPage, type RowPagesAsked } from './row-page'

/** What `rowPages` gives, made in this thread: in its worker, and in the page where there is none. */
export async function* readPages(
  { namespace, limit, after }: RowPagesAsked,
  signal: AbortSignal,
): AsyncGenerator<RowPage> {
  for await (const page of listPages(imageStreams, { namespace, limit, after, signal })) {
    yield { ...placeOf(page), rows: await reduced(page.items, signal) }
  }
}

/** How long rows are reduced before whatever else this thread does gets a turn. */
const SLICE_MS = 12

async function reduced(streams: Iterable<ImageStream>, signal: AbortSignal): Promise<StreamRow[]> {
  const rows: StreamRow[] = []
  let began = performance.now()
  for (const stream of streams) {
    rows.push(toStreamRow(stream))
    if (performance.now() - began < SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    began = performance.now()
  }
  return rows
}
