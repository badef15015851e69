import { startTransition, useEffect, useMemo, useState } from 'react'
import type { GraphNode, ReferenceGraph } from '@/domain/reference-graph'
import type { GraphGeometry, GraphInput } from './graph-geometry'

/** A graph and where its nodes stand; the two always belong together. */
export interface PlacedGraph {
  graph: ReferenceGraph
  geometry: GraphGeometry
}

/**
 * Lays a graph out, in a worker: even a few nodes take dagre longer than a frame. Until that is done
 * the drawing before stays; null while there is none. A graph with the same nodes and edges keeps its
 * places whatever else changed.
 */
export function usePlacement(graph: ReferenceGraph): {
  placed: PlacedGraph | null
  isPlacing: boolean
  error: string
} {
  const text = useMemo(() => JSON.stringify(inputOf(graph)), [graph])
  const [done, setDone] = useState<{ text: string; placed: PlacedGraph } | null>(null)
  const [failed, setFailed] = useState({ text: '', error: '' })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the graph
  useEffect(() => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<GraphGeometry>) => {
      // A thousand nodes that move are made in pieces; they move at once.
      startTransition(() =>
        setDone((before) => ({
          text,
          placed: { graph, geometry: before ? keptWays(before.placed.geometry, data) : data },
        })),
      )
      worker.terminate()
    })
    worker.addEventListener('error', ({ message }) => {
      setFailed({ text, error: message || 'The browser could not start it.' })
    })
    worker.postMessage(JSON.parse(text))
    return () => worker.terminate()
  }, [text])

  const isDone = done?.text === text
  return {
    placed: done && (isDone ? { graph, geometry: done.placed.geometry } : done.placed),
    isPlacing: !isDone,
    error: failed.text === text ? failed.error : '',
  }
}

/** A geometry with the ways of the one before, as far as they are the same: those need not be drawn anew. */
function keptWays(before: GraphGeometry, next: GraphGeometry): GraphGeometry {
  const edges: GraphGeometry['edges'] = {}
  for (const [id, points] of Object.entries(next.edges)) {
    const known = before.edges[id]
    const isSame =
      known?.length === points.length &&
      points.every(({ x, y }, at) => x === known[at]?.x && y === known[at]?.y)
    edges[id] = known && isSame ? known : points
  }
  return { ...next, edges }
}

function inputOf({ nodes, edges }: ReferenceGraph): GraphInput {
  return {
    nodes: [...nodes.values()].map((node) => ({ id: node.id, group: groupOf(node) })),
    edges: edges.map(({ id, from, to }) => ({ id, from, to })),
  }
}

/** Tags of one stream stand together. */
function groupOf(node: GraphNode): string {
  // A tag that is waited for stands with those that its stream has.
  if (node.kind === 'tag' && (node.row || node.isMissing))
    return `${node.name.namespace}/${node.name.stream}`
  if (node.kind === 'stream' || node.kind === 'bundle') return `${node.namespace}/${node.stream}`
  return ''
}
