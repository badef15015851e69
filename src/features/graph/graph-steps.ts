import type { ReferenceGraph } from '@/domain/reference-graph'
import { boxesMeet, type GraphGeometry } from './graph-geometry'

/** What has the keyboard: a node or an edge, by its id. */
export interface Place {
  kind: 'node' | 'edge'
  id: string
}

type Places = Pick<GraphGeometry, 'nodes' | 'frames'>

/** A way that an arrow key goes. */
export type Step = 'left' | 'right' | 'up' | 'down'

/**
 * Where an arrow key leads: along the edges, so that what one hears is how images travel. From a node
 * right to the first edge that leaves it, from there to its target; left the other way. Up and down
 * go from edge to edge of the same node, and from node to node in the order of reading, so that they
 * reach all there is. The same place where there is nothing to go to.
 */
export function stepFrom(place: Place, step: Step, graph: ReferenceGraph, geometry: Places): Place {
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
  const order = readingOrder(geometry)
  const next = order[order.indexOf(place.id) + (step === 'down' ? 1 : -1)]
  return order.includes(place.id) && next !== undefined ? { kind: 'node', id: next } : place
}

/** The order of thousands of nodes is asked for with every key. */
const known = new WeakMap<Places, string[]>()

/** The nodes as one reads them: frame by frame, in a frame column by column, each from its top. */
export function readingOrder(geometry: Places): readonly string[] {
  const before = known.get(geometry)
  if (before) return before
  const places = Object.entries(geometry.nodes).map(([id, { x, y }]) => {
    const frame = geometry.frames.findIndex((box) =>
      boxesMeet(box, { x: x + 1, y: y + 1, width: 1, height: 1 }),
    )
    return { id, frame, x: Math.round(x), y }
  })
  const order = places
    .toSorted((a, b) => a.frame - b.frame || a.x - b.x || a.y - b.y)
    .map(({ id }) => id)
  known.set(geometry, order)
  return order
}
