import type { Point } from './graph-geometry'
import type { Size, View } from './view'

/** So near to the border of the window a pointer wants to go on, and so far it gets in a frame. */
const near = 40
const most = 12

/**
 * How far a drawing moves in a frame while something is dragged at the border of its window: faster the
 * nearer to it, and only as long as there is more of the drawing behind it.
 */
export function borderWay(pointer: Point, window: Size, view: View, drawing: Size): Point {
  const end = { x: view.x + drawing.width * view.scale, y: view.y + drawing.height * view.scale }
  return {
    x: way(pointer.x, window.width, view.x, end.x),
    y: way(pointer.y, window.height, view.y, end.y),
  }
}

function way(at: number, room: number, start: number, end: number): number {
  if (at < near && start < near) return speed(near - at)
  if (at > room - near && end > room - near) return -speed(at - room + near)
  return 0
}

function speed(depth: number): number {
  return Math.min(most, Math.max(1, (depth / near) * most))
}
