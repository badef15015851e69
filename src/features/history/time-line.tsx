import {
  defaultRangeExtractor,
  measureElement,
  useWindowVirtualizer,
} from '@tanstack/react-virtual'
import { memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { dayOf } from '@/domain/time'
import { useDrawnRows } from '@/ui/drawn-rows'
import styles from './time-line.module.css'

const entryHeight = 72
/** The masthead, which what scrolls goes under. */
const headHeight = 56

/**
 * Entries on a line, newest first, under the days that they are of. A history may have thousands:
 * only those near the screen exist, and the list says how many there are.
 */
export function TimeLine<Entry>({
  label,
  entries,
  keyOf,
  createdOf,
  children,
}: {
  label: string
  entries: readonly Entry[]
  keyOf: (entry: Entry) => string
  createdOf: (entry: Entry) => string
  children: (entry: Entry) => ReactNode
}) {
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  const [focused, setFocused] = useState(-1)
  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => entryHeight,
    // An entry that is not laid out measures nothing; taken as true, all would fit the screen.
    measureElement: (...measured) => measureElement(...measured) || entryHeight,
    getItemKey: (index) => {
      const entry = entries[index]
      return entry === undefined ? index : keyOf(entry)
    },
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: headHeight,
    // The entry with the keyboard's place stays, or the focus would be lost by scrolling.
    rangeExtractor: (range) =>
      focused < 0 || focused >= entries.length
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), focused])].sort((a, b) => a - b),
  })

  useLayoutEffect(() => {
    const measure = () => {
      const top = list.current?.getBoundingClientRect().top
      if (top !== undefined) setMargin(Math.round(top + window.scrollY))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  const items = useDrawnRows(virtualizer, focused)

  return (
    <ol
      ref={list}
      className={`ts-time ${styles.line}`}
      aria-label={label}
      style={{ blockSize: virtualizer.getTotalSize() }}
    >
      {items.map(({ index, key, start }) => {
        const entry = entries[index]
        if (entry === undefined) return null
        const day = dayOf(createdOf(entry))
        const newer = entries[index - 1]
        const isNewDay = newer === undefined || dayOf(createdOf(newer)) !== day
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={entries.length}
            aria-posinset={index + 1}
            className={`${styles.entry} ${isNewDay ? styles.newDay : ''} ${
              index === entries.length - 1 ? styles.last : ''
            }`}
            style={{ transform: `translateY(${start - margin}px)` }}
            onFocus={() => setFocused(index)}
            onBlur={() => setFocused(-1)}
          >
            {isNewDay && <div className={`ts-day ${styles.day}`}>{day}</div>}
            <EntryBody entry={entry} draw={children} />
          </li>
        )
      })}
    </ol>
  )
}

function Body<Entry>({ entry, draw }: { entry: Entry; draw: (entry: Entry) => ReactNode }) {
  return draw(entry)
}

/** While one scrolls, what is on the screen already is not drawn again. */
const EntryBody = memo(Body) as typeof Body
