import { memo } from 'react'
import type { GraphEdge } from '@/domain/reference-graph'
import { edgeCross, edgeEnd } from './edge-marks'
import { type WordAt, wordPlace } from './edge-word'
import styles from './graph-canvas.module.css'
import { edgeLine, type Point } from './graph-geometry'
import { edgeWords } from './graph-words'

/** The line of an edge with its arrow and its word; wider than it looks, so that it can be hit. */
export const EdgeShape = memo(function EdgeShape({
  edge,
  points,
  sentence,
  wordAt,
  isShape,
  isCurrent,
  isEditable,
  look,
}: {
  edge: GraphEdge
  points: Point[]
  sentence: string
  /** Where its word has room; null from afar. */
  wordAt: WordAt | null
  /** From very far: its line, and no more. */
  isShape: boolean
  isCurrent: boolean
  /** Its beginning can be dragged to another node. */
  isEditable: boolean
  look: 'plain' | 'dim' | 'chosen'
}) {
  const { look: line, word } = edgeWords(edge)
  const [start] = points
  if (!start) return null
  const path = edgeLine(points)
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons inside of a drawing
    <g
      data-place={`edge ${edge.id}`}
      className={[styles.edge, styles[line], styles[`is-${look}`]].filter(Boolean).join(' ')}
      role="button"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={sentence}
    >
      <title>{sentence}</title>
      {!isShape && <path className={styles.hit} d={path} />}
      <path className={styles.line} d={path} />
      {!isShape && <path className={styles.arrow} d={edgeEnd(line, points)} />}
      {line === 'bad' && <path className={styles.cross} d={edgeCross(points)} />}
      {wordAt && (
        <text className={styles.word} {...wordPlace(wordAt, points)}>
          {word}
        </text>
      )}
      {isEditable && !isShape && (
        <g data-grip={edge.id} className={styles.grip}>
          <circle className={styles.hit} cx={start.x + 5} cy={start.y} r={12} />
          <circle className={styles.knob} cx={start.x + 5} cy={start.y} r={5} />
        </g>
      )}
    </g>
  )
})
