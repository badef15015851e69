import type { Box, Point } from './graph-geometry'

/** Which part of a drawing is seen: its scale, and where its origin stands in the window. */
export interface View extends Point {
  scale: number
}

export interface Size {
  width: number
  height: number
}

/** Below this not even frames can be told apart, above it nothing is gained. */
const scales = { least: 0.03, most: 2 }
/** What is shown first can be read without zooming. */
const readable = 0.75
const margin = 24
/** At the bottom are the buttons that zoom: nothing that one looks for is led beneath them. */
const foot = 64

/** All of a drawing in the middle of a window, never larger than life. */
export function fitView(drawing: Size, window: Size): View {
  const room = { width: window.width - 2 * margin, height: window.height - margin - foot }
  const scale = clamp(
    Math.min(1, room.width / Math.max(1, drawing.width), room.height / Math.max(1, drawing.height)),
  )
  return {
    scale,
    x: Math.max(margin, (window.width - drawing.width * scale) / 2),
    y: Math.max(
      margin,
      Math.min(
        (window.height - drawing.height * scale) / 2,
        window.height - foot - drawing.height * scale,
      ),
    ),
  }
}

/** What is seen first: all of it where that can be read, else its beginning. */
export function firstView(drawing: Size, window: Size): View {
  const fit = fitView(drawing, window)
  return fit.scale >= readable ? fit : { scale: 0.9, x: margin, y: margin }
}

/** Zoomed by a factor around a point of the window, which stays where it is. */
export function zoomed(view: View, factor: number, at: Point): View {
  const scale = clamp(view.scale * factor)
  const change = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * change, y: at.y - (at.y - view.y) * change }
}

/**
 * The view after two fingers went from one pair of points of the window to another: zoomed as they came
 * apart, and moved as the point between them did.
 */
export function pinched(
  view: View,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
): View {
  const [from, to] = [middle(before), middle(after)]
  const factor = distance(after) / Math.max(1, distance(before))
  const near = zoomed(view, factor, from)
  return { ...near, x: near.x + to.x - from.x, y: near.y + to.y - from.y }
}

function middle([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function distance([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The view moved as little as shows a box of the drawing; the same where it is seen already. */
export function viewWith(view: View, box: Box, window: Size): View {
  const start = { x: box.x * view.scale + view.x, y: box.y * view.scale + view.y }
  const x = shift(start.x, box.width * view.scale, window.width - margin)
  const y = shift(start.y, box.height * view.scale, window.height - foot)
  return x === 0 && y === 0 ? view : { ...view, x: view.x + x, y: view.y + y }
}

function shift(start: number, length: number, last: number): number {
  if (start < margin) return margin - start
  const over = start + length - last
  return over > 0 ? -Math.min(over, start - margin) : 0
}

/** The part of the drawing that a window shows, and a little around it. */
export function seenBox(view: View, window: Size): Box {
  const around = 200
  return {
    x: (-view.x - around) / view.scale,
    y: (-view.y - around) / view.scale,
    width: (window.width + 2 * around) / view.scale,
    height: (window.height + 2 * around) / view.scale,
  }
}

function clamp(scale: number): number {
  return Math.min(scales.most, Math.max(scales.least, scale))
}
