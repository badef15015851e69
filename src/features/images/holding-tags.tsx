import { Fragment } from 'react'
import { Link } from 'react-router'
import type { StreamRow } from '@/domain/stream-row'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { RelativeTime } from '@/ui/relative-time'
import type { HoldingTag } from './holding-tags-of'

/** Every tag of the stream that holds an image, now or once [M5]. */
export function HoldingTags({ row, tags }: { row: StreamRow; tags: HoldingTag[] }) {
  if (tags.length === 0) {
    return (
      <p className="ts-muted">
        No tag of {row.name} names it. A platform of a list is held by the tags that hold the list.
      </p>
    )
  }
  return (
    <dl className="ts-dl">
      {tags.map(({ tag, isCurrent, since }) => (
        <Fragment key={tag}>
          <dt>
            <Link className="ts-link ts-mono ts-clamp" to={tagPath(row.namespace, row.name, tag)}>
              {readable(tag)}
            </Link>
          </dt>
          <dd>
            {isCurrent ? 'holds it since ' : 'held it from '}
            <RelativeTime at={since} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
