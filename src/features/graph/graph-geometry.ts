/** Where the parts of a drawn graph are: plain numbers, so that a worker can compute them. */
export interface GraphInput {
  nodes: readonly { id: string; group: string }[]
  edges: readonly { id: string; from: string; to: string }[]
}

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

export interface GraphGeometry {
  /** The upper left corner of each node. */
  nodes: Record<string, Point>
  /** The way of each edge, from where it leaves its source to where it meets its target. */
  edges: Record<string, Point[]>
  /** What holds together what is connected: where it is, and the groups whose nodes it has. */
  frames: (Box & { id: string; groups: string[] })[]
  width: number
  height: number
}

/** The places of the nodes of one part, and the ways of its edges, from 0 on. */
export interface PartGeometry {
  nodes: Map<string, Point>
  edges: Map<string, Point[]>
  width: number
  height: number
}

export const nodeSize = { width: 208, height: 56 }

/** Room of a frame around its nodes; above them stands its title. */
export const framePadding = { top: 30, side: 12, bottom: 12 }

/** Between neighbours of a column, and of a row. */
export const gaps = { row: 16, column: 84, part: 36 }

/** From the middle of the source's right side to the middle of the target's left one. */
export function wayOf(
  nodes: ReadonlyMap<string, Point>,
  { from, to }: { from: string; to: string },
  between: readonly Point[],
): Point[] {
  const source = nodes.get(from) ?? { x: 0, y: 0 }
  const target = nodes.get(to) ?? { x: 0, y: 0 }
  const start = { x: source.x + nodeSize.width, y: source.y + nodeSize.height / 2 }
  const end = { x: target.x, y: target.y + nodeSize.height / 2 }
  // Between neighbours of two columns the one bend is in the middle by itself.
  return [start, ...(between.length > 1 ? between : []), end]
}

/** A line through the points that leaves and arrives level, as an SVG path. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${round(first.x)} ${round(first.y)}`
  let last = first
  for (const point of rest) {
    const middle = round((last.x + point.x) / 2)
    path += `C${middle} ${round(last.y)} ${middle} ${round(point.y)} ${round(point.x)} ${round(point.y)}`
    last = point
  }
  return path
}

/** Whether two boxes share any of their area. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
