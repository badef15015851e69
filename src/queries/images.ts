import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import { images } from '@/api/resources'
import type { Image } from '@/domain/kinds/image'
import { whereAllowed } from './where-allowed'
import { withoutManagedFields } from './without-managed-fields'

const all = ['images'] as const

export const imageQueries = {
  all,

  /**
   * An image with the exact text of its manifest and configuration, where the cluster kept them
   * (S-41). null for the many who may not read images, which belong to the cluster (S-50), and for
   * one that is gone.
   */
  detail: (digest: string) =>
    queryOptions({
      queryKey: [...all, digest],
      queryFn: async ({ signal }): Promise<Image | null> => {
        const image = await whereAllowed(get(images, { name: digest }, signal))
        return image && withoutManagedFields(image)
      },
      staleTime: Number.POSITIVE_INFINITY,
    }),
}
