import { useQueries, useQuery } from '@tanstack/react-query'
import { imageSize } from '@/domain/image-config'
import { soundImage } from '@/domain/sound-image'
import { asTexts } from '@/domain/untrusted'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'

export interface PlatformSize {
  /** Bytes of the layers; null where they are not told. */
  size: number | null
  layers: number
}

/**
 * Size and number of layers of the images of a list: of all in one call where the stream's layers may
 * be read (S-45), else of one image after the other, which every viewer may read (S-46).
 */
export function usePlatformSizes(
  namespace: string,
  stream: string,
  digests: readonly string[],
): Map<string, PlatformSize> {
  const { data: matrix } = useQuery(imageStreamLayersQueries.detail(namespace, stream))
  const sizes = new Map<string, PlatformSize>()
  for (const digest of digests) {
    const layers = asTexts(matrix?.images?.[digest]?.layers)
    if (layers.length === 0) continue
    const bytes = layers.reduce(
      (sum, layer) => sum + (matrix?.blobs?.[layer]?.size ?? Number.NaN),
      0,
    )
    sizes.set(digest, { size: Number.isFinite(bytes) ? bytes : null, layers: layers.length })
  }
  const missing = matrix === undefined ? [] : digests.filter((digest) => !sizes.has(digest))
  const images = useQueries({
    queries: missing.map((digest) => imageStreamImageQueries.detail(namespace, stream, digest)),
  })
  for (const [index, { data }] of images.entries()) {
    const digest = missing[index]
    if (!data || digest === undefined) continue
    const image = soundImage(data.image)
    sizes.set(digest, { size: imageSize(image), layers: image.dockerImageLayers?.length ?? 0 })
  }
  return sizes
}
