import {
  type GraphInput,
  gaps,
  nodeSize,
  type PartGeometry,
  type Point,
  wayOf,
} from './graph-geometry'

/** A column is broken into several when it is higher than this many nodes. */
const mostRows = 40

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
  let [x, height] = [0, 0]
  for (const column of columns) {
    const order = new Map(column.map((id) => [id, sourceRow(id, before, nodes)]))
    column.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    for (const [index, id] of column.entries()) {
      if (index > 0 && index % mostRows === 0) x += nodeSize.width + gaps.row
      const y = (index % mostRows) * (nodeSize.height + gaps.row)
      nodes.set(id, { x, y })
      height = Math.max(height, y + nodeSize.height)
    }
    x += nodeSize.width + gaps.column
  }
  return {
    nodes,
    edges: new Map(part.edges.map((edge) => [edge.id, wayOf(nodes, edge, [])])),
    width: x - gaps.column,
    height,
  }
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
