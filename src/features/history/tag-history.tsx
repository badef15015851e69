import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { historyEntries } from '@/domain/tag-history'
import { EmptyNote } from '@/ui/empty-note'
import { HistoryItem } from './history-item'

const firstEntries = 60

/** The images that a tag held, newest first, in the order of the cluster (S-2). */
export function TagHistory({
  namespace,
  stream,
  imageStream,
  tag,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
  tag: string
}) {
  const [shown, setShown] = useState(firstEntries)
  const entries = historyEntries(imageStream, tag)
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
          {entries.length === 1 ? '1 revision' : `${entries.length.toLocaleString('en')} revisions`}
        </span>
        <span className="ts-muted">Newest first, in the order of the cluster</span>
      </div>
      <ol className="ts-time" aria-label={`History of ${tag}`}>
        {entries.slice(0, shown).map((entry) => (
          <HistoryItem
            key={entries.length - entry.index}
            entry={entry}
            namespace={namespace}
            stream={stream}
            lead={tag}
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
