import { Graph, layout } from '@dagrejs/dagre'
import {
  framePadding,
  type GraphGeometry,
  type GraphInput,
  gaps,
  nodeSize,
  type PartGeometry,
  type Point,
  wayOf,
} from './graph-geometry'
import { graphParts } from './graph-parts'
import { layerPart } from './layer-part'

/** Above this many nodes in one part dagre takes seconds; they are laid in plain columns. */
const mostForDagre = 250
/** How much wider than tall the whole should be, as screens are. */
const shape = 1.6

/**
 * Where everything of a graph is: images travel from left to right, nodes never overlap, and an edge
 * leads around the nodes of the columns between. Parts that nothing connects stand apart, each in a
 * frame, packed into the shape of a screen.
 */
export function layoutGraph(input: GraphInput): GraphGeometry {
  const parts = graphParts(input).map((part) => ({
    id: part.nodes[0]?.id ?? '',
    groups: [...new Set(part.nodes.map(({ group }) => group))].filter(Boolean),
    ...(part.nodes.length > mostForDagre ? layerPart(part) : dagrePart(part)),
  }))
  const { side, top, bottom } = framePadding
  const boxes = parts.map(({ width, height }) => ({
    width: width + 2 * side,
    height: height + top + bottom,
  }))
  const corners = packed(boxes)
  const geometry: GraphGeometry = { nodes: {}, edges: {}, frames: [], width: 0, height: 0 }
  for (const [index, part] of parts.entries()) {
    const corner = corners[index] ?? { x: 0, y: 0 }
    const box = boxes[index] ?? { width: 0, height: 0 }
    const move = ({ x, y }: Point) => ({ x: x + corner.x + side, y: y + corner.y + top })
    for (const [id, point] of part.nodes) geometry.nodes[id] = move(point)
    for (const [id, points] of part.edges) geometry.edges[id] = points.map(move)
    geometry.frames.push({ id: part.id, groups: part.groups, ...corner, ...box })
    geometry.width = Math.max(geometry.width, corner.x + box.width)
    geometry.height = Math.max(geometry.height, corner.y + box.height)
  }
  return geometry
}

function dagrePart(part: GraphInput): PartGeometry {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.row, ranksep: gaps.column, edgesep: 10 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of part.nodes) graph.setNode(id, { ...nodeSize })
  for (const { id, from, to } of part.edges) graph.setEdge(from, to, {}, id)
  layout(graph)

  const nodes = new Map<string, Point>()
  for (const { id } of part.nodes) {
    const { x = 0, y = 0 } = graph.node(id) as Partial<Point>
    nodes.set(id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 })
  }
  const edges = new Map<string, Point[]>()
  for (const { id, from, to } of part.edges) {
    const { points = [] } = graph.edge(from, to, id) as { points?: Point[] }
    edges.set(id, wayOf(nodes, { from, to }, points.slice(1, -1)))
  }
  return withinBox(nodes, edges)
}

/** Moved so that all of it begins at 0. An edge around many nodes may lead above the first, or below the last. */
function withinBox(nodes: Map<string, Point>, edges: Map<string, Point[]>): PartGeometry {
  let [left, top, right, bottom] = [0, 0, 0, 0]
  const extend = ({ x, y }: Point, { width, height } = { width: 0, height: 0 }) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const corner of nodes.values()) extend(corner, nodeSize)
  for (const points of edges.values()) for (const point of points) extend(point)
  const moved = ({ x, y }: Point) => ({ x: x - left, y: y - top })
  return {
    nodes: new Map([...nodes].map(([id, corner]) => [id, moved(corner)])),
    edges: new Map([...edges].map(([id, points]) => [id, points.map(moved)])),
    width: right - left,
    height: bottom - top,
  }
}

/** Boxes in columns, in their order: about as high as a screen that shows them all. */
function packed(boxes: readonly { width: number; height: number }[]): Point[] {
  const area = boxes.reduce(
    (sum, { width, height }) => sum + (width + gaps.part) * (height + gaps.part),
    0,
  )
  const tallest = Math.max(0, ...boxes.map(({ height }) => height))
  const most = Math.max(tallest, Math.sqrt(area / shape))
  const corners: Point[] = []
  let [x, y, columnWidth] = [0, 0, 0]
  for (const { width, height } of boxes) {
    if (y > 0 && y + height > most) {
      x += columnWidth + gaps.part
      y = 0
      columnWidth = 0
    }
    corners.push({ x, y })
    y += height + gaps.part
    columnWidth = Math.max(columnWidth, width)
  }
  return corners
}
