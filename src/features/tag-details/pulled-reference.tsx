import { isPulledLocally, pullString } from '@/domain/resolved-reference'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { ValueField } from '@/ui/fields'

/** The string that pods and triggers get (S-7), and why it is that one. */
export function PulledReference({ row, tag }: { row: StreamRow; tag: TagRow }) {
  const text = pullString(tag, row.repository)
  return (
    <section className="ts-sec">
      <h2>What will be pulled</h2>
      {text ? (
        <>
          <ValueField value={text} label="Pull string" wraps />
          <p className="ts-sub">{why(row, tag, text)}</p>
        </>
      ) : (
        <p className="ts-muted">
          Nothing yet: the tag holds no image. A pod that names it waits, and no trigger fires.
        </p>
      )}
    </section>
  )
}

function why(row: StreamRow, tag: TagRow, text: string): string {
  if (!tag.spec) return 'As it was pushed: the tag has no policy of its own.'
  if (!tag.latest?.image) return 'The reference as it was written: nothing was imported.'
  if (tag.spec.referencePolicy === 'Local') {
    return isPulledLocally(tag, row.repository)
      ? 'Through the internal registry, because the reference policy is Local.'
      : 'Straight from the source: the policy is Local, but this cluster has no internal registry.'
  }
  if (row.repository && text.startsWith(row.repository)) {
    return 'From the internal registry, because that is where the image was pushed.'
  }
  return 'Straight from the source registry, because the reference policy is Source.'
}
