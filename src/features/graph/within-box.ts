import { wordRoom } from './edge-word'
import { nodeSize, type PartGeometry, type Point } from './graph-geometry'

/** Moved so that all of it begins at 0: an edge, or its word, may stand outside of all nodes. */
export function withinBox(
  nodes: ReadonlyMap<string, Point>,
  edges: ReadonlyMap<string, Point[]>,
): PartGeometry {
  let [left, top, right, bottom] = [0, 0, 0, 0]
  const extend = ({ x, y }: Point, { width, height } = { width: 0, height: 0 }) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const corner of nodes.values()) extend(corner, nodeSize)
  for (const points of edges.values()) {
    for (const point of points) extend(point)
    for (const point of wordRoom(points)) extend(point)
  }
  const moved = ({ x, y }: Point) => ({ x: x - left, y: y - top })
  return {
    nodes: new Map([...nodes].map(([id, corner]) => [id, moved(corner)])),
    edges: new Map([...edges].map(([id, points]) => [id, points.map(moved)])),
    width: right - left,
    height: bottom - top,
  }
}
