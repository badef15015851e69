import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { AngleUpIcon } from '@patternfly/react-icons/dist/esm/icons/angle-up-icon'
import type { Selection } from './selection'
import type { Sort } from './sort-param'
import type { TableColumn } from './table-column'

/**
 * The head of a column: a button where the table can be ordered by it. The name stands on the cell
 * too, because the button is not there where the rows are cards and the head cannot be seen.
 */
export function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: TableColumn<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  if (!column.isSortable || !onSort) {
    return (
      <th scope="col" className={column.className}>
        {column.isTitleHidden ? <span className="ts-sr">{column.title}</span> : column.title}
      </th>
    )
  }
  const isSorted = sort?.key === column.key
  const isDescending = isSorted && sort.isDescending
  const Icon = isDescending || !isSorted ? AngleDownIcon : AngleUpIcon
  return (
    <th
      scope="col"
      className={column.className}
      aria-label={column.title}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <span className="ts-sort__name">{column.title}</span>
      <button
        type="button"
        className="ts-sort"
        onClick={() => onSort({ key: column.key, isDescending: isSorted && !isDescending })}
      >
        {column.title}
        <Icon className="ts-i" />
      </button>
    </th>
  )
}

/** Selects the rows on the screen, or leaves them where all of them are selected. */
export function SelectHeadCell({
  keys,
  selection,
}: {
  keys: readonly string[]
  selection: Selection
}) {
  const count = keys.filter((key) => selection.keys.has(key)).length
  const isAll = count > 0 && count === keys.length
  return (
    <th scope="col" className="c-check">
      <input
        type="checkbox"
        aria-label="Select the rows on the screen"
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !isAll
        }}
        onChange={() => selection.set(keys, !isAll)}
      />
    </th>
  )
}
