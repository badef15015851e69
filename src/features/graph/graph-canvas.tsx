import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { GraphEdge, GraphNode } from '@/domain/reference-graph'
import { neighbourhood } from '@/domain/reference-graph'
import { useCanvasView } from './canvas-view'
import { useEdgeDrag } from './edge-drag'
import styles from './graph-canvas.module.css'
import { EdgeShape } from './graph-edge'
import { type Box, boxesMeet, edgePath, nodeSize, type Point } from './graph-geometry'
import { NodeShape } from './graph-node'
import type { PlacedGraph } from './graph-placement'
import { type Place, type Step, stepFrom } from './graph-steps'
import { edgeSentence, frameTitle, shortName } from './graph-words'
import { seenBox } from './view'

/** Under this scale words cannot be read, and are not drawn. */
const farScale = 0.45

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/**
 * The drawing: it is moved by dragging, zoomed by Ctrl and the wheel or by + and -, and walked along
 * its edges by the arrow keys. Enter opens what has the keyboard, `e` edits the reference. Only what
 * is near the window exists.
 */
export function GraphCanvas({
  placed,
  namespace,
  label,
  mayEdit,
  chosen,
  onChoose,
  onOpen,
  onEdit,
  controls,
}: {
  placed: PlacedGraph
  namespace: string
  label: string
  mayEdit: boolean
  chosen: Place | null
  onChoose: (place: Place | null) => void
  /** What a node stands for: its page, or what is folded in it. */
  onOpen: (node: GraphNode) => void
  /** Edits the reference of an edge's tag; where given, with this node as the new target. */
  onEdit: (edge: GraphEdge, target?: GraphNode) => void
  controls: (view: { zoom: (direction: 1 | -1) => void; fitAll: () => void }) => React.ReactNode
}) {
  const { graph, geometry } = placed
  const svg = useRef<SVGSVGElement>(null)
  const wantsFocus = useRef(false)
  const { view, size, zoom, move, fitAll, lead } = useCanvasView(svg, geometry)
  const [panFrom, setPanFrom] = useState<{ at: Point; moved: boolean } | null>(null)
  const dragging = useEdgeDrag(svg, { placed, view, namespace }, (edge, id) => {
    wantsFocus.current = true
    onChoose({ kind: 'edge', id: edge.id })
    onEdit(edge, graph.nodes.get(id))
  })
  const { drag } = dragging

  const first = useMemo(() => firstNode(placed), [placed])
  const degrees = useMemo(() => degreesOf(graph.edges), [graph])
  const known = chosen && isKnown(placed, chosen) ? chosen : null
  const current = known ?? (first ? { kind: 'node' as const, id: first } : null)
  const near = useMemo(() => nearOf(placed, known), [placed, known])
  const seen = useMemo(() => seenBox(view, size), [view, size])
  const isFar = view.scale < farScale
  const isCurrent = (kind: Place['kind'], id: string) => current?.kind === kind && current.id === id

  useLayoutEffect(() => {
    if (!wantsFocus.current || !current) return
    wantsFocus.current = false
    const selector = `[data-place="${CSS.escape(`${current.kind} ${current.id}`)}"]`
    svg.current?.querySelector<SVGElement>(selector)?.focus({ preventScroll: true })
  })

  function goTo(place: Place) {
    wantsFocus.current = true
    lead(boxOf(placed, place))
    onChoose(place)
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    const place = placeOf(closest(event.target, '[data-place]')?.dataset.place)
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return
    const step = steps[event.key]
    const edge = editable(placed, place)
    if (step) goTo(stepFrom(place, step, graph, geometry))
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
    const edge = grip && graph.edges.find(({ id }) => id === grip)
    if (edge) dragging.take(edge, event)
    else setPanFrom({ at: { x: event.clientX, y: event.clientY }, moved: false })
    svg.current?.setPointerCapture(event.pointerId)
  }

  function handlePointerMove(event: React.PointerEvent) {
    if (dragging.isTaken) return dragging.move(event)
    if (!panFrom) return
    const way = { x: event.clientX - panFrom.at.x, y: event.clientY - panFrom.at.y }
    if (!panFrom.moved && Math.hypot(way.x, way.y) < 4) return
    move(way)
    setPanFrom({ at: { x: event.clientX, y: event.clientY }, moved: true })
  }

  function handlePointerUp(event: React.PointerEvent) {
    const wasPan = panFrom?.moved ?? drag !== null
    dragging.end()
    setPanFrom(null)
    if (wasPan) return
    // Captured by the drawing, the event no longer says what it was on.
    const target = document.elementFromPoint(event.clientX, event.clientY)
    const place = placeOf(closest(target, '[data-place]')?.dataset.place)
    wantsFocus.current = place !== null
    onChoose(place)
  }

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        ref={svg}
        role="group"
        aria-label={label}
        className={`${styles.canvas} ${panFrom?.moved ? styles['is-moving'] : ''}`}
        style={{ height: Math.max(260, Math.min(geometry.height + 60, 900)) }}
        onKeyDown={handleKeyDown}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={() => {
          dragging.cancel()
          setPanFrom(null)
        }}
        onDoubleClick={(event) => {
          const place = placeOf(closest(event.target, '[data-place]')?.dataset.place)
          if (place) open(place)
        }}
        onFocus={(event) => {
          const place = placeOf(closest(event.target, '[data-place]')?.dataset.place)
          if (place) lead(boxOf(placed, place))
        }}
      >
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {geometry.frames.map(
            ({ id, groups, ...box }) =>
              boxesMeet(box, seen) && (
                <g key={id}>
                  <rect className={styles.part} {...box} rx={12} />
                  <text
                    className={isFar ? styles['far-title'] : styles.title}
                    x={box.x + 14}
                    y={box.y + (isFar ? 25 : 20)}
                  >
                    {frameTitle({ width: isFar ? box.width / 2 : box.width, groups })}
                  </text>
                </g>
              ),
          )}
          {graph.edges.map((edge) => {
            const points = geometry.edges[edge.id]
            const isHere = isCurrent('edge', edge.id)
            if (!points || (!isHere && !boxesMeet(boxOfPoints(points), seen))) return null
            const isChosen = known?.kind === 'edge' && known.id === edge.id
            const isNear = near === null || (near.has(edge.from) && near.has(edge.to))
            return (
              <EdgeShape
                key={edge.id}
                edge={edge}
                points={points}
                sentence={edgeSentence(edge, graph, namespace)}
                wordAt={isFar ? null : wordAt(degrees, edge)}
                isCurrent={isHere}
                isEditable={mayEdit && edge.tag !== null}
                look={isChosen ? 'chosen' : isNear && drag?.edge !== edge ? 'plain' : 'dim'}
              />
            )
          })}
          {[...graph.nodes.values()].map((node) => {
            const corner = geometry.nodes[node.id]
            const isHere = isCurrent('node', node.id)
            if (!corner || (!isHere && !boxesMeet({ ...corner, ...nodeSize }, seen))) return null
            const isChosen = known?.kind === 'node' && known.id === node.id
            const isNear = near === null || near.has(node.id)
            return (
              <NodeShape
                key={node.id}
                node={node}
                namespace={namespace}
                x={corner.x}
                y={corner.y}
                isFar={isFar}
                isCurrent={isHere}
                look={
                  drag?.drop === node.id ? 'drop' : isChosen ? 'chosen' : isNear ? 'plain' : 'dim'
                }
              />
            )
          })}
          {drag && <path className={styles.drag} d={dragPath(placed, drag)} />}
        </g>
      </svg>
      <div className={styles.controls}>{controls({ zoom, fitAll })}</div>
      <p className={styles.tip} role="status">
        {drag && dragWords(placed, drag, namespace)}
      </p>
    </div>
  )
}

/** How many edges leave and reach each node. */
function degreesOf(edges: readonly GraphEdge[]) {
  const leaving = new Map<string, number>()
  const arriving = new Map<string, number>()
  for (const { from, to } of edges) {
    leaving.set(from, (leaving.get(from) ?? 0) + 1)
    arriving.set(to, (arriving.get(to) ?? 0) + 1)
  }
  return { leaving, arriving }
}

/** A word stands where its edge is alone: several that meet in one place could not be read there. */
function wordAt({ leaving, arriving }: ReturnType<typeof degreesOf>, { from, to }: GraphEdge) {
  if (arriving.get(to) === 1) return 'end'
  return leaving.get(from) === 1 ? 'start' : 'middle'
}

function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null
}

function placeOf(text: string | undefined): Place | null {
  if (text === undefined) return null
  const space = text.indexOf(' ')
  return { kind: text.startsWith('edge') ? 'edge' : 'node', id: text.slice(space + 1) }
}

function isKnown({ graph }: PlacedGraph, { kind, id }: Place): boolean {
  return kind === 'node' ? graph.nodes.has(id) : graph.edges.some((edge) => edge.id === id)
}

/** Where the keyboard begins: at the upper left. */
function firstNode({ geometry }: PlacedGraph): string | undefined {
  return Object.entries(geometry.nodes).sort(
    ([, a], [, b]) => a.x + a.y * 2 - (b.x + b.y * 2),
  )[0]?.[0]
}

/** The nodes that belong to what is chosen; null where nothing is. */
function nearOf({ graph }: PlacedGraph, place: Place | null): Set<string> | null {
  if (!place) return null
  if (place.kind === 'node') return neighbourhood(graph, place.id)
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

function boxOf({ geometry }: PlacedGraph, { kind, id }: Place): Box {
  if (kind === 'edge') return boxOfPoints(geometry.edges[id] ?? [])
  return { ...(geometry.nodes[id] ?? { x: 0, y: 0 }), ...nodeSize }
}

function boxOfPoints(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 }
}

function dragPath({ geometry }: PlacedGraph, { edge, at }: { edge: GraphEdge; at: Point }): string {
  const end = geometry.edges[edge.id]?.at(-1)
  return end ? edgePath([at, end]) : ''
}

function dragWords(
  { graph }: PlacedGraph,
  { edge, drop }: { edge: GraphEdge; drop: string },
  namespace: string,
): React.ReactNode {
  const target = graph.nodes.get(drop)
  const tag = graph.nodes.get(edge.to)
  if (!tag) return ''
  const name = <b className="ts-strong">{shortName(tag, namespace)}</b>
  if (!target) return <>Drag to what {name} should point at. Escape ends it.</>
  return (
    <>
      Let go to point {name} at <b className="ts-strong">{shortName(target, namespace)}</b>
    </>
  )
}
