import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { foldGraph } from '@/domain/fold-graph'
import { formatCount } from '@/domain/format-count'
import {
  type GraphEdge,
  type GraphNode,
  type ReferenceGraph,
  streamId,
  subgraph,
} from '@/domain/reference-graph'
import { Note } from '@/ui/note'
import { belongingTo } from './belonging'
import { ChosenBar } from './chosen-bar'
import { GraphCanvas } from './graph-canvas'
import { GraphControls } from './graph-controls'
import { GraphLegend } from './graph-legend'
import type { GraphLook } from './graph-look'
import { usePlacement } from './graph-placement'
import { editable, firstOf } from './graph-places'
import { nodePath } from './graph-words'
import styles from './reference-graph-view.module.css'

/** More nodes than this are not read at a glance: streams are folded. */
const mostUnfolded = 100

/** The graph as a drawing: with its groups folded where there are many, and what is chosen in words. */
export function GraphDrawing({
  graph,
  filter,
  look,
  onLook,
  onLeave,
  namespace,
  only,
  editReason,
  onEdit,
}: {
  graph: ReferenceGraph
  /** The words that the graph was narrowed by. */
  filter: string
  look: GraphLook
  onLook: (changes: Partial<GraphLook>) => void
  /** Called before another page is opened. */
  onLeave: () => void
  namespace: string
  only: string
  editReason: string | undefined
  onEdit: (edge: GraphEdge, target?: GraphNode) => void
}) {
  const navigate = useNavigate()
  const { chosen, alone, open, closed } = look
  /** A group that was folded or unfolded, until it is drawn so. */
  const [turned, setTurned] = useState<GraphNode | null>(null)

  const drawn = useMemo(() => {
    const most = mostUnfolded
    if (!alone) return foldGraph(graph, { most, open, closed })
    // As the drawing was when the place was chosen in it, also where it has been unfolded since.
    const folded = foldGraph(graph, { most, open: without(open, alone.id), closed })
    const near = belongingTo(graph, folded, alone)
    return foldGraph(near ? subgraph(graph, near) : graph, { most, open, closed })
  }, [graph, alone, open, closed])
  const { placed, isPlacing, error } = usePlacement(drawn)
  const subject = useSettled(JSON.stringify([filter, alone]), !isPlacing)
  const arrival = useMemo(
    () => (turned && placed && !isPlacing ? firstOf(placed, turned) : null),
    [turned, placed, isPlacing],
  )
  // What is said is of what is drawn, until the next drawing is there.
  const shown = placed?.graph ?? drawn
  const node = chosen?.kind === 'node' ? shown.nodes.get(chosen.id) : undefined

  function unfold(node: GraphNode) {
    onLook({ open: new Set(open).add(node.id), closed: without(closed, node.id) })
    setTurned(node)
  }

  function fold(namespace: string, stream: string) {
    const id = streamId(namespace, stream)
    onLook({ closed: new Set(closed).add(id), open: without(open, id) })
    setTurned({ kind: 'stream', id, namespace, stream, tags: 0, broken: 0 })
  }

  const folding = foldingOf(node, only, { unfold, fold })
  const edge = chosen && placed ? editable(placed, chosen) : undefined

  return (
    <>
      <ChosenBar
        place={chosen}
        graph={shown}
        namespace={namespace}
        edge={edge}
        editReason={editReason}
        isAlone={alone !== null}
        onEdit={onEdit}
        onFold={folding}
        onAlone={(isOn) => onLook({ alone: isOn ? chosen : null })}
        onLeave={onLeave}
      />
      {error && (
        <Note kind="bad" title="The graph could not be drawn.">
          {error} The list of edges says the same.
        </Note>
      )}
      {placed ? (
        <GraphCanvas
          placed={placed}
          subject={subject}
          namespace={namespace}
          label={`Graph of ${only || namespace}`}
          mayEdit={editReason === undefined}
          chosen={chosen}
          onChoose={(place) => onLook({ chosen: place })}
          arrival={arrival}
          onArrive={() => setTurned(null)}
          onOpen={(opened) => {
            if (opened.kind === 'stream' || opened.kind === 'bundle') return unfold(opened)
            const path = nodePath(opened)
            if (!path) return
            onLeave()
            navigate(path)
          }}
          onEdit={onEdit}
          controls={(controls) => (
            <GraphControls
              placed={placed}
              namespace={namespace}
              name={only || namespace}
              {...controls}
            />
          )}
        />
      ) : (
        !error && (
          <p className={styles.waiting} role="status">
            Drawing {formatCount(drawn.nodes.size)} nodes…
          </p>
        )
      )}
      <p className="ts-sr" role="status">
        {placed && isPlacing && 'Drawing anew…'}
      </p>
      <GraphLegend />
    </>
  )
}

/** A value as it was when things were last settled: of what is on the screen, not of what is to come. */
function useSettled(value: string, isSettled: boolean): string {
  const [settled, setSettled] = useState(value)
  if (isSettled && settled !== value) setSettled(value)
  return isSettled ? value : settled
}

function foldingOf(
  node: GraphNode | undefined,
  only: string,
  {
    unfold,
    fold,
  }: { unfold: (node: GraphNode) => void; fold: (namespace: string, stream: string) => void },
): { words: string; run: () => void } | undefined {
  if (node?.kind === 'stream' || node?.kind === 'bundle') {
    return { words: 'Unfold', run: () => unfold(node) }
  }
  if (node?.kind !== 'tag' || !node.row || only === node.name.stream) return undefined
  const { namespace, stream } = node.name
  return { words: `Fold ${stream}`, run: () => fold(namespace, stream) }
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...set].filter((each) => each !== id))
}
