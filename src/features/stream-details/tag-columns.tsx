import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { tagPath } from '@/paths'
import { ByteSize } from '@/ui/byte-size'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import { StateLabel } from '@/ui/state-label'
import { Truncate } from '@/ui/truncate'
import type { TableColumn } from '@/ui/virtual-table'
import type { TagLine } from './tag-lines'

/** The columns of a stream's tags table. */
export function tagColumns(
  namespace: string,
  stream: string,
  signed: (tag: TagRow) => ReactNode,
  menu: (tag: TagRow, state: TagState) => ReactNode,
): TableColumn<TagLine>[] {
  return [
    {
      key: 'tag',
      title: 'Tag',
      className: 'c-name',
      isSortable: true,
      cell: ({ tag }) => (
        <>
          <Link className="ts-name ts-trunc" to={tagPath(namespace, stream, tag.name)}>
            <Truncate text={tag.name} at="middle" />
          </Link>
          <div className="ts-sub ts-trunc">
            {revisions(tag.revisions)} {signed(tag)}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: 'State',
      order: ['Best state first', 'Worst state first'],
      className: 'c-state w-state',
      isSortable: true,
      cell: ({ state }) => (
        <>
          <StateLabel state={state} />
          {state.detail && (
            <div className="ts-sub">
              <Truncate text={state.detail} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'source',
      title: 'Points at',
      className: 'c-rest w-points',
      isSortable: true,
      cell: ({ lead, target }) => (
        <>
          <div className="ts-says">{lead}</div>
          {target && (
            <div className="ts-mono">
              <Truncate text={target} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'image',
      title: 'Image',
      className: 'c-more w-image',
      isSortable: true,
      cell: ({ tag, same }) => {
        if (!tag.latest) return <span className="ts-muted">no image yet</span>
        if (!tag.latest.image) return <span className="ts-muted">named only</span>
        return (
          <>
            <DigestLink namespace={namespace} stream={stream} digest={tag.latest.image} />
            {same.length > 0 && (
              <div className="ts-sub ts-trunc" title={`same as ${same.join(', ')}`}>
                <span className="ts-eq" aria-hidden="true">
                  =
                </span>
                same as {same.slice(0, 8).join(', ')}
              </div>
            )}
          </>
        )
      },
    },
    {
      key: 'size',
      title: 'Size',
      order: ['Smallest first', 'Largest first'],
      className: 'c-num c-gone w-size',
      isSortable: true,
      cell: ({ size }) => <ByteSize bytes={size} />,
    },
    {
      key: 'changed',
      title: 'Changed',
      order: ['Oldest first', 'Newest first'],
      className: 'c-age w-age ts-muted',
      isSortable: true,
      cell: ({ changed }) => <RelativeTime at={changed} />,
    },
    {
      key: 'menu',
      title: 'Actions',
      isTitleHidden: true,
      className: 'c-menu',
      cell: ({ tag, state }) => menu(tag, state),
    },
  ]
}

function revisions(count: number): string {
  if (count === 0) return 'no revisions'
  return count === 1 ? '1 revision' : `${count} revisions`
}
