import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import { imageStreamImages } from '@/api/resources'
import { atMost } from './at-most'
import { imageQueries } from './images'
import { withoutManagedFields } from './without-managed-fields'

const all = ['image-stream-images'] as const

/** Rows of a list ask each for their image: a few at a time, so that nobody else's request waits. */
const fourAtOnce = atMost(4)

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
          await fourAtOnce(
            () => get(imageStreamImages, { namespace, name: `${stream}@${digest}` }, signal),
            signal,
          ),
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
