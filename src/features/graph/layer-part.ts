import { backWays } from './back-ways'
import {
  type GraphInput,
  gaps,
  nodeSize,
  type PartGeometry,
  type Point,
  wayOf,
} from './graph-geometry'
import { withinBox } from './within-box'

/** A column is broken into several when it is higher than this many nodes. */
const mostRows = 40
/** Between those, where edges lead to their nodes; and from a column to where they turn. */
const broken = { gap: 32, turn: 30 }

/**
 * A part with very many nodes, in plain columns: how far each node is from where its images begin,
 * and in a column first what comes from the same place. Takes time in proportion to its size.
 */
export function layerPart(part: GraphInput): PartGeometry {
  const before = new Map<string, string[]>()
  for (const { from, to } of part.edges) {
    if (from === to) continue
    const list = before.get(to)
    if (list) list.push(from)
    else before.set(to, [from])
  }
  const depths = new Map<string, number>()
  for (const { id } of part.nodes) depthOf(id, before, depths)

  const deepest = Math.max(...depths.values())
  const columns = Array.from({ length: deepest + 1 }, (): string[] => [])
  for (const { id } of part.nodes) columns[depths.get(id) ?? 0]?.push(id)
  const nodes = new Map<string, Point>()
  /** Where the whole column of a node begins. */
  const lefts = new Map<string, number>()
  let x = 0
  for (const column of columns) {
    const left = x
    const order = new Map(column.map((id) => [id, sourceRow(id, before, nodes)]))
    column.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    for (const [index, id] of column.entries()) {
      if (index > 0 && index % mostRows === 0) x += nodeSize.width + broken.gap
      const y = (index % mostRows) * (nodeSize.height + gaps.row)
      nodes.set(id, { x, y })
      lefts.set(id, left)
    }
    x += nodeSize.width + gaps.column
  }
  const back = backWays(nodes, part.edges)
  const ways = part.edges.map((edge): [string, Point[]] => {
    const way = back.get(edge.id) ?? wayOf(nodes, edge, between(nodes, lefts, edge))
    return [edge.id, way]
  })
  return withinBox(nodes, new Map(ways))
}

/**
 * To a node behind others of its column an edge leads between two rows: no node is crossed, and edges
 * from one place are one line until they part.
 */
function between(
  nodes: ReadonlyMap<string, Point>,
  lefts: ReadonlyMap<string, number>,
  { from, to }: { from: string; to: string },
): Point[] {
  const { x, y } = nodes.get(to) ?? { x: 0, y: 0 }
  const left = lefts.get(to) ?? x
  if (x === left) return []
  const start = nodes.get(from) ?? { x: 0, y: 0 }
  const turn = left - broken.turn
  const row = y - gaps.row / 2
  const before = x - broken.gap / 2
  return [
    { x: turn, y: start.y + nodeSize.height / 2 },
    { x: turn, y: row },
    { x: before, y: row },
    { x: before, y: y + nodeSize.height / 2 },
  ]
}

/** The longest way from a beginning; a circle ends where it closes. No recursion: ways may be long. */
function depthOf(
  id: string,
  before: ReadonlyMap<string, string[]>,
  depths: Map<string, number>,
): void {
  const path = [id]
  const open = new Set<string>()
  while (path.length > 0) {
    const at = path.at(-1) ?? ''
    const sources = before.get(at) ?? []
    const next = sources.find((source) => !depths.has(source) && !open.has(source))
    open.add(at)
    if (next !== undefined) {
      path.push(next)
      continue
    }
    path.pop()
    open.delete(at)
    const known = sources.map((source) => depths.get(source) ?? -1)
    depths.set(at, Math.max(-1, ...known) + 1)
  }
}

function sourceRow(
  id: string,
  before: ReadonlyMap<string, string[]>,
  nodes: ReadonlyMap<string, Point>,
): number {
  const rows = (before.get(id) ?? []).map((source) => nodes.get(source)?.y ?? 0)
  return rows.length > 0 ? rows.reduce((sum, y) => sum + y, 0) / rows.length : 0
}
