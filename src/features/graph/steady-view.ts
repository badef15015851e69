import { type Box, boxesMeet, type GraphGeometry, nodeSize, type Point } from './graph-geometry'
import { firstView, fitView, type Size, type View, viewWith } from './view'

type Places = Pick<GraphGeometry, 'nodes' | 'width' | 'height'>

/** The view of a drawing that nobody has moved: as it is first seen, but with what is chosen in it. */
export function untouchedView(drawing: Size, window: Size, chosen: Box | null): View {
  const view = firstView(drawing, window)
  return chosen ? viewWith(view, chosen, window) : view
}

/**
 * The view when a drawing is placed anew, as by unfolding: what is drawn before and after stays where
 * it was on the screen, by the node of these that is nearest to `around`. Nodes may move against each
 * other; then that one counts.
 */
export function steadyView(
  view: View,
  before: Places,
  after: Places,
  window: Size,
  around: Point | null,
): View {
  const middle = {
    x: (window.width / 2 - view.x) / view.scale,
    y: (window.height / 2 - view.y) / view.scale,
  }
  const at = around ?? middle
  let nearest: { from: Point; to: Point; distance: number } | null = null
  for (const [id, from] of Object.entries(before.nodes)) {
    const to = after.nodes[id]
    if (!to || !isSeen(view, from, window)) continue
    const distance = Math.hypot(from.x - at.x, from.y - at.y)
    if (!nearest || distance < nearest.distance) nearest = { from, to, distance }
  }
  const next = nearest
    ? {
        ...view,
        x: view.x + (nearest.from.x - nearest.to.x) * view.scale,
        y: view.y + (nearest.from.y - nearest.to.y) * view.scale,
      }
    : view
  // A view of nothing is of no use to anybody.
  const seesAny = Object.values(after.nodes).some((corner) => isSeen(next, corner, window))
  return seesAny ? next : firstView(after, window)
}

/** Whether all of a drawing is seen at once, and can be read. */
export function isWhole(drawing: Size, window: Size): boolean {
  return firstView(drawing, window).scale === fitView(drawing, window).scale
}

function isSeen({ x, y, scale }: View, corner: Point, window: Size): boolean {
  const box = { x: -x / scale, y: -y / scale }
  const size = { width: window.width / scale, height: window.height / scale }
  return boxesMeet({ ...corner, ...nodeSize }, { ...box, ...size })
}
