import { useMemo } from 'react'
import { Link } from 'react-router'
import type { GraphEdge, ReferenceGraph } from '@/domain/reference-graph'
import { Button } from '@/ui/button'
import type { TableColumn } from '@/ui/table-column'
import { VirtualTable } from '@/ui/virtual-table'
import styles from './edge-list.module.css'
import { edgeSentence, edgeWords, nodePath, nodeWords, shortName } from './graph-words'

/** All edges as a table: it says what the drawing says, and lets one do what can be done there. */
export function EdgeList({
  graph,
  namespace,
  editReason,
  onEdit,
}: {
  graph: ReferenceGraph
  namespace: string
  /** Why references cannot be edited; undefined where they can. */
  editReason: string | undefined
  onEdit: (edge: GraphEdge) => void
}) {
  const columns = useMemo<TableColumn<GraphEdge>[]>(() => {
    const nodeCell = (id: string) => <NodeCell graph={graph} id={id} namespace={namespace} />
    return [
      {
        key: 'to',
        title: 'What gets images',
        className: 'c-name',
        cell: (edge) => nodeCell(edge.to),
      },
      {
        key: 'how',
        title: 'How',
        className: 'w-state c-state',
        cell: (edge) => <HowCell edge={edge} />,
      },
      {
        key: 'from',
        title: 'Where from',
        className: 'c-rest',
        cell: (edge) => nodeCell(edge.from),
      },
      {
        key: 'edit',
        title: 'Change',
        className: 'w-age c-age',
        cell: (edge) =>
          edge.tag && (
            <Button
              variant="link"
              aria-label={`Retarget ${edge.tag.stream}:${edge.tag.tag}`}
              onClick={() => onEdit(edge)}
              {...(editReason !== undefined && { disabledReason: editReason })}
            >
              Retarget
            </Button>
          ),
      },
    ]
  }, [graph, namespace, editReason, onEdit])

  const rows = useMemo(() => [...graph.edges], [graph])
  return (
    <VirtualTable
      caption={`What gets images from where in ${namespace}`}
      columns={columns}
      rows={rows}
      rowKey={(edge) => edge.id}
      rowLabel={(edge) => edgeSentence(edge, graph, namespace)}
      noun={{ one: 'edge', many: 'edges' }}
    />
  )
}

function NodeCell({
  graph,
  id,
  namespace,
}: {
  graph: ReferenceGraph
  id: string
  namespace: string
}) {
  const node = graph.nodes.get(id)
  if (!node) return null
  const path = nodePath(node)
  const name = shortName(node, namespace)
  const { problem } = nodeWords(node, namespace)
  return (
    <>
      {path ? (
        <Link className="ts-link ts-trunc" to={path} title={name}>
          {name}
        </Link>
      ) : (
        <span className="ts-trunc" title={name}>
          {name}
        </span>
      )}
      {problem && <div className={`ts-sub ts-trunc ${styles.problem}`}>{problem}</div>}
    </>
  )
}

function HowCell({ edge }: { edge: GraphEdge }) {
  const { look, word } = edgeWords(edge)
  return (
    <span className={styles.how}>
      <EdgeSample look={look} isBack />
      {word}
    </span>
  )
}

/** A short piece of an edge's line; `isBack` where what the image comes from stands behind it. */
export function EdgeSample({
  look,
  isBack = false,
}: {
  look: ReturnType<typeof edgeWords>['look']
  isBack?: boolean
}) {
  const classes = [styles.sample, styles[look], isBack && styles.back]
  return (
    <svg className={classes.filter(Boolean).join(' ')} viewBox="0 0 34 10" aria-hidden="true">
      <path className={styles.line} d="M1 5H26" />
      <path className={styles.arrow} d="M34 5l-9 -5v10z" />
    </svg>
  )
}
