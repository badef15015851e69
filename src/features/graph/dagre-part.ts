import { Graph, layout } from '@dagrejs/dagre'
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

/** A part of a graph as dagre lays it: images travel from left to right, edges lead around nodes. */
export function dagrePart(part: GraphInput): PartGeometry {
  const graph = new Graph({ multigraph: true })
  // Aligned at one corner, what follows what stands in one line rather than on a staircase.
  const align = 'UL'
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.row, ranksep: gaps.column, edgesep: 10, align })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of part.nodes) graph.setNode(id, { ...nodeSize })
  for (const { id, from, to } of part.edges) if (from !== to) graph.setEdge(from, to, {}, id)
  layout(graph)

  const nodes = new Map<string, Point>()
  for (const { id } of part.nodes) {
    const { x = 0, y = 0 } = graph.node(id) as Partial<Point>
    nodes.set(id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 })
  }
  const back = backWays(nodes, part.edges)
  const edges = new Map<string, Point[]>()
  for (const { id, from, to } of part.edges) {
    const { points = [] } = (back.has(id) ? {} : graph.edge(from, to, id)) as { points?: Point[] }
    edges.set(id, back.get(id) ?? wayOf(nodes, { from, to }, points.slice(1, -1)))
  }
  return withinBox(nodes, edges)
}
