import { type RefObject, useEffect, useState } from 'react'
import type { GraphEdge } from '@/domain/reference-graph'
import { within } from './canvas-view'
import { boxesMeet, nodeSize, type Point } from './graph-geometry'
import type { PlacedGraph } from './graph-placement'
import { nodeReference } from './graph-words'
import type { View } from './view'

/** An edge whose beginning is being dragged: where to, and the node that it would be let go on. */
export interface EdgeDrag {
  edge: GraphEdge
  at: Point
  drop: string
}

/** A hand that shakes has not dragged anything. */
const least = 8

/**
 * Follows the beginning of an edge from where it was taken until it is let go on a node that can be
 * pointed at. Let go anywhere else, or Escape, and nothing has happened.
 */
export function useEdgeDrag(
  svg: RefObject<SVGSVGElement | null>,
  { placed, view, namespace }: { placed: PlacedGraph; view: View; namespace: string },
  onDrop: (edge: GraphEdge, node: string) => void,
) {
  const [taken, setTaken] = useState<{ edge: GraphEdge; start: Point } | null>(null)
  const [drag, setDrag] = useState<EdgeDrag | null>(null)

  function pointOf(event: React.PointerEvent): Point {
    const at = { x: event.clientX, y: event.clientY }
    const { x, y } = svg.current ? within(svg.current, at) : at
    return { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale }
  }

  useEffect(() => {
    if (!taken) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setTaken(null)
      setDrag(null)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [taken])

  return {
    drag,
    isTaken: taken !== null,
    take(edge: GraphEdge, event: React.PointerEvent) {
      setTaken({ edge, start: pointOf(event) })
    },
    move(event: React.PointerEvent) {
      if (!taken) return
      const at = pointOf(event)
      const way = Math.hypot(at.x - taken.start.x, at.y - taken.start.y) * view.scale
      if (!drag && way < least) return
      setDrag({ edge: taken.edge, at, drop: dropAt(placed, taken.edge, at, namespace) })
    },
    end() {
      if (drag && drag.drop !== '') onDrop(drag.edge, drag.drop)
      setTaken(null)
      setDrag(null)
    },
    cancel() {
      setTaken(null)
      setDrag(null)
    },
  }
}

/** The node under a point that the edge's tag could point at; '' for none, and for where it is. */
function dropAt(
  { graph, geometry }: PlacedGraph,
  edge: GraphEdge,
  at: Point,
  namespace: string,
): string {
  for (const [id, corner] of Object.entries(geometry.nodes)) {
    if (!boxesMeet({ ...corner, ...nodeSize }, { ...at, width: 1, height: 1 })) continue
    const node = graph.nodes.get(id)
    const isPossible = node && id !== edge.to && id !== edge.from
    return isPossible && nodeReference(node, namespace) !== '' ? id : ''
  }
  return ''
}
