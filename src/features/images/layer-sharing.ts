import type { BaseCandidate } from '@/domain/base-image'
import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import type { LayerRow } from '@/domain/layers'
import { asTexts } from '@/domain/untrusted'

/** Where else in the stream a layer is. */
export interface SharedLayer {
  size: number
  /** In every image of the stream, in some others, or in this image alone. */
  kind: 'every' | 'some' | 'own'
  /** Tags that hold it now. */
  tags: string[]
  /** The digests of the images with it that no tag holds now: older ones, and platforms of lists. */
  images: string[]
}

/** The other images of a stream that are there and have layers, base first. */
export function otherImages(
  digest: string,
  streamLayers: ImageStreamLayers | undefined,
): BaseCandidate[] {
  return Object.entries(streamLayers?.images ?? {}).flatMap(([name, image]) => {
    const layers = asTexts(image?.layers)
    return name === digest || image?.imageMissing || layers.length === 0
      ? []
      : [{ digest: name, layers }]
  })
}

/**
 * Joins the layers of one image with the stream's layers matrix (S-45). Undefined where the matrix
 * may not be read: then nothing is known, and nothing is claimed.
 */
export function layerSharing(
  rows: LayerRow[],
  digest: string,
  streamLayers: ImageStreamLayers | undefined,
  tagsOf: ReadonlyMap<string, string[]>,
): Map<string, SharedLayer> | undefined {
  if (!streamLayers?.images) return undefined
  const others = otherImages(digest, streamLayers)
  const holders = new Map<string, string[]>()
  for (const { digest: name, layers } of others) {
    for (const layer of new Set(layers)) {
      const names = holders.get(layer)
      if (names) names.push(name)
      else holders.set(layer, [name])
    }
  }
  const sharing = new Map<string, SharedLayer>()
  for (const row of rows) {
    if (row.isEmpty || !row.digest) continue
    const names = holders.get(row.digest) ?? []
    sharing.set(row.digest, {
      size: row.size ?? 0,
      kind: names.length === 0 ? 'own' : names.length === others.length ? 'every' : 'some',
      tags: names.flatMap((name) => tagsOf.get(name) ?? []),
      images: names.filter((name) => !tagsOf.get(name)?.length),
    })
  }
  return sharing
}
