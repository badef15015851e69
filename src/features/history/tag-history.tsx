import { type ReactNode, useMemo } from 'react'
import { formatComparedSide } from '@/domain/compared-side'
import { formatCount } from '@/domain/format-count'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StoredImage } from '@/domain/stored-sizes'
import { type HistoryEntry, historyEntries } from '@/domain/tag-history'
import { comparePath } from '@/paths'
import { LinkButton } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'
import { useStoredImages } from './entry-image'
import { HistoryItem } from './history-item'
import { TimeLine } from './time-line'

/** The images that a tag held, newest first, in the order of the cluster (S-2). */
export function TagHistory({
  namespace,
  stream,
  imageStream,
  tag,
  actions,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
  tag: string
  /** What can be done with an entry: rolled back to, kept. */
  actions?: (entry: HistoryEntry, image: StoredImage) => ReactNode
}) {
  const entries = useMemo(() => historyEntries(imageStream, tag), [imageStream, tag])
  const stored = useStoredImages(namespace, stream)
  if (entries.length === 0) {
    return (
      <EmptyNote title="No history yet">
        <p>The tag never held an image. Its first one will be the first entry here.</p>
      </EmptyNote>
    )
  }
  return (
    <>
      <div className="ts-bar">
        <span className="ts-strong">
          {entries.length === 1 ? '1 revision' : `${formatCount(entries.length)} revisions`}
        </span>
        <span className="ts-muted">
          Newest first, in the order of the cluster. Who made a change is not recorded.
        </span>
        <span className="ts-bar__end">
          <LinkButton
            variant="link"
            to={comparePath(formatComparedSide({ namespace, stream, tag }), '')}
          >
            Compare with another image
          </LinkButton>
        </span>
      </div>
      <TimeLine
        label={`History of ${tag}`}
        entries={entries}
        keyOf={({ revision }) => String(revision)}
        createdOf={({ event }) => event.created}
      >
        {(entry) => (
          <HistoryItem
            entry={entry}
            namespace={namespace}
            stream={stream}
            lead={tag}
            stored={stored}
            actions={actions && ((image) => actions(entry, image))}
          />
        )}
      </TimeLine>
    </>
  )
}
