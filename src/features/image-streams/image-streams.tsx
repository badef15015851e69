import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { formatCount } from '@/domain/format-count'
import type { StreamRow } from '@/domain/stream-row'
import { imageStreamPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { Button } from '@/ui/button'
import { DensityButton, rowHeights, useDensity } from '@/ui/density'
import { EmptyNote } from '@/ui/empty-note'
import { ListFilter } from '@/ui/list-filter'
import { ListRange } from '@/ui/list-range'
import { MissingRows } from '@/ui/missing-rows'
import { useNow } from '@/ui/now'
import type { ListBulk } from '@/ui/selection'
import { useSliced } from '@/ui/sliced'
import { SortSelect } from '@/ui/sort-select'
import { StateSelect, StateViews } from '@/ui/state-views'
import { VirtualTable } from '@/ui/virtual-table'
import { NoStreams } from './no-streams'
import { streamColumns } from './stream-columns'
import { useStreamFilter } from './stream-filter'
import { noStreams, streamList, streamStateAt } from './stream-list'

const rowKey = ({ key }: StreamRow) => key

/** The image streams of a project, or of all: to filter, to sort and to open. */
export function ImageStreams({
  namespace,
  menu,
  keys,
  bulk,
}: {
  namespace?: string
  /** What can be done with a stream. */
  menu: (row: StreamRow) => ReactNode
  /** The same by single keys. Keep both for as long as nothing changes: rows are drawn by them. */
  keys: Readonly<Record<string, (row: StreamRow) => void>>
  bulk: ListBulk
}) {
  const { data } = useSuspenseQuery(imageStreamQueries.rows(namespace))
  const { rows, isComplete, expected, error } = data
  const { filter, sort, setSort, setState, setLabel, attributes, clear } = useStreamFilter()
  const [density, setDensity] = useDensity()
  const now = useNow()
  const navigate = useNavigate()

  const view = JSON.stringify([filter, sort])
  const steps = useCallback(
    function* () {
      return { list: yield* streamList(rows, filter, sort, now), view }
    },
    [rows, filter, sort, now, view],
  )
  const { value, isBehind } = useSliced(steps, view, { list: noStreams, view: '' })
  const { list } = value
  const find = useCallback((key: string) => rows.find((row) => row.key === key), [rows])
  const shownKeys = useMemo(() => list.rows.map(({ key }) => key), [list])
  const columns = useMemo(
    () =>
      streamColumns({
        stateOf: (row) => streamStateAt(row, now),
        onFilterLabel: setLabel,
        withProject: namespace === undefined,
        menu,
      }),
    [now, setLabel, namespace, menu],
  )

  if (rows.length === 0 && isComplete) return <NoStreams namespace={namespace} />

  return (
    <>
      <StateViews
        total={list.selected}
        counts={list.counts}
        value={filter.state}
        onChange={setState}
      />
      <VirtualTable
        caption={namespace === undefined ? 'Image streams' : `Image streams in ${namespace}`}
        columns={columns}
        rows={list.rows}
        rowKey={rowKey}
        rowLabel={(row) => list.label(row)}
        rowHeight={rowHeights[density]}
        isCompact={density === 'compact'}
        sort={sort}
        onSort={setSort}
        keys={keys}
        onOpen={(row) => navigate(imageStreamPath(row.namespace, row.name))}
        view={value.view}
        isGrowing={!isComplete}
        selection={bulk.selection}
        find={find}
        noun={{ one: 'stream', many: 'streams' }}
        bar={({ first, last, shown }) => (
          <ListFilter
            attributes={attributes}
            further={<StateSelect counts={list.counts} value={filter.state} onChange={setState} />}
          >
            <ListRange
              first={first}
              last={last}
              shown={shown}
              total={rows.length}
              noun={{ one: 'stream', many: 'streams' }}
              isGrowing={!isComplete}
              expected={expected}
              isStuck={error !== null}
              isBehind={isBehind}
            />
            <SortSelect columns={columns} sort={sort} onSort={setSort} />
            <DensityButton density={density} onChange={setDensity} />
          </ListFilter>
        )}
      />
      {bulk.bar(shownKeys)}
      {!isComplete && error !== null && (
        <MissingRows loaded={rows.length} expected={expected} why={error.message} />
      )}
      {list.rows.length === 0 && isComplete && !isBehind && (
        <EmptyNote
          title="No image stream matches"
          actions={
            <Button variant="secondary" onClick={clear}>
              Clear all filters
            </Button>
          }
        >
          <p>
            {formatCount(rows.length)} {rows.length === 1 ? 'stream is' : 'streams are'} here
            without filters.
          </p>
        </EmptyNote>
      )}
    </>
  )
}
