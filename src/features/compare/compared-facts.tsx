import { differencesOf, type ImageComparison } from '@/domain/image-comparison'
import { formatByteChange, formatBytes } from '@/domain/size'
import styles from './compared-facts.module.css'

/** The comparison in four numbers. What is not known is said to be. */
export function ComparedFacts({
  comparison,
  hidesNoise,
}: {
  comparison: ImageComparison
  hidesNoise: boolean
}) {
  const { size, layers, shared, toPull, groups } = comparison
  const values = groups.flatMap((group) => group.values)
  const all = differencesOf(values, false).length
  const shown = differencesOf(values, hidesNoise).length
  const isShared = layers.filter(({ kind }) => kind === 'shared').length
  const inRight = layers.filter(({ kind }) => kind !== 'removed').length
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Size</dt>
        <dd>
          {formatByteChange(size.left, size.right)} <small>{percent(size)}</small>
        </dd>
      </div>
      <div>
        <dt>Layers shared</dt>
        <dd>
          {isShared} of {inRight} <small>{shared === null ? '' : formatBytes(shared)}</small>
        </dd>
      </div>
      <div>
        <dt>To pull, if the left one is there</dt>
        <dd>{toPull === null ? <small>not known</small> : formatBytes(toPull)}</dd>
      </div>
      <div>
        <dt>Differences</dt>
        <dd>
          {shown} {all > shown && <small>and {all - shown} hidden as noise</small>}
        </dd>
      </div>
    </dl>
  )
}

const percentFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

function percent({ left, right }: ImageComparison['size']): string {
  if (!left || right === null || left === right) return ''
  const change = Math.abs(right - left) / left
  if (change < 0.0005) return ''
  return `${percentFormat.format(change)} ${right > left ? 'more' : 'less'}`
}
