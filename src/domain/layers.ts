import { instructionText } from './dockerfile'
import type { HistoryStep } from './image-config'
import type { Image, ImageLayer } from './kinds/image'
import { asObjects, asText } from './untrusted'

/** One layer of an image, or one step of its build that left no layer. */
export interface LayerRow {
  /** '' for a step without a layer. */
  digest: string
  /** Bytes, compressed; null where it is not known, and for a step without a layer. */
  size: number | null
  mediaType: string
  /** Its part of the whole, 0 to 1. */
  share: number
  /** Bytes up to here, this one included. */
  runningTotal: number
  /** The Dockerfile's words for the step; absent where the history is not known. */
  instruction?: string
  isEmpty: boolean
}

/**
 * The layers as they were built, base first, each with the step that made it. The history names
 * all steps, and those that changed no file have no layer (S-41): the two are joined only when they
 * are of the same length without those, for a wrong instruction is worse than none.
 */
export function layerRows(
  layers: readonly ImageLayer[] | null | undefined,
  history?: readonly HistoryStep[],
): LayerRow[] {
  const known = asObjects(layers)
  const total = known.reduce((sum, layer) => sum + (bytesOf(layer) ?? 0), 0)
  let runningTotal = 0

  function layerRow(layer: ImageLayer): LayerRow {
    const size = bytesOf(layer)
    runningTotal += size ?? 0
    return {
      digest: asText(layer.name),
      size,
      mediaType: asText(layer.mediaType),
      share: total > 0 ? (size ?? 0) / total : 0,
      runningTotal,
      isEmpty: false,
    }
  }

  if (!history || !hasStepForEach(known, history)) return known.map(layerRow)
  const rest = known.values()
  return history.map((step) => {
    const instruction = instructionText(step)
    const layer = step.empty_layer ? undefined : rest.next().value
    if (layer) return { ...layerRow(layer), instruction }
    return {
      digest: '',
      size: null,
      mediaType: '',
      share: 0,
      runningTotal,
      instruction,
      isEmpty: true,
    }
  })
}

/** Whether the history tells of as many layers as there are: only then can the two be joined. */
export function hasStepForEach(
  layers: readonly ImageLayer[],
  history: readonly HistoryStep[],
): boolean {
  return history.filter((step) => !step.empty_layer).length === layers.length
}

/**
 * The image's layers, base first. The API keeps them in that order, except for images that an old
 * server stored, which say so in an annotation.
 */
export function orderedLayers(image: Image): readonly ImageLayer[] {
  const layers = asObjects(image.dockerImageLayers)
  const order = image.metadata?.annotations?.['image.openshift.io/dockerLayersOrder']
  return order === 'descending' ? layers.toReversed() : layers
}

function bytesOf({ size }: ImageLayer): number | null {
  return typeof size === 'number' && Number.isFinite(size) && size >= 0 ? size : null
}
