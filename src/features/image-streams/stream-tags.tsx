import { useState } from 'react'
import { parseAccessoryTag } from '@/domain/accessory-tag'
import type { StreamRow } from '@/domain/stream-row'
import { TagChip } from '@/ui/tag-chip'

/** How many tags a row shows before "+N". */
const atFirst = 3

/**
 * The tags of a stream in the cluster's order (S-6); those beyond the first open in place. Tags
 * that only carry a signature or the like belong to their image, and are left out.
 */
export function StreamTags({ row }: { row: StreamRow }) {
  const [isOpen, setIsOpen] = useState(false)
  const tags = row.tags.filter(({ name }) => !parseAccessoryTag(name))
  if (tags.length === 0) return <span className="ts-muted">–</span>
  const shown = isOpen ? tags : tags.slice(0, atFirst)
  const more = tags.length - shown.length
  return (
    <div className={isOpen ? 'ts-tags ts-tags--all' : 'ts-tags'}>
      {shown.map((tag) => (
        <TagChip key={tag.name} namespace={row.namespace} stream={row.name} tag={tag} />
      ))}
      {(more > 0 || isOpen) && (
        <button
          type="button"
          className="ts-tag ts-tag--more"
          aria-expanded={isOpen}
          aria-label={
            isOpen ? `Show fewer tags of ${row.name}` : `Show ${more} more tags of ${row.name}`
          }
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'fewer' : `+${more}`}
        </button>
      )}
    </div>
  )
}
