import { queryOptions } from '@tanstack/react-query'
import { create } from '@/api/client'
import { imageStreamImports } from '@/api/resources'
import { taggedReference } from '@/domain/import-plan'
import type { ImageStreamImportStatus } from '@/domain/kinds/image-stream-import'
import {
  type LookAt,
  type LookedRepository,
  type LookedTag,
  lookAtRequest,
  lookedRepository,
  lookedTag,
} from '@/domain/reference-look'
import { asObjects } from '@/domain/untrusted'

const all = ['reference-looks'] as const

/**
 * What registries have, before anything of it is imported [E12]. A registry that refuses is an
 * answer, and part of the data; only a cluster that does not answer fails. Nothing is asked twice by
 * itself: a look at a repository takes a real server half a minute (S-37).
 */
const once = { staleTime: 5 * 60_000, retry: false } as const

export const referenceLookQueries = {
  all,

  /** One image, by tag or digest. */
  image: (at: LookAt) =>
    queryOptions({
      queryKey: [...all, 'image', at],
      queryFn: async ({ signal }): Promise<LookedTag> => {
        const status = await look(at, [at.reference], signal)
        return lookedTag(asObjects(status?.images)[0], '')
      },
      ...once,
    }),

  /** A repository: its first tags with their images, and the names of all others. */
  repository: (at: LookAt) =>
    queryOptions({
      queryKey: [...all, 'repository', at],
      queryFn: async ({ signal }): Promise<LookedRepository> =>
        lookedRepository(await look(at, undefined, signal)),
      ...once,
    }),

  /** A few tags of a repository of which only the names are known. */
  tags: (at: LookAt, tags: readonly string[]) =>
    queryOptions({
      queryKey: [...all, 'tags', at, tags],
      queryFn: async ({ signal }): Promise<LookedTag[]> => {
        const references = tags.map((tag) => taggedReference(at.reference, tag))
        const images = asObjects((await look(at, references, signal))?.images)
        return tags.map((tag, index) => lookedTag(images[index], tag))
      },
      ...once,
    }),
}

async function look(
  at: LookAt,
  images: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<ImageStreamImportStatus | undefined> {
  const request = lookAtRequest(at, images)
  const { status } = await create(imageStreamImports, at.namespace, request, { signal })
  return status
}
