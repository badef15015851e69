import { type Key, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** A row with all its cells takes 2 to 3 ms. */
const mostAtOnce = 3

interface Item {
  index: number
  key: Key
}

/** What is asked of a virtualizer: the rows near the screen, and which of them it shows. */
interface Rows<Row extends Item> {
  getVirtualItems: () => Row[]
  range: { startIndex: number; endIndex: number } | null
}

/**
 * Those of the rows near the screen that are drawn now: the ones that were there already, and at
 * most `most` new ones in one task, of these first what the screen shows. The others follow in
 * tasks of their own, so that no jump, no filter and no first answer holds up the page.
 */
export function useDrawnRows<Row extends Item>(
  virtualizer: Rows<Row>,
  wanted: number,
  most = mostAtOnce,
): Row[] {
  const { range } = virtualizer
  const items = virtualizer.getVirtualItems()
  const isOnScreen = (index: number) =>
    index === wanted || (range !== null && index >= range.startIndex && index <= range.endIndex)

  // One task may render several times, as when rows were measured: together they draw so many.
  const done = useRef({ keys: new Set<Key>() as ReadonlySet<Key>, left: most, isShort: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [, setTurn] = useState(0)

  const { keys, left } = done.current
  const fresh = items.filter(({ key }) => !keys.has(key))
  const next =
    fresh.length <= left
      ? fresh
      : [
          ...fresh.filter(({ index }) => isOnScreen(index)),
          ...fresh.filter(({ index }) => !isOnScreen(index)),
        ].slice(0, left)
  const isShort = next.length < fresh.length
  const drawn = isShort
    ? items.filter((item) => keys.has(item.key) || next.includes(item))
    : [...items]

  // With the commit, not after it: an effect that comes only after the next task began takes that
  // task's rows away again, and the table is drawn over and over with none.
  useLayoutEffect(() => {
    if (next.length === 0 && !isShort) return
    done.current = {
      keys: new Set(drawn.map(({ key }) => key)),
      left: left - next.length,
      isShort,
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      done.current = { ...done.current, left: most }
      if (done.current.isShort) setTurn((turn) => turn + 1)
    })
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )

  return drawn
}
