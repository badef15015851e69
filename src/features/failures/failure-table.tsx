import { useNavigate } from 'react-router'
import type { FailingTag, FailureGroup } from '@/domain/failing-tags'
import { formatCount } from '@/domain/format-count'
import { failureAdvice, failureWords } from '@/domain/import-failure'
import { tagPath } from '@/paths'
import type { Selection } from '@/ui/selection'
import type { Sort } from '@/ui/sort-param'
import { type TableColumn, VirtualTable } from '@/ui/virtual-table'
import styles from './failures.module.css'

/** The tags that fail for one reason, and what can be done about it. */
export function FailureTable({
  group: { reason, tags },
  columns,
  sort,
  onSort,
  view,
  isGrowing,
  selection,
}: {
  group: FailureGroup
  columns: TableColumn<FailingTag>[]
  sort: Sort
  onSort: (sort: Sort) => void
  view: string
  isGrowing: boolean
  selection: Selection
}) {
  const navigate = useNavigate()
  const words = failureWords(reason)
  return (
    <section className={styles.group} aria-label={words}>
      <div className={styles.head}>
        <h2>
          {words}
          <span className="ts-sub ts-mono">{reason}</span>
          <span className="ts-count">{formatCount(tags.length)}</span>
        </h2>
        <p>{failureAdvice(reason)}</p>
      </div>
      <VirtualTable
        caption={words}
        columns={columns}
        rows={tags}
        rowKey={({ key }) => key}
        rowLabel={({ stream, tag }) => `${stream.name}:${tag.name} in ${stream.namespace}`}
        rowHeight={76}
        sort={sort}
        onSort={onSort}
        onOpen={({ stream, tag }) => navigate(tagPath(stream.namespace, stream.name, tag.name))}
        view={view}
        isGrowing={isGrowing}
        selection={selection}
        noun={{ one: 'failure', many: 'failures' }}
      />
    </section>
  )
}
