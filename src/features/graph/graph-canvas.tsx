import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { GraphEdge, GraphNode } from '@/domain/reference-graph'
import { useCanvasHand } from './canvas-hand'
import { useCanvasView, useSeenBox } from './canvas-view'
import { detailAt } from './detail'
import { DragTip } from './drag-tip'
import { useEdgeDrag } from './edge-drag'
import styles from './graph-canvas.module.css'
import { edgePath, type Point } from './graph-geometry'
import type { PlacedGraph } from './graph-placement'
import { beginningOf, boxOf, edgeAtGrip, editable, firstPlace, isKnown } from './graph-places'
import { GraphScene } from './graph-scene'
import { type Place, readingOrder, type Step, stepFrom } from './graph-steps'

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/**
 * The drawing: it is moved by dragging, zoomed by two fingers, by Ctrl and the wheel or by + and -, and
 * walked along its edges by the arrow keys. Enter opens what has the keyboard, `e` edits the reference.
 * Only what is near the window exists.
 */
export function GraphCanvas({
  placed,
  subject,
  namespace,
  label,
  mayEdit,
  chosen,
  onChoose,
  arrival,
  onArrive,
  onOpen,
  onEdit,
  controls,
}: {
  placed: PlacedGraph
  /** What is drawn: of another one the view begins anew. */
  subject: string
  namespace: string
  label: string
  mayEdit: boolean
  chosen: Place | null
  onChoose: (place: Place | null) => void
  /** A place that was not drawn before: it is chosen, and gets the keyboard. */
  arrival: Place | null
  onArrive: () => void
  /** What a node stands for: its page, or what is folded in it. */
  onOpen: (node: GraphNode) => void
  /** Edits the reference of an edge's tag; where given, with this node as the new target. */
  onEdit: (edge: GraphEdge, target?: GraphNode) => void
  controls: (view: { zoom: (direction: 1 | -1) => void; fitAll: () => void }) => React.ReactNode
}) {
  const { graph, geometry } = placed
  const svg = useRef<SVGSVGElement>(null)
  const wantsFocus = useRef(false)
  const known = chosen && isKnown(placed, chosen) ? chosen : null
  const { view, size, zoom, move, pinch, fitAll, lead } = useCanvasView(svg, geometry, {
    subject,
    chosen: known && boxOf(placed, known),
  })
  const hand = useCanvasHand({ move, pinch })
  const dragging = useEdgeDrag(svg, { placed, view, namespace, move }, (edge, id) => {
    wantsFocus.current = true
    onChoose({ kind: 'edge', id: edge.id })
    onEdit(edge, graph.nodes.get(id))
  })
  const { drag } = dragging
  /** A beginning was taken that several edges have: which of them is meant is not known. */
  const [isAmbiguous, setIsAmbiguous] = useState(false)

  const first = useMemo(() => firstPlace(placed), [placed])
  const current = known ?? first
  const seen = useSeenBox(view, size)
  const detail = detailAt(view.scale)

  useLayoutEffect(() => {
    if (!wantsFocus.current || !current) return
    wantsFocus.current = false
    const selector = `[data-place="${CSS.escape(`${current.kind} ${current.id}`)}"]`
    svg.current?.querySelector<SVGElement>(selector)?.focus({ preventScroll: true })
  })

  // After the effect that focuses: what is to be focused is chosen only by this.
  // biome-ignore lint/correctness/useExhaustiveDependencies: one arrives once
  useLayoutEffect(() => {
    if (!arrival) return
    goTo(arrival)
    onArrive()
  }, [arrival])

  function goTo(place: Place) {
    wantsFocus.current = true
    lead(boxOf(placed, place))
    onChoose(place)
  }

  function goToEnd(key: 'Home' | 'End') {
    const id = readingOrder(geometry).at(key === 'Home' ? 0 : -1)
    if (id !== undefined) goTo({ kind: 'node', id })
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    const place = placeOf(closest(event.target, '[data-place]')?.dataset.place)
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return
    setIsAmbiguous(false)
    const step = steps[event.key]
    const edge = editable(placed, place)
    if (step) goTo(stepFrom(place, step, graph, geometry))
    else if (event.key === 'Home' || event.key === 'End') goToEnd(event.key)
    else if (event.key === 'Enter' || event.key === ' ') open(place)
    else if (event.key === 'e' && edge && mayEdit) onEdit(edge)
    else if (event.key === '+' || event.key === '=') zoom(1)
    else if (event.key === '-') zoom(-1)
    else if (event.key === '0') fitAll()
    else if (event.key === 'Escape' && known) onChoose(null)
    else return
    event.preventDefault()
  }

  function open(place: Place) {
    const node = graph.nodes.get(place.id)
    const edge = editable(placed, place)
    if (place.kind === 'node' && node) onOpen(node)
    else if (place.kind === 'edge' && edge && mayEdit) onEdit(edge)
  }

  function handlePointerDown(event: React.PointerEvent) {
    if (event.button !== 0) return
    const grip = closest(event.target, '[data-grip]')?.dataset.grip
    const taken = grip === undefined ? null : edgeAtGrip(placed, grip, known)
    setIsAmbiguous(taken === 'several')
    if (taken && taken !== 'several') dragging.take(taken, event)
    else {
      // A second finger: it is the view that is meant.
      dragging.cancel()
      hand.take(event)
    }
    svg.current?.setPointerCapture(event.pointerId)
  }

  function handlePointerMove(event: React.PointerEvent) {
    if (dragging.isTaken) dragging.move(event)
    else hand.move(event)
  }

  function handlePointerUp(event: React.PointerEvent) {
    const wasDrag = drag !== null
    dragging.end()
    if (hand.lift(event) || wasDrag) return
    // Where several edges begin, none of them is chosen by chance, but what they begin at.
    const place = isAmbiguous ? beginningOf(placed, placeUnder(event)) : placeUnder(event)
    if (place) goTo(place)
    else onChoose(null)
  }

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        ref={svg}
        role="group"
        aria-label={label}
        className={`${styles.canvas} ${hand.hasMoved ? styles['is-moving'] : ''}`}
        style={{ height: Math.max(260, geometry.height + 88) }}
        onKeyDown={handleKeyDown}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={(event) => {
          dragging.cancel()
          hand.lift(event)
        }}
        onDoubleClick={(event) => {
          const place = placeUnder(event)
          if (place) open(place)
        }}
        onFocus={(event) => {
          // What is only pressed may be about to be moved: it does not jump from under the pointer.
          const isByKeyboard = event.target.matches(':focus-visible')
          const place = placeOf(closest(event.target, '[data-place]')?.dataset.place)
          if (place && isByKeyboard) lead(boxOf(placed, place))
        }}
      >
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          <GraphScene
            placed={placed}
            namespace={namespace}
            mayEdit={mayEdit}
            seen={seen}
            detail={detail}
            current={current}
            chosen={known}
            drop={drag?.drop ?? ''}
            dragged={drag?.edge.id ?? ''}
          />
          {drag && <path className={styles.drag} d={dragPath(placed, drag)} />}
        </g>
      </svg>
      <div className={styles.controls}>{controls({ zoom, fitAll })}</div>
      <p className={styles.tip} role="status" dir="ltr">
        {drag && <DragTip placed={placed} {...drag} namespace={namespace} />}
        {isAmbiguous && 'Several edges begin here. Choose one first, or the tag that it leads to.'}
      </p>
    </div>
  )
}

function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null
}

/** Captured by the drawing, a pointer's events no longer say what they were on. */
function placeUnder({ clientX, clientY }: React.MouseEvent): Place | null {
  const target = document.elementFromPoint(clientX, clientY)
  return placeOf(closest(target, '[data-place]')?.dataset.place)
}

function placeOf(text: string | undefined): Place | null {
  if (text === undefined) return null
  const space = text.indexOf(' ')
  return { kind: text.startsWith('edge') ? 'edge' : 'node', id: text.slice(space + 1) }
}

function dragPath({ geometry }: PlacedGraph, { edge, at }: { edge: GraphEdge; at: Point }): string {
  const end = geometry.edges[edge.id]?.at(-1)
  return end ? edgePath([at, end]) : ''
}
