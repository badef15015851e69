import { type GraphEdge, type GraphNode, neighbourhood, streamId } from '@/domain/reference-graph'
import { isOfStream } from './belonging'
import type { WordAt } from './edge-word'
import { type Box, nodeSize, type Point } from './graph-geometry'
import type { PlacedGraph } from './graph-placement'
import { type Place, readingOrder } from './graph-steps'

/** Whether a place is in the drawing still. */
export function isKnown({ graph }: PlacedGraph, { kind, id }: Place): boolean {
  return kind === 'node' ? graph.nodes.has(id) : graph.edges.some((edge) => edge.id === id)
}

/** Where the keyboard begins. */
export function firstPlace({ geometry }: PlacedGraph): Place | null {
  const [first] = readingOrder(geometry)
  return first === undefined ? null : { kind: 'node', id: first }
}

/**
 * Where one arrives when a group was folded or unfolded: at the group, or at the first of what was in
 * it; null where nothing of it is drawn.
 */
export function firstOf({ graph, geometry }: PlacedGraph, group: GraphNode): Place | null {
  if (graph.nodes.has(group.id)) return { kind: 'node', id: group.id }
  if (group.kind !== 'stream' && group.kind !== 'bundle') return null
  const { namespace, stream } = group
  const tags = group.kind === 'bundle' ? new Set(group.tags) : null
  const isInside = (node: GraphNode) =>
    node.kind === 'tag'
      ? isOfStream(node, streamId(namespace, stream)) && (!tags || tags.has(node.name.tag))
      : node.kind === 'bundle' && !tags && node.namespace === namespace && node.stream === stream
  const inside = new Set([...graph.nodes.values()].filter(isInside).map(({ id }) => id))
  const id = readingOrder(geometry).find((each) => inside.has(each))
  return id === undefined ? null : { kind: 'node', id }
}

/** The nodes that belong to what is chosen; null where nothing is. */
export function nearOf({ graph }: PlacedGraph, place: Place | null): Set<string> | null {
  if (!place) return null
  if (place.kind === 'node') return neighbourhood(graph, [place.id])
  const edge = graph.edges.find(({ id }) => id === place.id)
  return new Set(edge ? [edge.from, edge.to] : [])
}

/** The edge that is edited at a place: itself, or the one that leads to the tag. */
export function editable(
  { graph }: Pick<PlacedGraph, 'graph'>,
  place: Place,
): GraphEdge | undefined {
  return graph.edges.find(
    (edge) => edge.tag !== null && (place.kind === 'edge' ? edge.id : edge.to) === place.id,
  )
}

/**
 * The edge that is taken by the beginning of `grip`. All that leave one node begin at one point: of
 * several it is the one that is chosen, itself or by its tag; else it is not known which.
 */
export function edgeAtGrip(
  { graph }: Pick<PlacedGraph, 'graph'>,
  grip: string,
  chosen: Place | null,
): GraphEdge | 'several' | null {
  const edge = graph.edges.find(({ id }) => id === grip)
  if (!edge) return null
  const here = graph.edges.filter(({ from, tag }) => from === edge.from && tag !== null)
  if (here.length < 2) return edge
  const wanted = chosen && editable({ graph }, chosen)
  return here.find((each) => each === wanted) ?? 'several'
}

/** Where an edge begins, of a place; the same where it is a node. */
export function beginningOf(
  { graph }: Pick<PlacedGraph, 'graph'>,
  place: Place | null,
): Place | null {
  const edge = place?.kind === 'edge' && graph.edges.find(({ id }) => id === place.id)
  return edge ? { kind: 'node', id: edge.from } : place
}

/** The room that a place takes in the drawing. */
export function boxOf({ geometry }: PlacedGraph, { kind, id }: Place): Box {
  if (kind === 'edge') return boxOfPoints(geometry.edges[id] ?? [])
  return { ...(geometry.nodes[id] ?? { x: 0, y: 0 }), ...nodeSize }
}

export function boxOfPoints(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 }
}

/** How many edges leave and reach each node. */
export function degreesOf(edges: readonly GraphEdge[]) {
  const leaving = new Map<string, number>()
  const arriving = new Map<string, number>()
  for (const { from, to } of edges) {
    leaving.set(from, (leaving.get(from) ?? 0) + 1)
    arriving.set(to, (arriving.get(to) ?? 0) + 1)
  }
  return { leaving, arriving }
}

/** A word stands where its edge is alone: several that meet in one place could not be read there. */
export function wordAt(
  { leaving, arriving }: ReturnType<typeof degreesOf>,
  { from, to }: GraphEdge,
): WordAt {
  if (arriving.get(to) === 1) return 'end'
  return leaving.get(from) === 1 ? 'start' : 'middle'
}
