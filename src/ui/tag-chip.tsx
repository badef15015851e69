import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiThumbtackFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-thumbtack-fill-icon'
import { Link } from 'react-router'
import type { TagRow } from '@/domain/stream-row'
import { tagPath } from '@/paths'

/** Names up to this length never shrink. */
const shortName = 9

/** A tag as a link to its page. Failing and pinned ones say so. */
export function TagChip({
  namespace,
  stream,
  tag,
}: {
  namespace: string
  stream: string
  tag: TagRow
}) {
  const isPinned = tag.spec?.from?.kind === 'ImageStreamImage'
  const className = [
    'ts-tag',
    tag.failure && 'ts-tag--bad',
    tag.name.length > shortName && 'ts-tag--long',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <Link className={className} to={tagPath(namespace, stream, tag.name)} title={tag.name}>
      {tag.failure && <RhUiErrorFillIcon className="ts-i" />}
      {!tag.failure && isPinned && <RhUiThumbtackFillIcon className="ts-i" />}
      <span>{tag.name}</span>
      {tag.failure && <span className="ts-sr">, import failed</span>}
      {!tag.failure && isPinned && <span className="ts-sr">, pinned</span>}
    </Link>
  )
}
