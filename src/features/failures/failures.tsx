import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { type FailingTag, failingTags, failureTest, groupFailures } from '@/domain/failing-tags'
import { formatCount } from '@/domain/format-count'
import { imageStreamQueries } from '@/queries/image-streams'
import { Button } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'
import { ListFilter } from '@/ui/list-filter'
import { MissingRows } from '@/ui/missing-rows'
import { Note } from '@/ui/note'
import { Select } from '@/ui/select'
import type { ListBulk } from '@/ui/selection'
import { SortSelect } from '@/ui/sort-select'
import { failureColumns } from './failure-columns'
import { sortFailures, useFailureFilter } from './failure-filter'
import { FailureTable } from './failure-table'
import styles from './failures.module.css'
import { NoFailures } from './no-failures'
import { ReasonViews } from './reason-views'

const retries = [
  { value: '', text: 'Retried or not' },
  { value: 'notRetried', text: 'Not retried' },
  { value: 'retried', text: 'Retried on schedule' },
] as const

/** Every tag whose last import failed [B5], of a project or of all, by what helps. */
export function Failures({
  namespace,
  action,
  bulk,
}: {
  namespace?: string
  bulk: ListBulk
  /** What can be done with a failing tag, in its row. Keep the function: rows are drawn by it. */
  action: (failure: FailingTag) => ReactNode
}) {
  const { data } = useSuspenseQuery(imageStreamQueries.rows(namespace))
  const { rows, isComplete, expected, error } = data
  const { filter, sort, setSort, setReason, setRetry, attributes, clear } = useFailureFilter()
  const all = useMemo(() => failingTags(rows), [rows])
  const selected = useMemo(() => all.filter(failureTest({ ...filter, reason: '' })), [all, filter])
  const groups = useMemo(() => groupFailures(sortFailures(selected, sort)), [selected, sort])
  const columns = useMemo(
    () => failureColumns(namespace === undefined, action),
    [namespace, action],
  )
  const shown = groups.filter(({ reason }) => filter.reason === '' || reason === filter.reason)
  const unretried = all.filter(({ isRetried }) => !isRetried).length

  if (all.length === 0 && isComplete) return <NoFailures namespace={namespace} rows={rows} />
  return (
    <>
      {unretried > 0 && (
        <div className={styles.note}>
          <Note kind="plain" title={unretriedTitle(unretried)}>
            Only scheduled tags are tried again by the cluster, about every 15 minutes. All others
            stay as they are until somebody imports them again. A tag that has failed before keeps
            the image that it holds.
          </Note>
        </div>
      )}
      <ReasonViews
        groups={groups}
        total={selected.length}
        value={filter.reason}
        onChange={setReason}
      />
      <ListFilter
        attributes={attributes}
        further={
          <Select label="Retried" choices={retries} value={filter.retry} onChange={setRetry} />
        }
      >
        <span className="ts-num ts-range">
          {formatCount(shown.reduce((sum, { tags }) => sum + tags.length, 0))} of{' '}
          {formatCount(all.length)}
          {!isComplete && ', still loading'}
        </span>
        <SortSelect columns={columns} sort={sort} onSort={setSort} />
      </ListFilter>
      {shown.map((group) => (
        <FailureTable
          key={group.reason}
          group={group}
          columns={columns}
          sort={sort}
          onSort={setSort}
          view={JSON.stringify([filter, sort])}
          isGrowing={!isComplete}
          selection={bulk.selection}
        />
      ))}
      {bulk.bar(shown.flatMap(({ tags }) => tags.map(({ key }) => key)))}
      {!isComplete && error !== null && (
        <MissingRows loaded={rows.length} expected={expected} why={error.message} />
      )}
      {shown.length === 0 && isComplete && (
        <EmptyNote
          title="No failure matches"
          actions={
            <Button variant="secondary" onClick={clear}>
              Clear all filters
            </Button>
          }
        >
          <p>
            {formatCount(all.length)} {all.length === 1 ? 'import fails' : 'imports fail'} without
            filters.
          </p>
        </EmptyNote>
      )}
    </>
  )
}

function unretriedTitle(count: number): string {
  return count === 1
    ? '1 of these is not retried by itself'
    : `${formatCount(count)} of these are not retried by themselves`
}
