import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import { imageStreamLayers } from '@/api/resources'
import { whereAllowed } from './where-allowed'

const all = ['image-stream-layers'] as const

export const imageStreamLayersQueries = {
  all,

  /**
   * The blobs of a stream's images and their sizes, in one call (S-45). null for who may not read
   * them: a plain viewer may not, and then an image's own layers have to do.
   */
  detail: (namespace: string, stream: string) =>
    queryOptions({
      queryKey: [...all, namespace, stream],
      queryFn: ({ signal }) => {
        const object = { namespace, name: stream, subresource: 'layers' }
        return whereAllowed(get(imageStreamLayers, object, signal))
      },
      staleTime: 60_000,
    }),
}
