import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { StreamRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { imageStreamPath, imageStreamsPath } from '@/paths'
import { CopyButton } from '@/ui/copy-button'
import { RelativeTime } from '@/ui/relative-time'
import { StateLabel } from '@/ui/state-label'
import type { TableColumn } from '@/ui/table-column'
import { Truncate } from '@/ui/truncate'
import { StreamLabels } from './stream-labels'
import { StreamTags } from './stream-tags'

/** The columns of the list of streams. The project has one of its own where there are several. */
export function streamColumns({
  stateOf,
  onFilterLabel,
  withProject,
  menu,
}: {
  /** The same function for as long as it would say the same, or every row is drawn again. */
  stateOf: (row: StreamRow) => TagState
  onFilterLabel: (name: string, value: string) => void
  withProject: boolean
  menu: (row: StreamRow) => ReactNode
}): TableColumn<StreamRow>[] {
  const columns: TableColumn<StreamRow>[] = [
    {
      key: 'name',
      title: 'Name',
      className: 'c-name',
      isSortable: true,
      cell: (row) => <StreamName row={row} />,
    },
    {
      key: 'project',
      title: 'Project',
      className: 'c-wide w-ns',
      isSortable: true,
      cell: (row) => (
        <Link className="ts-link ts-trunc" to={imageStreamsPath(row.namespace)}>
          {row.namespace}
        </Link>
      ),
    },
    {
      key: 'state',
      title: 'State',
      order: ['Best state first', 'Worst state first'],
      className: 'c-state w-state w-why',
      isSortable: true,
      cell: (row) => {
        const state = stateOf(row)
        return (
          <>
            <StateLabel state={state} />
            {state.detail !== '' && (
              <div className="ts-sub">
                <Truncate text={state.detail} />
              </div>
            )}
          </>
        )
      },
    },
    {
      key: 'tags',
      title: 'Tags',
      order: ['Fewest tags first', 'Most tags first'],
      className: 'c-rest w-tags',
      isSortable: true,
      cell: (row) => <StreamTags row={row} />,
    },
    {
      key: 'labels',
      title: 'Labels',
      className: 'c-gone w-labels',
      isSortable: true,
      cell: (row) => <StreamLabels row={row} onFilter={onFilterLabel} />,
    },
    {
      key: 'changed',
      title: 'Changed',
      order: ['Oldest first', 'Newest first'],
      className: 'c-age w-age ts-muted',
      isSortable: true,
      cell: (row) => <RelativeTime at={row.changed} />,
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

function StreamName({ row }: { row: StreamRow }) {
  const path = `${row.namespace}/${row.name}`
  const pullSpec = row.repository || path
  const registry = pullSpec.endsWith(path) ? pullSpec.slice(0, -path.length) : ''
  return (
    <div className="ts-namebox">
      <Link className="ts-name ts-trunc" to={imageStreamPath(row.namespace, row.name)}>
        <Truncate text={row.name} at="middle" />
      </Link>
      <div className="ts-subrepo">
        <span className="ts-mono ts-trunc" title={pullSpec}>
          {registry !== '' && <span className="c-wideinline">{registry}</span>}
          {path}
        </span>
        <CopyButton text={pullSpec} label={`Copy pull spec of ${row.name}`} />
      </div>
    </div>
  )
}
