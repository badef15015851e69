import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import { imageStreamImages } from '@/api/resources'
import { imageQueries } from './images'
import { withoutManagedFields } from './without-managed-fields'

const all = ['image-stream-images'] as const

export const imageStreamImageQueries = {
  all,

  /**
   * An image as a stream's readers may see it, without manifest and configuration. It is named by
   * the digest of its content, so what was read once stays true. Not found once it was pruned.
   */
  detail: (namespace: string, stream: string, digest: string) =>
    queryOptions({
      queryKey: [...all, namespace, stream, digest],
      queryFn: async ({ signal }) =>
        withoutManagedFields(
          await get(imageStreamImages, { namespace, name: `${stream}@${digest}` }, signal),
        ),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

/** Reads an image again wherever it is on screen: its content stays, its signatures may change (S-48). */
export async function refreshImage(queryClient: QueryClient, digest: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({
      queryKey: all,
      predicate: ({ queryKey }) => queryKey[3] === digest,
    }),
    queryClient.invalidateQueries({ queryKey: [...imageQueries.all, digest] }),
  ])
}
