import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiContainerIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-container-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiImageIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-image-icon'
import { RhUiRegistryIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-registry-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { memo } from 'react'
import { digestMark, shortDigest } from '@/domain/digest'
import type { GraphNode } from '@/domain/reference-graph'
import type { Detail } from './detail'
import { fittedText } from './fitted-text'
import styles from './graph-canvas.module.css'
import { nodeSize } from './graph-geometry'
import { nodeWords } from './graph-words'

const icons = {
  registry: RhUiRegistryIcon,
  tag: RhUiTagIcon,
  image: RhUiImageIcon,
  workload: RhUiContainerIcon,
  stream: LayerGroupIcon,
  bundle: LayerGroupIcon,
} satisfies Record<GraphNode['kind'], unknown>

const markColors = { blue: 0, teal: 1, purple: 2, grey: 3, orange: 4 }

const clipId = 'graph-node-room'
const clip = `url(#${clipId})`

/** Where text of a node may be: letters may be wider than was reckoned. Once in a drawing. */
export function NodeRoom() {
  return (
    <clipPath id={clipId}>
      <rect x={2} y={2} width={nodeSize.width - 8} height={nodeSize.height - 4} />
    </clipPath>
  )
}

/** A node: what it is, its name, and what it holds. From afar only its names, as large as fits. */
export const NodeShape = memo(function NodeShape({
  node,
  namespace,
  x,
  y,
  detail,
  isCurrent,
  look,
}: {
  node: GraphNode
  namespace: string
  x: number
  y: number
  detail: Detail
  /** The one node that Tab reaches. */
  isCurrent: boolean
  look: 'plain' | 'dim' | 'chosen' | 'drop'
}) {
  const words = nodeWords(node, namespace)
  const isFolded = node.kind === 'stream' || node.kind === 'bundle'
  const classes = [styles.node, styles[`is-${look}`], words.problem && styles['is-bad']]
  const { width, height } = nodeSize
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons inside of a drawing
    <g
      data-place={`node ${node.id}`}
      className={classes.filter(Boolean).join(' ')}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={words.sentence}
    >
      <title>{words.sentence}</title>
      {isFolded && (
        <rect className={styles.stack} x={4} y={-4} width={width - 4} height={height} rx={8} />
      )}
      <rect className={styles.box} width={width} height={height} rx={8} />
      {detail === 'names' && (
        <g clipPath={clip}>
          <text className={styles['far-kind']} x={10} y={23}>
            {fittedText(words.kind, { width: width - 20, size: 20 })}
          </text>
          <text className={styles['far-name']} x={10} y={47}>
            {fittedText(words.name, { width: width - 20, size: 23, isStrong: true })}
          </text>
        </g>
      )}
      {detail === 'all' && (
        <g clipPath={clip}>
          <NodeText node={node} words={words} />
        </g>
      )}
    </g>
  )
})

function NodeText({ node, words }: { node: GraphNode; words: ReturnType<typeof nodeWords> }) {
  const Icon = icons[node.kind]
  const hasDigest = node.kind === 'tag' && words.digest !== '' && words.problem === ''
  return (
    <>
      <g className={styles.icon} transform="translate(12 13)">
        <Icon width={12} height={12} />
      </g>
      <text className={styles.kind} x={30} y={23}>
        {fittedText(words.kind, { width: hasDigest ? 96 : words.problem ? 144 : 166, size: 12 })}
      </text>
      {hasDigest && (
        <>
          <Mark digest={words.digest} />
          <text className={styles.digest} x={nodeSize.width - 12} y={23} textAnchor="end">
            {shortDigest(words.digest, 6)}
          </text>
        </>
      )}
      {words.problem && (
        <g className={styles.alarm} transform={`translate(${nodeSize.width - 26} 12)`}>
          <RhUiErrorFillIcon width={14} height={14} />
        </g>
      )}
      <text className={styles.name} x={12} y={43}>
        {fittedText(
          words.problem && node.kind !== 'tag' ? `${words.name}, ${words.problem}` : words.name,
          { width: nodeSize.width - 24, size: 13, isStrong: true },
        )}
      </text>
    </>
  )
}

function Mark({ digest }: { digest: string }) {
  const { cells, color } = digestMark(digest)
  const path = cells.map((isSet, at) => (isSet ? `M${at % 5} ${Math.floor(at / 5)}h1v1h-1z` : ''))
  return (
    <svg
      className={`ts-mark ts-mark--${markColors[color]}`}
      x={nodeSize.width - 72}
      y={12}
      width={14}
      height={14}
      viewBox="0 0 5 5"
      aria-hidden="true"
    >
      <path d={path.join('')} />
    </svg>
  )
}
