import { listPages } from '@/api/list-pages'
import { imageStreams } from '@/api/resources'
import { toStreamRow } from '@/domain/stream-row'
import { inSlices } from './in-slices'
import { placeOf, type RowPage, type RowPagesAsked } from './row-page'

/** What `rowPages` gives, made in this thread: in its worker, and in the page where there is none. */
export async function* readPages(
  { namespace, limit, after }: RowPagesAsked,
  signal: AbortSignal,
): AsyncGenerator<RowPage> {
  for await (const page of listPages(imageStreams, { namespace, limit, after, signal })) {
    yield { ...placeOf(page), rows: await inSlices(page.items, toStreamRow, signal) }
  }
}
