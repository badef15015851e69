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

/** How much wider than tall the whole should be, as screens are. */
export const screenShape = 1.6

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

/** How round the corner is where a way turns. */
const roundness = 6
/** The arrow is drawn to the end; a line up to it would make it blunt. */
const arrowRoom = 7

/**
 * A line through the points, as an SVG path. It leaves and arrives level and is curved between, but for
 * what lies straight above or below: there it turns, and its corners are round.
 */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${round(first.x)} ${round(first.y)}`
  let last = first
  for (const [at, point] of rest.entries()) {
    const before = points[at] ?? first
    const next = rest[at + 1]
    const isTurn = next && isUpright(before, point) !== isUpright(point, next)
    const cut = isTurn ? Math.min(roundness, span(before, point) / 2, span(point, next) / 2) : 0
    const end = towards(point, before, cut)
    path += segment(last, end)
    last = end
    if (!isTurn || cut === 0) continue
    last = towards(point, next, cut)
    path += `Q${round(point.x)} ${round(point.y)} ${round(last.x)} ${round(last.y)}`
  }
  return path
}

/** The line of an edge, up to the mark at its end. */
export function edgeLine(points: readonly Point[]): string {
  const [before, end] = points.slice(-2)
  if (!before || !end) return ''
  return edgePath([...points.slice(0, -1), towards(end, before, arrowRoom)])
}

/** Whether the way between two points leads straight up or down. */
export function isUpright(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 0.05 && a.y !== b.y
}

function span(a: Point, b: Point): number {
  return Math.abs(isUpright(a, b) ? a.y - b.y : a.x - b.x)
}

/** A point, and from there some way back to another one. */
function towards(point: Point, other: Point, by: number): Point {
  if (isUpright(point, other)) return { x: point.x, y: point.y + Math.sign(other.y - point.y) * by }
  return { x: point.x + Math.sign(other.x - point.x) * by, y: point.y }
}

function segment(from: Point, to: Point): string {
  if (isUpright(from, to)) return `V${round(to.y)}`
  if (round(from.y) === round(to.y)) return `H${round(to.x)}`
  const middle = round((from.x + to.x) / 2)
  return `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`
}

/** Whether two boxes share any of their area. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
