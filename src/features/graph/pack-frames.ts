import { gaps, type Point, screenShape } from './graph-geometry'

/** How many heights are tried. */
const tries = 200

interface Size {
  width: number
  height: number
}

/**
 * Boxes in columns, in their order: of all heights that columns may have the one by which the whole is
 * seen largest on a screen. Gives the upper left corner of each.
 */
export function packFrames(boxes: readonly Size[]): Point[] {
  const tallest = Math.max(0, ...boxes.map(({ height }) => height))
  const all = boxes.reduce((sum, { height }) => sum + height + gaps.part, 0)
  const step = Math.max(40, (all - tallest) / tries)
  let best = inColumns(boxes, tallest)
  for (let most = tallest + step; most < all + step; most += step) {
    const tried = inColumns(boxes, most)
    if (tried.extent < best.extent) best = tried
  }
  return best.corners
}

function inColumns(boxes: readonly Size[], most: number): { corners: Point[]; extent: number } {
  const corners: Point[] = []
  let [x, y, columnWidth, lowest] = [0, 0, 0, 0]
  for (const { width, height } of boxes) {
    if (y > 0 && y + height > most) {
      x += columnWidth + gaps.part
      y = 0
      columnWidth = 0
    }
    corners.push({ x, y })
    lowest = Math.max(lowest, y + height)
    y += height + gaps.part
    columnWidth = Math.max(columnWidth, width)
  }
  return { corners, extent: Math.max(x + columnWidth, lowest * screenShape) }
}
