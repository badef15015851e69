import type { ReactNode } from 'react'

/** A column of a VirtualTable. Keep the array for as long as nothing changes: rows are drawn by it. */
export interface TableColumn<Row> {
  key: string
  title: string
  /** For a column whose cells say all: its title is for screen readers. */
  isTitleHidden?: boolean
  /** Width and place: `w-…`, `c-name`, `c-state`, `c-rest`, `c-age`, `c-num`, `c-wide`, `c-gone` … */
  className?: string
  cell: (row: Row) => ReactNode
  isSortable?: boolean
  /** The two orders in words, as in “Newest first”; from A to Z and back where they are left out. */
  order?: readonly [up: string, down: string]
}
