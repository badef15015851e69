import { useState } from 'react'

export interface HeldRows<Row> {
  rows: Row[]
  /** How many rows came, went or moved while the order was held. */
  changes: number
  /** Keys of rows that are shown although the list has them no longer. */
  gone: ReadonlySet<string>
}

/**
 * The rows to show while somebody is looking: those shown before, at their places, each as it is
 * now. What came is left out, or put at the end where `isGrowing` (the list is still arriving).
 */
export function holdRows<Row>(
  before: readonly Row[],
  wanted: readonly Row[],
  rowKey: (row: Row) => string,
  {
    isGrowing = false,
    find,
  }: { isGrowing?: boolean; find?: (key: string) => Row | undefined } = {},
): HeldRows<Row> {
  const wantedByKey = new Map(wanted.map((row) => [rowKey(row), row]))
  const gone = new Set<string>()
  let left = 0
  const rows = before.map((row) => {
    const key = rowKey(row)
    const now = wantedByKey.get(key)
    if (now) return now
    left += 1
    const elsewhere = find?.(key)
    if (!elsewhere) gone.add(key)
    return elsewhere ?? row
  })

  const shownKeys = new Set(before.map(rowKey))
  const came = wanted.filter((row) => !shownKeys.has(rowKey(row)))
  if (isGrowing) return { rows: [...rows, ...came], changes: left, gone }
  return { rows, changes: left + came.length + countMoved(before, wanted, rowKey), gone }
}

/** How many of the rows that both have stand elsewhere and have changed; at least one if any moved. */
function countMoved<Row>(
  before: readonly Row[],
  wanted: readonly Row[],
  rowKey: (row: Row) => string,
): number {
  const beforeByKey = new Map(before.map((row) => [rowKey(row), row]))
  const common = wanted.filter((row) => beforeByKey.has(rowKey(row)))
  const wantedKeys = new Set(common.map(rowKey))
  const order = before.map(rowKey).filter((key) => wantedKeys.has(key))
  if (common.every((row, index) => rowKey(row) === order[index])) return 0
  const changed = common.filter((row) => beforeByKey.get(rowKey(row)) !== row)
  return Math.max(1, changed.length)
}

/**
 * Keeps rows at their places while `isHeld`, however the list changes (B6). Another `view` (sort,
 * filter) is a person's own wish and takes effect at once, as does `show`.
 */
export function useHeldRows<Row>({
  rows,
  rowKey,
  view,
  isHeld,
  isGrowing,
  find,
}: {
  rows: Row[]
  rowKey: (row: Row) => string
  view: string
  isHeld: boolean
  isGrowing: boolean
  /** A row that the list's filters no longer let in, as it is now. */
  find?: (key: string) => Row | undefined
}): HeldRows<Row> & { show: () => void } {
  const [base, setBase] = useState({ view, rows })
  const show = () => setBase({ view, rows })

  if (!isHeld || base.view !== view) {
    if (base.rows !== rows || base.view !== view) show()
    return { rows, changes: 0, gone: none, show }
  }
  const held = holdRows(base.rows, rows, rowKey, { isGrowing, ...(find && { find }) })
  if (isGrowing && held.rows.length > base.rows.length) setBase({ view, rows: held.rows })
  return { ...held, show }
}

const none: ReadonlySet<string> = new Set()
