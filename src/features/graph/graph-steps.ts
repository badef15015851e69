import type { ReferenceGraph } from '@/domain/reference-graph'
import type { GraphGeometry } from './graph-geometry'

/** What has the keyboard: a node or an edge, by its id. */
export interface Place {
  kind: 'node' | 'edge'
  id: string
}

/** A way that an arrow key goes. */
export type Step = 'left' | 'right' | 'up' | 'down'

/**
 * Where an arrow key leads: along the edges, so that what one hears is how images travel. From a node
 * right to the first edge that leaves it, from there to its target; left the other way. Up and down
 * go from edge to edge of the same node, and from node to node of a column. The same place where
 * there is nothing to go to.
 */
export function stepFrom(
  place: Place,
  step: Step,
  graph: ReferenceGraph,
  geometry: Pick<GraphGeometry, 'nodes'>,
): Place {
  const top = (id: string) => geometry.nodes[id]?.y ?? 0
  if (place.kind === 'edge') {
    const edge = graph.edges.find(({ id }) => id === place.id)
    if (!edge) return place
    if (step === 'left') return { kind: 'node', id: edge.from }
    if (step === 'right') return { kind: 'node', id: edge.to }
    // Edges that leave one node are a list, and so are those that arrive at one.
    const leaving = graph.edges.filter(({ from }) => from === edge.from)
    const arriving = graph.edges.filter(({ to }) => to === edge.to)
    const list = (leaving.length > 1 ? leaving : arriving).toSorted(
      (a, b) => top(leaving.length > 1 ? a.to : a.from) - top(leaving.length > 1 ? b.to : b.from),
    )
    const next = list[list.indexOf(edge) + (step === 'down' ? 1 : -1)]
    return next ? { kind: 'edge', id: next.id } : place
  }
  if (step === 'left' || step === 'right') {
    const list = graph.edges
      .filter((edge) => (step === 'right' ? edge.from : edge.to) === place.id)
      .toSorted((a, b) => (step === 'right' ? top(a.to) - top(b.to) : top(a.from) - top(b.from)))
    return list[0] ? { kind: 'edge', id: list[0].id } : place
  }
  return neighbourInColumn(place, step, geometry)
}

function neighbourInColumn(
  place: Place,
  step: 'up' | 'down',
  { nodes }: Pick<GraphGeometry, 'nodes'>,
): Place {
  const here = nodes[place.id]
  if (!here) return place
  let best = place.id
  let nearest = Number.POSITIVE_INFINITY
  for (const [id, { x, y }] of Object.entries(nodes)) {
    const down = step === 'down' ? y - here.y : here.y - y
    if (down <= 0) continue
    // What is beside counts, but less than what is straight above or below.
    const distance = down + Math.abs(x - here.x) * 2
    if (distance < nearest) {
      nearest = distance
      best = id
    }
  }
  return { kind: 'node', id: best }
}
