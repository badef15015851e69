import {
  defaultRangeExtractor,
  measureElement,
  useWindowVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** What stays above the rows while they scroll, in px: masthead and head of the table. */
export const headHeight = 56 + 36

/** How far down the page the rows of a table begin, in px, and whether one has scrolled into them. */
export function useTablePlace(
  wrap: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
): { margin: number; isScrolled: boolean } {
  const [margin, setMargin] = useState(0)
  const [isScrolled, setIsScrolled] = useState(false)

  useLayoutEffect(() => {
    const measure = () => {
      const top = body.current?.getBoundingClientRect().top
      if (top !== undefined) setMargin(Math.round(top + window.scrollY))
    }
    measure()
    const onScroll = () => {
      const top = wrap.current?.getBoundingClientRect().top ?? 0
      setIsScrolled(window.scrollY > 0 && top < 0)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', onScroll)
    }
  }, [wrap, body])
  return { margin, isScrolled }
}

/** Which rows are near the screen, and how high they are. `kept`, where not -1, is among them wherever it is. */
export function useRowWindow<Row>({
  rows,
  rowKey,
  rowHeight,
  margin,
  kept,
}: {
  rows: Row[]
  rowKey: (row: Row) => string
  rowHeight: number
  margin: number
  kept: number
}) {
  // As it is for as long as the rows are: another function would be asked for every key again.
  const getItemKey = useCallback(
    (index: number) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
    [rows, rowKey],
  )
  const isAsTaken = useRef(true)
  return useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: () => rowHeight,
    measureElement: (element, entry, table) => {
      // A row that is told of after it was laid out has its height; to ask a new one would lay out
      // the page a second time, which is done only where rows are not as high as they are taken to be.
      if (!entry && isAsTaken.current) {
        return table.itemSizeCache.get(getItemKey(table.indexFromElement(element))) ?? rowHeight
      }
      // A row that is not laid out measures nothing; taken as true, all rows would fit the screen.
      const height = measureElement(element, entry, table) || rowHeight
      isAsTaken.current = height === rowHeight
      return height
    },
    getItemKey,
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: headHeight,
    // The row with the keyboard's place stays, or the focus would be lost by scrolling.
    rangeExtractor: (range) =>
      kept < 0
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), kept])].sort((a, b) => a - b),
  })
}
