import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { historyEntries } from '@/domain/tag-history'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { EmptyNote } from '@/ui/empty-note'
import { HistoryItem } from './history-item'
import { mergeHistories } from './merge-histories'

const firstEntries = 60

/** All images that all tags of a stream held, on one time line, newest first. */
export function StreamHistory({
  namespace,
  stream,
  imageStream,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
}) {
  const [shown, setShown] = useState(firstEntries)
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
          {entries.length === 1 ? '1 change' : `${entries.length.toLocaleString('en')} changes`}
        </span>
        <span className="ts-muted">of all tags, newest first</span>
      </div>
      <ol className="ts-time" aria-label={`History of ${stream}`}>
        {entries.slice(0, shown).map(({ tag, entry }) => (
          <HistoryItem
            key={`${tag} ${entry.index}`}
            entry={entry}
            namespace={namespace}
            stream={stream}
            lead={
              <Link className="ts-link" to={tagPath(namespace, stream, tag)}>
                {readable(tag)}
              </Link>
            }
          />
        ))}
      </ol>
      {entries.length > shown && (
        <button type="button" className="ts-linkbtn" onClick={() => setShown(shown + 500)}>
          Show older ones ({(entries.length - shown).toLocaleString('en')} more)
        </button>
      )}
    </>
  )
}
