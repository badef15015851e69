import '@/ui/detail.css'
import '@/ui/table.css'
import { Keys } from '@/features/keys/keys'
import { PageHeader } from '@/ui/page-header'

/** The public keys that signatures are verified with [S4]. */
export function KeysPage() {
  return (
    <div className="ts-detail">
      <PageHeader
        title="Keys"
        subtitle={
          <span>
            Public keys that signatures are checked with. They are kept in this browser only, and
            only those that you add are trusted.
          </span>
        }
      />
      <Keys />
    </div>
  )
}
