import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import type { LayerRow } from '@/domain/layers'

/** Where else in the stream a layer is. */
export interface SharedLayer {
  size: number
  /** In every image of the stream, in some others, or in this image alone. */
  kind: 'every' | 'some' | 'own'
  /** Tags that hold it now; images without a tag are not named. */
  tags: string[]
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
  const others = Object.entries(streamLayers.images).filter(
    ([name, image]) => name !== digest && !image?.imageMissing && (image?.layers?.length ?? 0) > 0,
  )
  const holders = new Map<string, string[]>()
  for (const [name, image] of others) {
    for (const layer of new Set(image.layers)) {
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
    })
  }
  return sharing
}
