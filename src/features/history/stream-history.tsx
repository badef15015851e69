import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import { formatCount } from '@/domain/format-count'
import { tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StoredImage } from '@/domain/stored-sizes'
import { type HistoryEntry, historyEntries } from '@/domain/tag-history'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { EmptyNote } from '@/ui/empty-note'
import { useStoredImages } from './entry-image'
import { HistoryItem } from './history-item'
import { mergeHistories } from './merge-histories'
import { TimeLine } from './time-line'

/** All images that all tags of a stream held, on one time line, newest first [P2]. */
export function StreamHistory({
  namespace,
  stream,
  imageStream,
  actions,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
  /** What can be done with an entry of a tag: rolled back to, kept. */
  actions?: (tag: string, entry: HistoryEntry, image: StoredImage) => ReactNode
}) {
  const entries = useMemo(
    () =>
      mergeHistories(
        tagNames(imageStream).map((tag) =>
          historyEntries(imageStream, tag).map((entry) => ({ tag, entry })),
        ),
        ({ entry }) => entry.event.created,
      ),
    [imageStream],
  )
  const stored = useStoredImages(namespace, stream)
  if (entries.length === 0) {
    return (
      <EmptyNote title="No history yet">
        <p>No tag of this stream ever held an image.</p>
      </EmptyNote>
    )
  }
  return (
    <>
      <div className="ts-bar">
        <span className="ts-strong">
          {entries.length === 1 ? '1 change' : `${formatCount(entries.length)} changes`}
        </span>
        <span className="ts-muted">
          Of all tags, newest first. Who made a change is not recorded.
        </span>
      </div>
      <TimeLine
        label={`History of ${stream}`}
        entries={entries}
        keyOf={({ tag, entry }) => `${tag} ${entry.revision}`}
        createdOf={({ entry }) => entry.event.created}
      >
        {({ tag, entry }) => (
          <HistoryItem
            entry={entry}
            namespace={namespace}
            stream={stream}
            lead={
              <Link className="ts-link" to={tagPath(namespace, stream, tag)}>
                {readable(tag)}
              </Link>
            }
            stored={stored}
            actions={actions && ((image) => actions(tag, entry, image))}
          />
        )}
      </TimeLine>
    </>
  )
}
