import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { list } from '@/api/client'
import { imageStreams } from '@/api/resources'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { KubeList } from '@/domain/kinds/meta'
import { firstRows, rowsSource } from './list-rows'
import { live } from './live'
import { listSource } from './live-list'
import { foldRows, type StreamRows } from './stream-rows'

const all = ['image-streams'] as const
const allRows = [...all, 'rows'] as const

export const imageStreamQueries = {
  all,

  /**
   * The image streams of a namespace, or of all, as rows: live, and growing until `isComplete`.
   * The first rows are there when the query is; they stay whatever becomes of the connection.
   */
  rows: (namespace?: string) =>
    queryOptions({
      queryKey: [...allRows, namespace ?? ''],
      queryFn: (context) => firstRows(context, namespace, [...allRows, '']),
      // Rows keep their identity by themselves, and comparing ten thousand again would show.
      structuralSharing: false,
      gcTime: 2 * 60_000,
      ...live(rowsSource(namespace)),
    }),

  /**
   * One stream, live; undefined where it does not exist (any more). Read as a list of at most one:
   * a list carries the cluster's current resourceVersion to watch from, where the stream's own may
   * be weeks old and long forgotten. Its managedFields come along: the pages of a tag tell from them
   * which program changed it.
   */
  detail: (namespace: string, name: string) => {
    const selection = { namespace, fieldSelector: `metadata.name=${name}` }
    const read = async (signal: AbortSignal): Promise<KubeList<ImageStream>> => {
      const { metadata, items } = await list(imageStreams, { ...selection, signal })
      return { metadata, items: items ?? [] }
    }
    return queryOptions({
      queryKey: [...all, 'detail', namespace, name],
      queryFn: ({ signal }) => read(signal),
      select: (streams) => streams.items.at(0),
      ...live(listSource({ resource: imageStreams, ...selection }, read)),
    })
  },
}

/**
 * Reads one stream again after a write, and shows it wherever it is on screen: in its own page and
 * in every list. The watches would bring the same, a moment later.
 */
export async function refreshStream(
  queryClient: QueryClient,
  namespace: string,
  name: string,
): Promise<void> {
  const detail = imageStreamQueries.detail(namespace, name)
  const { items } = await queryClient.fetchQuery({ ...detail, staleTime: 0, retry: false })
  const events = items.map((object) => ({ type: 'MODIFIED' as const, object }))
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: allRows })) {
    if (queryKey[2] !== '' && queryKey[2] !== namespace) continue
    queryClient.setQueryData<StreamRows>(queryKey, (data) => {
      if (!data?.isComplete) return data
      const rows = foldRows(data.rows, events, new Date())
      return rows === data.rows ? data : { ...data, rows }
    })
  }
}
