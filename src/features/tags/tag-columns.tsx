import { createContext, type ReactNode, useContext } from 'react'
import { Link } from 'react-router'
import { formatCount } from '@/domain/format-count'
import type { TagHolder } from '@/domain/row-filter'
import { pointsAtSentence } from '@/domain/tracking'
import { imagePath, imageStreamPath, imageStreamsPath, tagPath } from '@/paths'
import { CopyButton } from '@/ui/copy-button'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import { StateLabel } from '@/ui/state-label'
import type { TableColumn } from '@/ui/table-column'
import { Truncate } from '@/ui/truncate'
import type { TagLine } from './tag-lines'
import type { TagList } from './tag-list'

/**
 * The tags that hold an image, for the cells that name them. They change with every page of streams
 * that comes: as a part of the columns they would have every row drawn again.
 */
export const HoldersContext = createContext<TagList['holders']>(() => [])

/** The columns of the list of tags, within a HoldersContext. The project has one of its own where there are several. */
export function tagColumns(
  withProject: boolean,
  menu: (line: TagLine) => ReactNode,
): TableColumn<TagLine>[] {
  const columns: TableColumn<TagLine>[] = [
    {
      key: 'tag',
      title: 'Tag',
      className: 'c-name',
      isSortable: true,
      cell: (row) => <TagName row={row} withProject={withProject} />,
    },
    {
      key: 'project',
      title: 'Project',
      className: 'c-wide w-ns',
      isSortable: true,
      cell: ({ stream }) => (
        <Link className="ts-link ts-trunc" to={imageStreamsPath(stream.namespace)}>
          {stream.namespace}
        </Link>
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
          {state.detail !== '' && (
            <div className="ts-sub">
              <Truncate text={state.detail} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'pointsAt',
      title: 'Points at',
      className: 'c-rest w-points',
      isSortable: true,
      cell: (row) => <PointsAt row={row} />,
    },
    {
      key: 'image',
      title: 'Image',
      className: 'c-more w-image',
      isSortable: true,
      cell: (row) => <HeldImage row={row} />,
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
      cell: menu,
    },
  ]
  return withProject ? columns : columns.filter(({ key }) => key !== 'project')
}

function TagName({ row: { stream, tag }, withProject }: { row: TagLine; withProject: boolean }) {
  const { namespace, name, repository } = stream
  const of = withProject ? `${namespace}/${name}` : name
  const pullSpec = `${repository || `${namespace}/${name}`}:${tag.name}`
  return (
    <div className="ts-namebox">
      <Link className="ts-name ts-trunc" to={tagPath(namespace, name, tag.name)}>
        <Truncate text={tag.name} at="middle" />
      </Link>
      <div className="ts-subrepo">
        <span className="ts-mono ts-trunc" title={of}>
          {of}
        </span>
        <CopyButton text={pullSpec} label={`Copy pull spec of ${name}:${tag.name}`} />
      </div>
    </div>
  )
}

function PointsAt({ row: { stream, tag } }: { row: TagLine }) {
  const { lead, target, path } = pointsAtSentence(tag, {
    namespace: stream.namespace,
    stream: stream.name,
  })
  return (
    <>
      <div className="ts-clamp ts-muted">{lead}</div>
      {target !== '' && (
        <div className="ts-mono">
          {path ? (
            <Link className="ts-link ts-trunc" to={pathTo(path)} title={target}>
              {target}
            </Link>
          ) : (
            <Truncate text={target} />
          )}
        </div>
      )}
    </>
  )
}

function pathTo(path: { namespace: string; stream: string; tag?: string; digest?: string }) {
  if (path.tag) return tagPath(path.namespace, path.stream, path.tag)
  if (path.digest) return imagePath(path.namespace, path.stream, path.digest)
  return imageStreamPath(path.namespace, path.stream)
}

function HeldImage({ row: { stream, tag } }: { row: TagLine }) {
  const holders = useContext(HoldersContext)
  const digest = tag.latest?.image ?? ''
  if (digest === '') return <span className="ts-muted">–</span>
  const others = holders(digest).filter((other) => other.tag !== tag)
  return (
    <>
      <DigestLink namespace={stream.namespace} stream={stream.name} digest={digest} />
      {others.length > 0 && (
        <div className="ts-sub ts-trunc" title={others.map(nameOf).join(', ')}>
          <span className="ts-eq" aria-hidden="true">
            =
          </span>
          {sameAs(stream.key, others)}
        </div>
      )}
    </>
  )
}

function nameOf({ stream, tag }: TagHolder): string {
  return `${stream.namespace}/${stream.name}:${tag.name}`
}

/** `same as v1.2.0, prod`: tags of the same stream by their names, at most two. */
function sameAs(streamKey: string, others: TagHolder[]): string {
  const names = others.map(({ stream, tag }) =>
    stream.key === streamKey ? tag.name : `${stream.name}:${tag.name}`,
  )
  const more = names.length > 2 ? ` and ${formatCount(names.length - 2)} more` : ''
  return `same as ${names.slice(0, 2).join(', ')}${more}`
}
