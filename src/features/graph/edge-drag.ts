import { type RefObject, useEffect, useState } from 'react'
import type { GraphEdge } from '@/domain/reference-graph'
import { borderWay } from './border-way'
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
  {
    placed,
    view,
    namespace,
    move,
  }: { placed: PlacedGraph; view: View; namespace: string; move: (way: Point) => void },
  onDrop: (edge: GraphEdge, node: string) => void,
) {
  // In the measure of the browser's window: the view may move while the pointer rests.
  const [taken, setTaken] = useState<{ edge: GraphEdge; start: Point } | null>(null)
  const [pointer, setPointer] = useState<Point | null>(null)
  const drag = taken && pointer && svg.current ? dragAt(taken.edge, pointer, svg.current) : null

  function dragAt(edge: GraphEdge, pointer: Point, element: Element): EdgeDrag {
    const { x, y } = within(element, pointer)
    const at = { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale }
    return { edge, at, drop: dropAt(placed, edge, at, namespace) }
  }

  function cancel() {
    setTaken(null)
    setPointer(null)
  }

  useEffect(() => {
    if (!taken) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setTaken(null)
      setPointer(null)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [taken])

  // Near the border the drawing comes along, as far as there is more of it: one step a frame.
  useEffect(() => {
    const element = svg.current
    if (!pointer || !element) return
    const { width, height } = element.getBoundingClientRect()
    const way = borderWay(within(element, pointer), { width, height }, view, placed.geometry)
    if (way.x === 0 && way.y === 0) return
    const frame = requestAnimationFrame(() => move(way))
    return () => cancelAnimationFrame(frame)
  }, [pointer, svg, view, placed, move])

  return {
    drag,
    isTaken: taken !== null,
    take(edge: GraphEdge, event: React.PointerEvent) {
      setTaken({ edge, start: pointOf(event) })
    },
    move(event: React.PointerEvent) {
      if (!taken) return
      const at = pointOf(event)
      if (!pointer && Math.hypot(at.x - taken.start.x, at.y - taken.start.y) < least) return
      setPointer(at)
    },
    end() {
      if (drag && drag.drop !== '') onDrop(drag.edge, drag.drop)
      cancel()
    },
    cancel,
  }
}

function pointOf({ clientX, clientY }: React.PointerEvent): Point {
  return { x: clientX, y: clientY }
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
