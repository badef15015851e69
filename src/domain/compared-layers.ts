import type { LayerRow } from './layers'

/** One layer of two images: in both, only in the left one, or only in the right one. */
export interface ComparedLayer {
  digest: string
  /** Bytes, compressed; null where it is not known. */
  size: number | null
  kind: 'shared' | 'removed' | 'added'
  /** In both, but not in the same order. */
  isMoved: boolean
  /** The step that made it, as the image tells that has it; absent where that is not known. */
  instruction?: string
}

/**
 * The layers of two images as one list, base first. A layer is the same where its digest is: what
 * only the left one has stands before what only the right one has at that place. A digest that
 * occurs several times (the empty layer of old builders does) is paired as often as both have it.
 */
export function compareLayers(
  left: readonly LayerRow[],
  right: readonly LayerRow[],
): ComparedLayer[] {
  const [a, b] = [occurrences(left), occurrences(right)]
  const [inLeft, inRight] = [new Set(a.map(keyOf)), new Set(b.map(keyOf))]
  const paired = new Set<string>()
  const compared: ComparedLayer[] = []
  let at = 0

  /** Walks the left one up to the next layer that both have and that is not told of yet. */
  function takeRemoved(): string | undefined {
    for (; at < a.length; at++) {
      const layer = a[at]
      if (!layer || paired.has(layer.key)) continue
      if (inRight.has(layer.key)) return layer.key
      compared.push(toCompared(layer.row, 'removed'))
    }
    return undefined
  }

  for (const { key, row } of b) {
    const next = takeRemoved()
    if (!inLeft.has(key)) {
      compared.push(toCompared(row, 'added'))
      continue
    }
    compared.push({ ...toCompared(row, 'shared'), isMoved: key !== next })
    paired.add(key)
  }
  takeRemoved()
  return compared
}

function toCompared(row: LayerRow, kind: ComparedLayer['kind']): ComparedLayer {
  const { digest, size, instruction } = row
  return { digest, size, kind, isMoved: false, ...(instruction !== undefined && { instruction }) }
}

interface Occurrence {
  /** The digest, and which time it is. */
  key: string
  row: LayerRow
}

const keyOf = ({ key }: Occurrence) => key

function occurrences(rows: readonly LayerRow[]): Occurrence[] {
  const times = new Map<string, number>()
  return rows
    .filter((row) => !row.isEmpty)
    .map((row) => {
      const time = (times.get(row.digest) ?? 0) + 1
      times.set(row.digest, time)
      return { key: `${row.digest} ${time}`, row }
    })
}

/**
 * What a node that has the left image would pull of the right one: each blob once. Null where the
 * size of one is not known.
 */
export function bytesToPull(layers: readonly ComparedLayer[]): number | null {
  const held = new Set(layers.filter(({ kind }) => kind !== 'added').map(({ digest }) => digest))
  return sumOnce(layers.filter(({ kind, digest }) => kind === 'added' && !held.has(digest)))
}

/** Bytes of the layers that both have; null where the size of one is not known. */
export function sharedBytes(layers: readonly ComparedLayer[]): number | null {
  return sumOnce(layers.filter(({ kind }) => kind === 'shared'))
}

function sumOnce(layers: readonly ComparedLayer[]): number | null {
  const sizes = new Map(layers.map(({ digest, size }) => [digest, size]))
  let sum = 0
  for (const size of sizes.values()) {
    if (size === null) return null
    sum += size
  }
  return sum
}
