import { Select } from './select'
import type { Sort } from './sort-param'
import type { TableColumn } from './table-column'

/** The order of a list where its rows are cards and there is no head to press. */
export function SortSelect<Row>({
  columns,
  sort,
  onSort,
  unsorted,
}: {
  columns: readonly TableColumn<Row>[]
  sort: Sort | undefined
  onSort: (sort: Sort) => void
  /** The order that a list has before anybody sorts it, where no column gives it. */
  unsorted?: { text: string; onChoose: () => void }
}) {
  const choices = columns
    .filter(({ isSortable }) => isSortable)
    .flatMap(({ key, title, order: [up, down] = [`${title}, A to Z`, `${title}, Z to A`] }) => [
      { value: key, text: up },
      { value: `-${key}`, text: down },
    ])
  return (
    <span className="is-sm">
      <Select
        label="Sort by"
        choices={unsorted ? [{ value: '', text: unsorted.text }, ...choices] : choices}
        value={sort ? `${sort.isDescending ? '-' : ''}${sort.key}` : ''}
        onChange={(text) => {
          if (text === '') return unsorted?.onChoose()
          const isDescending = text.startsWith('-')
          onSort({ key: isDescending ? text.slice(1) : text, isDescending })
        }}
      />
    </span>
  )
}
