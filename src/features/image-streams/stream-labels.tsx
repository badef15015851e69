import { useState } from 'react'
import type { StreamRow } from '@/domain/stream-row'
import { LabelChip } from '@/ui/label-chip'

/** One label of a stream and "+N"; pressing one filters the list by it. */
export function StreamLabels({
  row,
  onFilter,
}: {
  row: StreamRow
  onFilter: (name: string, value: string) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const labels = Object.entries(row.labels)
  if (labels.length === 0) return <span className="ts-muted">–</span>
  const shown = isOpen ? labels : labels.slice(0, 1)
  const more = labels.length - shown.length
  return (
    <div className={isOpen ? 'ts-labels ts-labels--all' : 'ts-labels'}>
      {shown.map(([name, value]) => (
        <LabelChip key={name} name={name} value={value} onClick={() => onFilter(name, value)} />
      ))}
      {(more > 0 || isOpen) && (
        <button
          type="button"
          className="ts-label ts-label--more"
          aria-expanded={isOpen}
          aria-label={
            isOpen ? `Show fewer labels of ${row.name}` : `Show ${more} more labels of ${row.name}`
          }
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'fewer' : `+${more}`}
        </button>
      )}
    </div>
  )
}
