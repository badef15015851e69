import type { ImageStreamLayers } from './kinds/image-stream'
import { asTexts, isObject } from './untrusted'

/** What a stream's layers matrix tells of one of its images. */
export interface StoredImage {
  /** Bytes, compressed; null where one is not known, and for a list of platforms. */
  size: number | null
  /** The image was pruned: its name is in a history, and nothing else of it is left. */
  isGone: boolean
}

/** The images of a stream's histories by digest, from one answer for all of them (S-45). */
export function storedImages(layers: ImageStreamLayers): ReadonlyMap<string, StoredImage> {
  const blobs = isObject(layers.blobs) ? layers.blobs : {}
  const images = isObject(layers.images) ? Object.entries(layers.images) : []
  return new Map(
    images.map(([digest, image]) => {
      const isGone = image?.imageMissing === true
      return [digest, { size: isGone ? null : sizeOf(image, blobs), isGone }]
    }),
  )
}

/** The configuration and each layer once, as a registry keeps them. */
function sizeOf(
  image: ImageStreamLayers['images'][string] | null,
  blobs: ImageStreamLayers['blobs'],
): number | null {
  const layers = asTexts(image?.layers)
  if (layers.length === 0) return null
  let sum = 0
  for (const digest of new Set([...layers, image?.config ?? ''])) {
    if (digest === '') continue
    const size = Object.hasOwn(blobs, digest) ? blobs[digest]?.size : undefined
    // The configuration is often not measured, and weighs next to nothing.
    if (typeof size !== 'number') {
      if (digest === image?.config) continue
      return null
    }
    sum += size
  }
  return sum
}
