import { memo } from 'react'
import type { TableColumn } from './table-column'

interface TableRowProps<Row> {
  row: Row
  index: number
  columns: TableColumn<Row>[]
  label: string
  className: string | undefined
  isActive: boolean
  /** undefined where rows cannot be selected. */
  isSelected: boolean | undefined
  measure: (element: HTMLTableRowElement | null) => void
}

function DrawnRow<Row>({
  row,
  index,
  columns,
  label,
  className,
  isActive,
  isSelected,
  measure,
}: TableRowProps<Row>) {
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-label={label}
      aria-selected={isSelected}
      className={className}
      tabIndex={isActive ? 0 : -1}
    >
      {isSelected !== undefined && (
        <td className="c-check">
          {/* The table hears the clicks of all boxes, so that a row is drawn for its own sake only. */}
          <input type="checkbox" aria-label={`Select ${label}`} checked={isSelected} readOnly />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} className={column.className}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** Scrolling draws the table sixty times a second: without this, each time with all its cells. */
export const TableRow = memo(DrawnRow) as typeof DrawnRow

/** The place of rows that are not drawn. One cell: spanning hidden columns would bring them back. */
export function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row cannot take the focus
    <tr aria-hidden="true" className="ts-table__gap" style={{ height }}>
      <td style={{ height }} />
    </tr>
  )
}
