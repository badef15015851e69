import { repositoryOf } from '@/domain/image-reference'
import {
  type GraphEdge,
  type GraphNode,
  type ReferenceGraph,
  streamId,
  tagId,
} from '@/domain/reference-graph'
import type { Place } from './graph-steps'

/**
 * All that an image comes through on its way to a place, and all that it goes to from there. `folded`
 * is the graph as it is drawn: what is chosen there may stand for several nodes, or edges, of the whole
 * one. Null where the place is in neither.
 */
export function belongingTo(
  graph: ReferenceGraph,
  folded: ReferenceGraph,
  { kind, id }: Place,
): ReadonlySet<string> | null {
  if (kind === 'node') {
    const ids = membersOf(graph, folded, id)
    return ids.length > 0 ? around(graph.edges, ids, ids) : null
  }
  const edges = edgesOf(graph, folded, id)
  if (edges.length === 0) return null
  return around(
    graph.edges,
    edges.map(({ from }) => from),
    edges.map(({ to }) => to),
  )
}

/** The edges of the whole graph that one of the drawn edges stands for. */
function edgesOf(graph: ReferenceGraph, folded: ReferenceGraph, id: string): readonly GraphEdge[] {
  const edge = graph.edges.find((each) => each.id === id)
  if (edge) return [edge]
  const drawn = folded.edges.find((each) => each.id === id)
  if (!drawn) return []
  const from = new Set(membersOf(graph, folded, drawn.from))
  const to = new Set(membersOf(graph, folded, drawn.to))
  return graph.edges.filter((each) => from.has(each.from) && to.has(each.to))
}

/** The nodes of the whole graph that a drawn node stands for. */
function membersOf(graph: ReferenceGraph, folded: ReferenceGraph, id: string): readonly string[] {
  if (graph.nodes.has(id)) return [id]
  const drawn = folded.nodes.get(id)
  const original = drawn?.kind === 'registry' ? drawn.original : undefined
  if (original !== undefined && graph.nodes.has(original)) return [original]
  return drawn ? [...graph.nodes.values()].filter(isMember(drawn)).map((node) => node.id) : []
}

function isMember(drawn: GraphNode): (node: GraphNode) => boolean {
  switch (drawn.kind) {
    case 'stream':
      return (node) => isOfStream(node, drawn.id)
    case 'bundle': {
      const { namespace, stream } = drawn
      const ids = new Set(drawn.tags.map((tag) => tagId({ namespace, stream, tag })))
      return ({ id }) => ids.has(id)
    }
    case 'registry': {
      const repository = repositoryOf(drawn.name)
      return (node) => node.kind === 'registry' && repositoryOf(node.name) === repository
    }
    default:
      return () => false
  }
}

/** Whether a node is a tag of a stream of the project, by the id that the stream has when it is folded. */
export function isOfStream(node: GraphNode, id: string): boolean {
  return node.kind === 'tag' && streamId(node.name.namespace, node.name.stream) === id
}

/** What leads to some nodes, and what some others lead to; with both. */
function around(
  edges: readonly GraphEdge[],
  from: readonly string[],
  to: readonly string[],
): ReadonlySet<string> {
  const before = new Map<string, string[]>()
  const after = new Map<string, string[]>()
  for (const edge of edges) {
    append(after, edge.from, edge.to)
    append(before, edge.to, edge.from)
  }
  return new Set([...reached(from, before), ...reached(to, after)])
}

function reached(ids: readonly string[], ways: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set(ids)
  // A set that grows while it is walked: each is visited once.
  for (const id of found) for (const next of ways.get(id) ?? []) found.add(next)
  return found
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
