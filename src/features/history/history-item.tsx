import { RhUiCheckIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon'
import { RhUiCompareIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-compare-icon'
import { RhUiCopyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-copy-icon'
import { RhUiImportIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-import-icon'
import { RhUiLinkIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-link-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { RhUiUndoIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-undo-icon'
import { RhUiUploadIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-upload-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatComparedSide } from '@/domain/compared-side'
import { formatByteChange, formatBytes } from '@/domain/size'
import type { StoredImage } from '@/domain/stored-sizes'
import type { HistoryEntry } from '@/domain/tag-history'
import { readable } from '@/domain/untrusted'
import { comparePath } from '@/paths'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import { useEntryImage } from './entry-image'
import styles from './history-item.module.css'

const icons = {
  imported: RhUiImportIcon,
  pushed: RhUiUploadIcon,
  moved: RhUiTagIcon,
  'moved-back': RhUiUndoIcon,
  copied: RhUiCopyIcon,
  named: RhUiLinkIcon,
} satisfies Record<HistoryEntry['how'], typeof RhUiTagIcon>

export interface HistoryItemProps {
  entry: HistoryEntry
  namespace: string
  stream: string
  /** The tag, which the phrase goes on from. */
  lead: ReactNode
  /** All images of the stream; null where only single ones may be read. */
  stored: ReadonlyMap<string, StoredImage> | null | undefined
  /** What can be done with the entry, beside comparing it. */
  actions?: ((image: StoredImage) => ReactNode) | undefined
}

/** One entry of a time line: what happened, which image it brought, when, and what differs. */
export function HistoryItem({ entry, namespace, stream, lead, stored, actions }: HistoryItemProps) {
  const { event, isCurrent, sameImageAs, keptBy, previous } = entry
  const image = useEntryImage(namespace, stream, event.image, stored)
  const before = useEntryImage(namespace, stream, previous, stored)
  const Icon = isCurrent ? RhUiCheckIcon : icons[entry.how]
  return (
    <>
      <span className={dotClass(isCurrent, image.isGone)}>
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
          {image.size !== null && <span>{sizeWords(image, before, previous)}</span>}
          {sameImageAs.length > 0 && <span>same image as revision {sameImageAs.join(', ')}</span>}
          {!isCurrent && keptBy.length > 0 && (
            <span>kept by {readable(keptBy.slice(0, 5).join(', '))}</span>
          )}
          {image.isGone && (
            <span className="ts-row">
              <RhUiWarningFillIcon className="ts-i ts-warn" />
              the image was pruned
            </span>
          )}
        </div>
      </div>
      <div className="ts-time__acts">
        {actions?.(image)}
        {event.image !== '' && previous !== '' && (
          <CompareLink
            to={comparePath(
              formatComparedSide({ namespace, stream, digest: previous }),
              formatComparedSide({ namespace, stream, digest: event.image }),
            )}
            revision={entry.revision}
            gone={image.isGone ? 'The image' : before.isGone ? 'The image before it' : ''}
          />
        )}
      </div>
    </>
  )
}

function CompareLink({ to, revision, gone }: { to: string; revision: number; gone: string }) {
  if (gone !== '') {
    return (
      <button
        type="button"
        className="ts-act"
        aria-disabled="true"
        title={`${gone} was pruned: there is nothing to compare.`}
      >
        <RhUiCompareIcon className="ts-i" />
        Compare
        <span className="ts-sr"> revision {revision} with the image before</span>
      </button>
    )
  }
  return (
    <Link className={`ts-act ${styles.act}`} to={to}>
      <RhUiCompareIcon className="ts-i" />
      Compare
      <span className="ts-sr"> revision {revision} with the image before</span>
    </Link>
  )
}

function dotClass(isCurrent: boolean, isGone: boolean): string {
  if (isGone) return 'ts-time__dot ts-time__dot--gone'
  return isCurrent ? 'ts-time__dot ts-time__dot--now' : 'ts-time__dot'
}

function sizeWords(image: StoredImage, before: StoredImage, previous: string): string {
  const size = formatBytes(image.size)
  if (previous === '' || before.size === null) return size
  return `${size}, ${formatByteChange(before.size, image.size)}`
}
