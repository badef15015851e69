import { LabelChip } from '@/ui/label-chip'
import styles from './stream-labels.module.css'

/** The labels of a stream; at most `most` of them, with the number of the others. */
export function StreamLabels({
  labels,
  most = Number.POSITIVE_INFINITY,
}: {
  labels: Record<string, string>
  most?: number
}) {
  const all = Object.entries(labels)
  if (all.length === 0) return null
  return (
    <span className={styles.labels}>
      {all.slice(0, most).map(([name, value]) => (
        <LabelChip key={name} name={name} value={value} />
      ))}
      {all.length > most && <span className="ts-muted ts-small">+{all.length - most}</span>}
    </span>
  )
}
