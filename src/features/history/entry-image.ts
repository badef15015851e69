import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { imageSize } from '@/domain/image-config'
import { soundImage } from '@/domain/sound-image'
import { type StoredImage, storedImages } from '@/domain/stored-sizes'
import { failureOf } from '@/queries/failure'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'

const unknown: StoredImage = { size: null, isGone: false }

/**
 * What is stored of the images of a stream's histories: from one answer for all of them, where this
 * person may have it (S-45). Undefined until it is known whether they may; null where they may not.
 */
export function useStoredImages(
  namespace: string,
  stream: string,
): ReadonlyMap<string, StoredImage> | null | undefined {
  const { data, isError } = useQuery(imageStreamLayersQueries.detail(namespace, stream))
  return useMemo(() => (data ? storedImages(data) : isError ? null : data), [data, isError])
}

/** One image of a history; where all at once may not be had, it is read by itself while on screen. */
export function useEntryImage(
  namespace: string,
  stream: string,
  digest: string,
  stored: ReadonlyMap<string, StoredImage> | null | undefined,
): StoredImage {
  const { data, error } = useQuery({
    ...imageStreamImageQueries.detail(namespace, stream, digest),
    enabled: stored === null && digest !== '',
  })
  return useMemo(() => {
    if (stored) return stored.get(digest) ?? unknown
    if (data) return { size: imageSize(soundImage(data.image)), isGone: false }
    return { size: null, isGone: error !== null && failureOf(error).kind === 'notFound' }
  }, [stored, digest, data, error])
}
