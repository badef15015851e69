import { isUpright, type Point } from './graph-geometry'
import type { EdgeLook } from './graph-words'

/**
 * What stands where an edge meets its target: a square for what stays with one image, else an arrow.
 * Its line ends before it, or the point would be blunt.
 */
export function edgeEnd(look: EdgeLook, points: readonly Point[]): string {
  const [before, end] = points.slice(-2)
  if (!before || !end) return ''
  const { x, y } = end
  if (isUpright(before, end)) {
    const back = before.y < y ? -9 : 9
    return look === 'pin' ? `M${x - 4.5} ${y}v${back}h9v${-back}z` : `M${x} ${y}l-5 ${back}h10z`
  }
  return look === 'pin' ? `M${x - 9} ${y - 4.5}h9v9h-9z` : `M${x} ${y}l-9 -5v10z`
}

/** A cross on the middle of the line, for what is broken: told without its colour. */
export function edgeCross(points: readonly Point[]): string {
  // Halfway between two points of the way is always on the line.
  const before = points[Math.floor((points.length - 2) / 2)]
  const after = points[Math.floor((points.length - 2) / 2) + 1]
  if (!before || !after) return ''
  const [x, y] = [(before.x + after.x) / 2, (before.y + after.y) / 2]
  return `M${x - 5} ${y - 5}l10 10M${x - 5} ${y + 5}l10 -10`
}
