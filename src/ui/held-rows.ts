import { useMemo, useState } from 'react'

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
  // Of a long list an event changes little: what is the same at both ends needs no looking up.
  const start = sameAtStart(before, wanted, rowKey)
  const end = isGrowing ? 0 : sameAtEnd(before, wanted, rowKey, start)
  const beforePart = before.slice(start, before.length - end)
  const wantedPart = wanted.slice(start, wanted.length - end)
  const wantedByKey = new Map(wantedPart.map((row) => [rowKey(row), row]))
  const gone = new Set<string>()
  let left = 0
  const part = beforePart.map((row) => {
    const key = rowKey(row)
    const now = wantedByKey.get(key)
    if (now) return now
    left += 1
    const elsewhere = find?.(key)
    if (!elsewhere) gone.add(key)
    return elsewhere ?? row
  })
  const tail = end === 0 ? [] : wanted.slice(-end)
  const rows = [...wanted.slice(0, start), ...part, ...tail]

  const shownKeys = new Set(beforePart.map(rowKey))
  const came = wantedPart.filter((row) => !shownKeys.has(rowKey(row)))
  if (isGrowing) return { rows: [...rows, ...came], changes: left, gone }
  const moved = countMoved(beforePart, wantedPart, rowKey)
  return { rows, changes: left + came.length + moved, gone }
}

/** How many rows stand at the same place in both, from the start on. */
function sameAtStart<Row>(
  a: readonly Row[],
  b: readonly Row[],
  rowKey: (row: Row) => string,
): number {
  const most = Math.min(a.length, b.length)
  let count = 0
  while (count < most && isSame(a[count], b[count], rowKey)) count++
  return count
}

/** The same from the end on, without those that are the same at the start. */
function sameAtEnd<Row>(
  a: readonly Row[],
  b: readonly Row[],
  rowKey: (row: Row) => string,
  start: number,
): number {
  const most = Math.min(a.length, b.length) - start
  let count = 0
  while (count < most && isSame(a.at(-1 - count), b.at(-1 - count), rowKey)) count++
  return count
}

function isSame<Row>(
  a: Row | undefined,
  b: Row | undefined,
  rowKey: (row: Row) => string,
): boolean {
  return a === b || (a !== undefined && b !== undefined && rowKey(a) === rowKey(b))
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
  const isKept = isHeld && base.view === view && base.rows !== rows
  const held = useMemo(
    () =>
      isKept ? holdRows(base.rows, rows, rowKey, { isGrowing, ...(find && { find }) }) : undefined,
    [isKept, base.rows, rows, rowKey, isGrowing, find],
  )
  if (!held) {
    if (base.rows !== rows || base.view !== view) show()
    return { rows, changes: 0, gone: none, show }
  }
  if (isGrowing && held.rows.length > base.rows.length) setBase({ view, rows: held.rows })
  return { ...held, show }
}

const none: ReadonlySet<string> = new Set()
