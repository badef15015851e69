import { formatCount } from '@/domain/format-count'
import { isWell } from '@/mutations/bulk'
import styles from './bulk-dialog.module.css'
import type { BulkProgress } from './bulk-run'

/** How far a run is: said in words, and shown as a bar. */
export function Progress({ progress, label }: { progress: BulkProgress; label: string }) {
  const { of, results, total } = progress
  const well = [...results.values()].filter(isWell).length
  const others = results.size - well
  return (
    <>
      <p role="status">
        {formatCount(well)} of {formatCount(total)} {of === 'undo' ? 'taken back' : 'done'}
        {others > 0 && `, ${formatCount(others)} not`}
      </p>
      <progress className={styles.bar} aria-label={label} value={results.size} max={total} />
    </>
  )
}
