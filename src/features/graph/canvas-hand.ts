import { useRef, useState } from 'react'
import type { Point } from './graph-geometry'

/** A hand that shakes has not moved anything. */
const least = 4

/**
 * What the pointers on a drawing do to its view: one moves it, two move it and zoom it between them.
 * Points are of the window.
 */
export function useCanvasHand({
  move,
  pinch,
}: {
  move: (way: Point) => void
  pinch: (before: readonly [Point, Point], after: readonly [Point, Point]) => void
}) {
  const points = useRef(new Map<number, Point>())
  const [hasMoved, setHasMoved] = useState(false)

  return {
    hasMoved,
    take(event: React.PointerEvent) {
      points.current.set(event.pointerId, pointOf(event))
    },
    move(event: React.PointerEvent) {
      const before = points.current.get(event.pointerId)
      if (!before) return
      const after = pointOf(event)
      const other = [...points.current].find(([id]) => id !== event.pointerId)?.[1]
      const way = { x: after.x - before.x, y: after.y - before.y }
      if (!other && !hasMoved && Math.hypot(way.x, way.y) < least) return
      points.current.set(event.pointerId, after)
      setHasMoved(true)
      if (other) pinch([before, other], [after, other])
      else move(way)
    },
    /** True when the pointer that is lifted was part of a movement: it has then chosen nothing. */
    lift(event: React.PointerEvent): boolean {
      points.current.delete(event.pointerId)
      if (points.current.size === 0) setHasMoved(false)
      return hasMoved
    },
  }
}

function pointOf({ clientX, clientY }: React.PointerEvent): Point {
  return { x: clientX, y: clientY }
}
