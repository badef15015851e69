import { measureElement, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import styles from './virtual-list.module.css'

/** A list of any length in a box that scrolls, as in a dialog: only what is near its window exists. */
export function VirtualList<Item>({
  label,
  items,
  itemKey,
  itemHeight,
  children,
}: {
  label: string
  items: readonly Item[]
  itemKey: (item: Item) => string
  /** Of most items, in px; the real ones are measured. */
  itemHeight: number
  children: (item: Item) => ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => itemHeight,
    // An item that is not laid out measures nothing; taken as true, all would fit.
    measureElement: (...measured) => measureElement(...measured) || itemHeight,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : itemKey(item)
    },
    overscan: 8,
    initialRect: { width: 400, height: 400 },
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} className={styles.box} tabIndex={0} aria-label={label}>
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              {children(item)}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
