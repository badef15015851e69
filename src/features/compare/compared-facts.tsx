import { differencesOf, type ImageComparison } from '@/domain/image-comparison'
import { formatByteChange, formatBytes } from '@/domain/size'
import { FactsStrip } from '@/ui/facts-strip'

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
    <FactsStrip
      facts={[
        {
          name: 'Size',
          value: formatByteChange(size.left, size.right),
          more: percent(size),
        },
        {
          name: 'Layers shared',
          value: `${isShared} of ${inRight}`,
          more: shared === null ? '' : formatBytes(shared),
        },
        {
          name: 'To pull, if the left one is there',
          value: toPull === null ? null : formatBytes(toPull),
        },
        {
          name: 'Differences',
          value: shown,
          more: all > shown ? `and ${all - shown} hidden as noise` : '',
        },
      ]}
    />
  )
}

const percentFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

function percent({ left, right }: ImageComparison['size']): string {
  if (!left || right === null || left === right) return ''
  const change = Math.abs(right - left) / left
  if (change < 0.0005) return ''
  return `${percentFormat.format(change)} ${right > left ? 'more' : 'less'}`
}
