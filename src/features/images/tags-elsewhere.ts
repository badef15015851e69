import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StreamRow } from '@/domain/stream-row'
import { imageStreamQueries } from '@/queries/image-streams'

/** A tag of another stream of the project. */
export interface TagElsewhere {
  stream: string
  tag: string
}

/**
 * The tags of the project's other streams that hold the image now [M5]. Rows keep no histories, so
 * nothing is said of tags that held it once. `isWhole` is false while rows are still arriving, and
 * where they cannot be had.
 */
export function useTagsElsewhere(
  namespace: string,
  stream: string,
  digest: string,
): { tags: TagElsewhere[]; isWhole: boolean; isFailed: boolean } {
  const { data, isError } = useQuery(imageStreamQueries.rows(namespace))
  const tags = useMemo(
    () => tagsElsewhere(data?.rows ?? [], { stream, digest }),
    [data?.rows, stream, digest],
  )
  return { tags, isWhole: data?.isComplete === true, isFailed: isError && !data }
}

/** The tags of streams other than `stream` whose newest image it is, by stream, in their order. */
export function tagsElsewhere(
  rows: readonly StreamRow[],
  { stream, digest }: { stream: string; digest: string },
): TagElsewhere[] {
  if (digest === '') return []
  return rows
    .filter(({ name }) => name !== stream)
    .flatMap(({ name, tags }) =>
      tags
        .filter(({ latest }) => latest?.image === digest)
        .map((tag) => ({ stream: name, tag: tag.name })),
    )
    .sort((a, b) => (a.stream === b.stream ? 0 : a.stream < b.stream ? -1 : 1))
}
