import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import { isObject } from '@/domain/untrusted'

/** What a stream's images take, and how much of it they share. */
export interface StreamStorage {
  /** Bytes of all blobs, each counted once. */
  unique: number
  /** Bytes of all images, as if each had its blobs for itself. */
  sum: number
  images: number
  /** Images of the history that the cluster does not have any more. */
  missing: number
  /** Layers whose size nobody told: the figures are at least so much. */
  unknown: number
}

/**
 * The storage that a stream's images take (S-45): layers and configurations, compressed, as the
 * registry keeps them. Of a list of platforms the images of all platforms count.
 */
export function streamStorage({ blobs, images }: ImageStreamLayers): StreamStorage {
  const sizes = new Map(Object.entries(isObject(blobs) ? blobs : {}))
  const used = new Set<string>()
  const unknown = new Set<string>()
  const storage = { unique: 0, sum: 0, images: 0, missing: 0 }
  for (const image of Object.values(isObject(images) ? images : {})) {
    if (!isObject(image)) continue
    if (image.imageMissing) {
      storage.missing++
      continue
    }
    const own = new Set([...(image.layers ?? []), ...(image.config ? [image.config] : [])])
    // A list of platforms has no blobs of its own: its images are listed beside it.
    if (own.size > 0) storage.images++
    for (const blob of own) {
      const size = sizes.get(blob)?.size
      if (typeof size !== 'number') {
        // The cluster leaves the size of most configurations out; they are a few kilobytes.
        if (blob !== image.config) unknown.add(blob)
        continue
      }
      storage.sum += size
      if (!used.has(blob)) storage.unique += size
      used.add(blob)
    }
  }
  return { ...storage, unknown: unknown.size }
}
