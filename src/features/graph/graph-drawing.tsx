import { RhUiDownloadIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-download-icon'
import { RhUiZoomInIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-zoom-in-icon'
import { RhUiZoomOutIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-zoom-out-icon'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { foldGraph } from '@/domain/fold-graph'
import { formatCount } from '@/domain/format-count'
import {
  type GraphEdge,
  type GraphNode,
  neighbourhood,
  type ReferenceGraph,
  streamId,
  subgraph,
} from '@/domain/reference-graph'
import { download } from '@/ui/download'
import { Menu } from '@/ui/menu'
import { Note } from '@/ui/note'
import { ChosenBar } from './chosen-bar'
import { EdgeSample } from './edge-list'
import { GraphCanvas } from './graph-canvas'
import { type PlacedGraph, usePlacement } from './graph-placement'
import { editable } from './graph-places'
import { graphPng } from './graph-png'
import type { Place } from './graph-steps'
import { pagePalette } from './graph-strokes'
import { graphSvg } from './graph-svg'
import { nodePath } from './graph-words'
import styles from './reference-graph-view.module.css'

/** More nodes than this are not read at a glance: streams are folded. */
const mostUnfolded = 100

/** The graph as a drawing: with its groups folded where there are many, and what is chosen in words. */
export function GraphDrawing({
  graph,
  filter,
  namespace,
  only,
  editReason,
  onEdit,
}: {
  graph: ReferenceGraph
  /** The words that the graph was narrowed by. */
  filter: string
  namespace: string
  only: string
  editReason: string | undefined
  onEdit: (edge: GraphEdge, target?: GraphNode) => void
}) {
  const navigate = useNavigate()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<Place | null>(null)
  const [alone, setAlone] = useState('')

  const drawn = useMemo(() => {
    const near = alone && graph.nodes.has(alone) ? neighbourhood(graph, [alone]) : null
    return foldGraph(near ? subgraph(graph, near) : graph, { most: mostUnfolded, open, closed })
  }, [graph, alone, open, closed])
  const { placed, isPlacing, error } = usePlacement(drawn)
  const subject = useSettled(JSON.stringify([filter, alone]), !isPlacing)
  const node = chosen?.kind === 'node' ? drawn.nodes.get(chosen.id) : undefined

  function unfold({ id }: GraphNode) {
    setOpen(new Set(open).add(id))
    setClosed(without(closed, id))
    setChosen(null)
  }

  function fold(id: string) {
    setClosed(new Set(closed).add(id))
    setOpen(new Set([...open].filter((each) => each !== id)))
    setChosen({ kind: 'node', id })
  }

  const folding = foldingOf(node, only, { unfold, fold })
  const edge = chosen && placed ? editable(placed, chosen) : undefined

  return (
    <>
      <ChosenBar
        place={chosen}
        graph={drawn}
        namespace={namespace}
        edge={edge}
        editReason={editReason}
        isAlone={alone !== ''}
        onEdit={onEdit}
        onFold={folding}
        onAlone={(isOn) => setAlone(isOn ? (node?.id ?? '') : '')}
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
          onChoose={setChosen}
          onOpen={(opened) => {
            if (opened.kind === 'stream' || opened.kind === 'bundle') return unfold(opened)
            const path = nodePath(opened)
            if (path) navigate(path)
          }}
          onEdit={onEdit}
          controls={({ zoom, fitAll }) => (
            <>
              <IconButton label="Zoom in" onClick={() => zoom(1)}>
                <RhUiZoomInIcon className="ts-i" />
              </IconButton>
              <IconButton label="Zoom out" onClick={() => zoom(-1)}>
                <RhUiZoomOutIcon className="ts-i" />
              </IconButton>
              <button type="button" className="ts-ctl" onClick={fitAll}>
                Fit
              </button>
              <ExportMenu placed={placed} namespace={namespace} name={only || namespace} />
            </>
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
      <Legend />
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
  { unfold, fold }: { unfold: (node: GraphNode) => void; fold: (id: string) => void },
): { words: string; run: () => void } | undefined {
  if (node?.kind === 'stream' || node?.kind === 'bundle') {
    return { words: 'Unfold', run: () => unfold(node) }
  }
  if (node?.kind !== 'tag' || !node.row || only === node.name.stream) return undefined
  const { namespace, stream } = node.name
  return { words: `Fold ${stream}`, run: () => fold(streamId(namespace, stream)) }
}

function without(set: ReadonlySet<string>, id: string): Set<string> {
  return new Set([...set].filter((each) => each !== id))
}

function IconButton({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      className={`ts-iconbtn ${styles.zoom}`}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** The whole drawing as a file, as it is folded and filtered now. */
function ExportMenu({
  placed,
  namespace,
  name,
}: {
  placed: PlacedGraph
  namespace: string
  name: string
}) {
  async function savePng() {
    const blob = await graphPng(placed, namespace, pagePalette())
    if (blob) download(`${name}-graph.png`, new Uint8Array(await blob.arrayBuffer()))
  }
  return (
    <Menu
      label="Save the drawing"
      className={`ts-iconbtn ${styles.zoom}`}
      items={[
        {
          label: 'As SVG',
          onSelect: () => download(`${name}-graph.svg`, graphSvg(placed, namespace, pagePalette())),
        },
        { label: 'As PNG', onSelect: () => void savePng() },
      ]}
    >
      <RhUiDownloadIcon className="ts-i" />
    </Menu>
  )
}

const legend = [
  ['live', 'Follows live'],
  ['sched', 'Scheduled, about every 15 min'],
  ['once', 'Copied or imported once, never updates'],
  ['pin', 'Pinned to an image, or only named'],
  ['bad', 'Import fails, or source missing'],
] as const

function Legend() {
  return (
    <ul className={styles.legend} aria-label="How edges look">
      {legend.map(([look, words]) => (
        <li key={look}>
          <EdgeSample look={look} />
          {words}
        </li>
      ))}
    </ul>
  )
}
