import { useMemo } from 'react'
import { Link } from 'react-router'
import type { GraphEdge, GraphNode, ReferenceGraph } from '@/domain/reference-graph'
import { Button } from '@/ui/button'
import { useIsPrinting } from '@/ui/printing'
import type { TableColumn } from '@/ui/table-column'
import { VirtualTable } from '@/ui/virtual-table'
import styles from './edge-list.module.css'
import { edgeCross, edgeEnd } from './edge-marks'
import { edgeSentence, edgeWords, nodePath, nodeWords, shortName } from './graph-words'

/** An edge, or a tag that has none. */
interface ListRow {
  id: string
  edge: GraphEdge | null
  loose: GraphNode | null
}

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
  const isPrinting = useIsPrinting()
  const columns = useMemo<TableColumn<ListRow>[]>(() => {
    const nodeCell = (id: string | undefined) => (
      <NodeCell node={graph.nodes.get(id ?? '')} namespace={namespace} />
    )
    return [
      {
        key: 'to',
        title: 'What gets images',
        className: 'c-name',
        cell: ({ edge, loose }) => nodeCell(edge?.to ?? loose?.id),
      },
      {
        key: 'how',
        title: 'How',
        className: 'w-state c-state',
        cell: ({ edge }) =>
          edge ? <HowCell edge={edge} /> : <span className="ts-muted">no edge</span>,
      },
      {
        key: 'from',
        title: 'Where from',
        className: 'c-rest',
        cell: ({ edge }) => edge && nodeCell(edge.from),
      },
      {
        key: 'edit',
        title: 'Change',
        className: 'w-age c-age',
        cell: ({ edge }) =>
          edge?.tag && (
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

  const rows = useMemo(() => rowsOf(graph), [graph])
  const caption = `What gets images from where in ${namespace}`
  if (isPrinting) return <PrintedRows caption={caption} columns={columns} rows={rows} />
  return (
    <VirtualTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowLabel={({ edge, loose }) =>
        edge
          ? edgeSentence(edge, graph, namespace)
          : loose
            ? `${shortName(loose, namespace)} has no edge`
            : ''
      }
      noun={{ one: 'edge', many: 'edges' }}
    />
  )
}

function rowsOf({ nodes, edges }: ReferenceGraph): ListRow[] {
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const loose = [...nodes.values()].filter(({ id }) => !tied.has(id))
  return [
    ...edges.map((edge) => ({ id: edge.id, edge, loose: null })),
    ...loose.map((node) => ({ id: node.id, edge: null, loose: node })),
  ]
}

/** On paper are all rows: there is no scrolling to those that are not drawn. */
function PrintedRows({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: TableColumn<ListRow>[]
  rows: ListRow[]
}) {
  const printed = columns.filter(({ key }) => key !== 'edit')
  return (
    <table className={`ts-table ts-plain ${styles.printed}`}>
      <caption className="ts-sr">{caption}</caption>
      <thead>
        <tr>
          {printed.map(({ key, title, className }) => (
            <th key={key} scope="col" className={className}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {printed.map(({ key, className, cell }) => (
              <td key={key} className={className}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NodeCell({ node, namespace }: { node: GraphNode | undefined; namespace: string }) {
  if (!node) return null
  const path = nodePath(node)
  const name = <NodeName text={shortName(node, namespace)} />
  const { problem } = nodeWords(node, namespace)
  return (
    <>
      {path ? (
        <Link className={`ts-link ${styles.node}`} to={path}>
          {name}
        </Link>
      ) : (
        <span className={styles.node}>{name}</span>
      )}
      {problem && <div className={`ts-sub ts-trunc ${styles.problem}`}>{problem}</div>}
    </>
  )
}

/** Longer ends are cut as well. */
const longestEnd = 24
const cutEnd = 12

/** A name that keeps its end where it is cut: the tag tells what the stream does not. */
function NodeName({ text }: { text: string }) {
  const colon = text.lastIndexOf(':')
  const isShort = colon > 0 && text.length - colon <= longestEnd
  const cut = isShort ? colon : Math.max(0, text.length - cutEnd)
  return (
    <span className={styles.name} title={text}>
      <span className="ts-sr">{text}</span>
      <span className={styles.start} aria-hidden="true">
        {text.slice(0, cut)}
      </span>
      <span className={styles.end} aria-hidden="true">
        {text.slice(cut)}
      </span>
    </span>
  )
}

function HowCell({ edge }: { edge: GraphEdge }) {
  const { look, word } = edgeWords(edge)
  return (
    <span className={styles.how}>
      <EdgeSample look={look} isBack />
      <bdi dir="ltr">{word}</bdi>
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
      <path
        className={styles.arrow}
        d={edgeEnd(look, [
          { x: 0, y: 5 },
          { x: 34, y: 5 },
        ])}
      />
      {look === 'bad' && (
        <path
          className={styles.cross}
          d={edgeCross([
            { x: 1, y: 5 },
            { x: 26, y: 5 },
          ])}
        />
      )}
    </svg>
  )
}
