import { memo, useMemo } from 'react'
import type { GraphEdge } from '@/domain/reference-graph'
import type { Detail } from './detail'
import { useGradually } from './gradually'
import styles from './graph-canvas.module.css'
import { EdgeShape } from './graph-edge'
import { type Box, boxesMeet, nodeSize } from './graph-geometry'
import { NodeRoom, NodeShape } from './graph-node'
import type { PlacedGraph } from './graph-placement'
import { boxOfPoints, degreesOf, nearOf, wordAt } from './graph-places'
import type { Place } from './graph-steps'
import { edgeSentence, frameTitle } from './graph-words'

/** The frames, edges and nodes near the window. Drawn anew only when others come near, or change. */
export const GraphScene = memo(function GraphScene({
  placed,
  namespace,
  mayEdit,
  seen,
  detail,
  current,
  chosen,
  drop,
  dragged,
}: {
  placed: PlacedGraph
  namespace: string
  mayEdit: boolean
  /** The part of the drawing that exists. */
  seen: Box
  detail: Detail
  /** What Tab reaches: always drawn. */
  current: Place | null
  chosen: Place | null
  /** The node that the dragged edge would be let go on; '' for none. */
  drop: string
  dragged: string
}) {
  const { graph, geometry } = placed
  const degrees = useMemo(() => degreesOf(graph.edges), [graph])
  const near = useMemo(() => nearOf(placed, chosen), [placed, chosen])
  const sentenceOf = useMemo(() => {
    const known = new Map<string, string>()
    return (edge: GraphEdge) => {
      const sentence = known.get(edge.id) ?? edgeSentence(edge, graph, namespace)
      known.set(edge.id, sentence)
      return sentence
    }
  }, [graph, namespace])

  const { nodes, edges, ids } = useMemo(
    () => partsIn(placed, seen, current),
    [placed, seen, current],
  )
  // Above the others, so that its beginning is the one that is taken.
  const inOrder = edges.toSorted(
    (a, b) => Number(isAt(chosen, 'edge', a.id)) - Number(isAt(chosen, 'edge', b.id)),
  )
  const drawn = useGradually(ids)

  return (
    <>
      <NodeRoom />
      {geometry.frames.map(
        ({ id, groups, ...box }) =>
          boxesMeet(box, seen) && (
            <g key={id}>
              <rect className={styles.part} {...box} rx={12} />
              <text
                className={detail === 'all' ? styles.title : styles['far-title']}
                x={box.x + 14}
                y={box.y + (detail === 'all' ? 20 : 25)}
              >
                {frameTitle({ width: detail === 'all' ? box.width : box.width / 2, groups })}
              </text>
            </g>
          ),
      )}
      {inOrder.map((edge) => {
        if (!drawn.has(edge.id)) return null
        const isChosen = isAt(chosen, 'edge', edge.id)
        const isNear = near === null || (near.has(edge.from) && near.has(edge.to))
        return (
          <EdgeShape
            key={edge.id}
            edge={edge}
            points={geometry.edges[edge.id] ?? []}
            sentence={sentenceOf(edge)}
            wordAt={detail === 'all' ? wordAt(degrees, edge) : null}
            isShape={detail === 'shapes'}
            isCurrent={isAt(current, 'edge', edge.id)}
            isEditable={mayEdit && edge.tag !== null}
            look={isChosen ? 'chosen' : isNear && dragged !== edge.id ? 'plain' : 'dim'}
          />
        )
      })}
      {nodes.map((node) => {
        if (!drawn.has(node.id)) return null
        const corner = geometry.nodes[node.id]
        if (!corner) return null
        const isChosen = isAt(chosen, 'node', node.id)
        const isNear = near === null || near.has(node.id)
        return (
          <NodeShape
            key={node.id}
            node={node}
            namespace={namespace}
            x={corner.x}
            y={corner.y}
            detail={detail}
            isCurrent={isAt(current, 'node', node.id)}
            look={drop === node.id ? 'drop' : isChosen ? 'chosen' : isNear ? 'plain' : 'dim'}
          />
        )
      })}
    </>
  )
})

/** What is near the window, and what has the keyboard, which comes first. */
function partsIn({ graph, geometry }: PlacedGraph, seen: Box, current: Place | null) {
  const edges = graph.edges.filter(({ id }) => {
    const points = geometry.edges[id]
    if (!points) return false
    return isAt(current, 'edge', id) || boxesMeet(boxOfPoints(points), seen)
  })
  const nodes = [...graph.nodes.values()].filter(({ id }) => {
    const corner = geometry.nodes[id]
    if (!corner) return false
    return isAt(current, 'node', id) || boxesMeet({ ...corner, ...nodeSize }, seen)
  })
  const ids = [...nodes, ...edges].map(({ id }) => id)
  return { nodes, edges, ids: current ? [current.id, ...ids] : ids }
}

function isAt(place: Place | null, kind: Place['kind'], id: string): boolean {
  return place?.kind === kind && place.id === id
}
