import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { formatCount } from '@/domain/format-count'
import { tagPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { Button } from '@/ui/button'
import { DensityButton, rowHeights, useDensity } from '@/ui/density'
import { EmptyNote } from '@/ui/empty-note'
import { LayersArt } from '@/ui/layers-art'
import { ListFilter } from '@/ui/list-filter'
import { ListRange } from '@/ui/list-range'
import { MissingRows } from '@/ui/missing-rows'
import { useNow } from '@/ui/now'
import type { ListBulk } from '@/ui/selection'
import { useSliced } from '@/ui/sliced'
import { SortSelect } from '@/ui/sort-select'
import { StateSelect, StateViews } from '@/ui/state-views'
import { VirtualTable } from '@/ui/virtual-table'
import { Accessories } from './accessories'
import { HoldersContext, tagColumns } from './tag-columns'
import { useTagFilter } from './tag-filter'
import type { TagLine } from './tag-lines'
import { noTags, tagList } from './tag-list'

const rowKey = ({ key }: TagLine) => key

/** Every tag of a project, or of all: wished for, held, or both (S-1). */
export function Tags({
  namespace,
  menu,
  keys,
  bulk,
}: {
  namespace?: string
  /** What can be done with a tag. */
  menu: (line: TagLine) => ReactNode
  /** The same by single keys. Keep both for as long as nothing changes: rows are drawn by them. */
  keys: Readonly<Record<string, (line: TagLine) => void>>
  bulk: ListBulk
}) {
  const { data } = useSuspenseQuery(imageStreamQueries.rows(namespace))
  const { rows, isComplete, expected, error } = data
  const { filter, sort, setSort, setState, attributes, clear } = useTagFilter()
  const [density, setDensity] = useDensity()
  const now = useNow()
  const navigate = useNavigate()

  const view = JSON.stringify([filter, sort])
  const steps = useCallback(
    function* () {
      return { list: yield* tagList(rows, filter, sort, now), view }
    },
    [rows, filter, sort, now, view],
  )
  const { value, isBehind } = useSliced(steps, view, { list: noTags, view: '' })
  const { list } = value
  const shownKeys = useMemo(() => list.rows.map(({ key }) => key), [list])
  const columns = useMemo(() => tagColumns(namespace === undefined, menu), [namespace, menu])

  if (list.total === 0 && list.accessories.size === 0 && isComplete && !isBehind) {
    return <NoTags namespace={namespace} />
  }

  return (
    <>
      <StateViews
        total={list.selected}
        counts={list.counts}
        value={filter.state}
        onChange={setState}
      />
      <HoldersContext value={list.holders}>
        <VirtualTable
          caption={namespace === undefined ? 'Tags' : `Tags in ${namespace}`}
          columns={columns}
          rows={list.rows}
          rowKey={rowKey}
          rowLabel={(line) =>
            `${line.stream.name}:${line.tag.name} in ${line.stream.namespace}, ${line.state.label}`
          }
          rowHeight={rowHeights[density]}
          isCompact={density === 'compact'}
          sort={sort}
          onSort={setSort}
          keys={keys}
          onOpen={({ stream, tag }) => navigate(tagPath(stream.namespace, stream.name, tag.name))}
          view={value.view}
          isGrowing={!isComplete}
          selection={bulk.selection}
          kin={({ tag }) => tag.latest?.image ?? ''}
          noun={{ one: 'tag', many: 'tags' }}
          bar={({ first, last, shown }) => (
            <ListFilter
              attributes={attributes}
              further={
                <StateSelect counts={list.counts} value={filter.state} onChange={setState} />
              }
            >
              <ListRange
                first={first}
                last={last}
                shown={shown}
                total={list.total}
                noun={{ one: 'tag', many: 'tags' }}
                isGrowing={!isComplete}
                expected={null}
                isStuck={error !== null}
                isBehind={isBehind}
              />
              <SortSelect columns={columns} sort={sort} onSort={setSort} />
              <DensityButton density={density} onChange={setDensity} />
            </ListFilter>
          )}
        />
      </HoldersContext>
      {!isComplete && error !== null && (
        <MissingRows loaded={rows.length} expected={expected} why={error.message} />
      )}
      {list.rows.length === 0 && isComplete && !isBehind && (
        <EmptyNote
          title="No tag matches"
          actions={
            <Button variant="secondary" onClick={clear}>
              Clear all filters
            </Button>
          }
        >
          <p>
            {formatCount(list.total)} {list.total === 1 ? 'tag is' : 'tags are'} here without
            filters.
          </p>
        </EmptyNote>
      )}
      {bulk.bar(shownKeys)}
      <Accessories counts={list.accessories} />
    </>
  )
}

function NoTags({ namespace }: { namespace: string | undefined }) {
  return (
    <EmptyNote
      title={namespace ? `No tags in ${namespace} yet` : 'No tags yet'}
      art={<LayersArt />}
    >
      <p>A tag comes to be when an image is imported into an image stream, or pushed to it.</p>
    </EmptyNote>
  )
}
