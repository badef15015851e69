import type { StreamRow } from '@/domain/stream-row'
import { ValueField } from '@/ui/fields'

/** Where the stream's images are pulled from and pushed to, inside and outside the cluster. */
export function StreamRepositories({ row }: { row: StreamRow }) {
  if (!row.repository && !row.publicRepository) return null
  return (
    <div className="ts-repos">
      {row.repository && <ValueField value={row.repository} label="Inside" />}
      {row.publicRepository && <ValueField value={row.publicRepository} label="Outside" />}
    </div>
  )
}
