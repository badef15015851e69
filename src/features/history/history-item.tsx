import { RhUiCheckIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon'
import { RhUiCopyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-copy-icon'
import { RhUiImportIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-import-icon'
import { RhUiLinkIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-link-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { RhUiUndoIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-undo-icon'
import { RhUiUploadIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-upload-icon'
import type { ReactNode } from 'react'
import type { HistoryEntry } from '@/domain/tag-history'
import { readable } from '@/domain/untrusted'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import styles from './history-item.module.css'

const icons = {
  imported: RhUiImportIcon,
  pushed: RhUiUploadIcon,
  moved: RhUiTagIcon,
  'moved-back': RhUiUndoIcon,
  copied: RhUiCopyIcon,
  named: RhUiLinkIcon,
} satisfies Record<HistoryEntry['how'], typeof RhUiTagIcon>

/** One entry of a time line: what happened, which image it brought, when. */
export function HistoryItem({
  entry,
  namespace,
  stream,
  lead,
}: {
  entry: HistoryEntry
  namespace: string
  stream: string
  /** The tag, which the phrase goes on from. */
  lead: ReactNode
}) {
  const { event, isCurrent, sameImageAs, keptBy } = entry
  const Icon = isCurrent ? RhUiCheckIcon : icons[entry.how]
  return (
    <li>
      <span className={isCurrent ? 'ts-time__dot ts-time__dot--now' : 'ts-time__dot'}>
        <Icon className="ts-i" />
      </span>
      <div className={`ts-time__what ${styles.what}`}>
        <div>
          <b className="ts-strong">{lead}</b> {readable(entry.phrase)}{' '}
          {isCurrent && <span className="ts-label">current</span>}
        </div>
        <div className="ts-time__meta">
          {event.image ? (
            <DigestLink namespace={namespace} stream={stream} digest={event.image} withAlgorithm />
          ) : (
            <span>no digest: the image is only named</span>
          )}
          <RelativeTime at={event.created} />
          <span>revision {entry.revision}</span>
          {sameImageAs.length > 0 && <span>same image as revision {sameImageAs.join(', ')}</span>}
          {!isCurrent && keptBy.length > 0 && (
            <span>kept by {readable(keptBy.slice(0, 5).join(', '))}</span>
          )}
        </div>
      </div>
    </li>
  )
}
