import { Link } from 'react-router'
import type { GraphEdge, ReferenceGraph } from '@/domain/reference-graph'
import { pointsAtText } from '@/domain/tracking'
import { readable } from '@/domain/untrusted'
import { Button } from '@/ui/button'
import type { Place } from './graph-steps'
import { edgeSentence, nodePath, nodeWords } from './graph-words'
import styles from './reference-graph-view.module.css'

/** What is chosen in the drawing, in words, and what can be done with it. */
export function ChosenBar({
  place,
  graph,
  namespace,
  edge,
  editReason,
  isAlone,
  onEdit,
  onFold,
  onAlone,
  onLeave,
}: {
  place: Place | null
  graph: ReferenceGraph
  namespace: string
  /** The edge that is edited here; undefined where there is none. */
  edge: GraphEdge | undefined
  editReason: string | undefined
  /** Only the neighbourhood of something is drawn. */
  isAlone: boolean
  onEdit: (edge: GraphEdge) => void
  /** Folds or unfolds; undefined where there is nothing to fold. */
  onFold: { words: string; run: () => void } | undefined
  onAlone: (isAlone: boolean) => void
  /** Called before the page of what is chosen is opened. */
  onLeave: () => void
}) {
  const node = place?.kind === 'node' ? graph.nodes.get(place.id) : undefined
  const chosenEdge =
    place?.kind === 'edge' ? graph.edges.find(({ id }) => id === place.id) : undefined
  const path = node ? nodePath(node) : ''
  return (
    <section className={styles.chosen} aria-label="What is chosen">
      <p className={styles.sentence}>
        <bdi dir="ltr">
          {node && nodeWords(node, namespace).sentence}
          {node?.kind === 'tag' && node.row && (
            <span className="ts-muted">
              {'. '}
              {readable(pointsAtText(node.row, node.name))}
            </span>
          )}
          {chosenEdge && edgeSentence(chosenEdge, graph, namespace)}
          {!node && !chosenEdge && (
            <span className="ts-muted">
              Choose a tag or an edge to see what belongs to it.
              <span className={styles.keys}>
                {' '}
                Arrow keys move along the edges, <span className="ts-kbd">e</span> edits the
                reference.
              </span>
            </span>
          )}
        </bdi>
      </p>
      {path && (
        <Link className="ts-link" to={path} onClick={onLeave}>
          Open
        </Link>
      )}
      {onFold && (
        <Button variant="link" onClick={onFold.run}>
          <span className={`ts-trunc ${styles.fold}`} title={onFold.words}>
            {onFold.words}
          </span>
        </Button>
      )}
      {edge && (
        <Button
          variant="secondary"
          aria-haspopup="dialog"
          onClick={() => onEdit(edge)}
          {...(editReason !== undefined && { disabledReason: editReason })}
        >
          Retarget
        </Button>
      )}
      {(node || chosenEdge || isAlone) && (
        <Button variant="link" aria-pressed={isAlone} onClick={() => onAlone(!isAlone)}>
          {isAlone ? 'Show everything' : 'Only what belongs to it'}
        </Button>
      )}
    </section>
  )
}
