import './table.css'
import { Fragment, type ReactNode, useRef, useState } from 'react'
import { useDrawnRows } from './drawn-rows'
import { useHeldRows } from './held-rows'
import { rowIndexAfter } from './row-keys'
import { headHeight, useRowWindow, useTablePlace } from './row-window'
import { keysBetween, type Selection } from './selection'
import { isFree } from './shortcuts'
import type { Sort } from './sort-param'
import type { TableColumn } from './table-column'
import { HeadCell, SelectHeadCell } from './table-head'
import { Gap, TableRow } from './table-row'

export type { TableColumn }

export interface VirtualTableProps<Row> {
  caption: string
  columns: TableColumn<Row>[]
  /** In the order wanted. Unchanged rows should keep their identity. */
  rows: Row[]
  /** The same function each time, or every row is looked at again. */
  rowKey: (row: Row) => string
  rowLabel: (row: Row) => string
  /** The height of most rows in px; the real ones are measured. */
  rowHeight?: number
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Enter on a row. */
  onOpen?: (row: Row) => void
  /** What single keys do in a row, where they are not switched off. */
  keys?: Readonly<Record<string, (row: Row) => void>>
  /** Changes when a person asks for another order or another selection of rows. */
  view?: string
  /** The list is still arriving. */
  isGrowing?: boolean
  /** A row that the filters no longer let in, as it is now. */
  find?: (key: string) => Row | undefined
  /** Rows with the same word are tinted while one of them is pointed at or focused. */
  kin?: (row: Row) => string
  /** As in "3 streams changed, show". */
  noun?: { one: string; many: string }
  /** Above the table: `first` and `last` of its rows are on the screen, counted from 1. */
  bar?: (range: { first: number; last: number; shown: number }) => ReactNode
  isCompact?: boolean
  /** Rows can be selected: one by one, up to another with Shift, and those on the screen. */
  selection?: Selection
}

/**
 * A table of any length: only rows near the screen exist. Rows do not move while somebody points
 * at them, has the focus in them or has scrolled down to them; what changed meanwhile is offered
 * as "show". Arrow keys, Home, End and the page keys go from row to row, Enter opens one, the space
 * bar selects it.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { caption, columns, rowKey, rowLabel, sort, onSort, onOpen, kin, selection } = props
  const { rowHeight = 60, noun = { one: 'row', many: 'rows' } } = props
  const wrap = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const { margin, isScrolled } = useTablePlace(wrap, body)
  const [isPointed, setIsPointed] = useState(false)
  const [isFocused, setIsFocused] = useState(false)
  const [activeKey, setActiveKey] = useState('')
  const [kinWord, setKinWord] = useState('')
  const [lastSelected, setLastSelected] = useState('')

  const { rows, changes, gone, show } = useHeldRows({
    rows: props.rows,
    rowKey,
    view: props.view ?? '',
    isHeld: isPointed || isFocused || isScrolled,
    isGrowing: props.isGrowing ?? false,
    ...(props.find && { find: props.find }),
  })
  const found = activeKey === '' ? -1 : rows.findIndex((row) => rowKey(row) === activeKey)
  const activeIndex = Math.max(0, found)

  const virtualizer = useRowWindow({ rows, rowKey, rowHeight, margin, kept: found })

  function focusRow(index: number) {
    const row = rows[index]
    if (row === undefined) return
    setActiveKey(rowKey(row))
    virtualizer.scrollToIndex(index, { align: 'auto' })
    // At once where it is there: the next key may be pressed before the next frame. Else the row has
    // to be scrolled into being first.
    const focus = (triesLeft: number) => {
      const element = body.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
      if (element) element.focus({ preventScroll: true })
      else if (triesLeft > 0) requestAnimationFrame(() => focus(triesLeft - 1))
    }
    focus(10)
  }

  /** The events of all rows, so that a row is drawn again only when it says something else. */
  function rowOf(target: EventTarget) {
    const element = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null
    const index = Number(element?.dataset.index ?? -1)
    return { element, index, row: rows[index] }
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    const { element, index, row } = rowOf(event.target)
    if (row === undefined) return
    const act = props.keys && Object.hasOwn(props.keys, event.key) && props.keys[event.key]
    if (act && isFree(event.nativeEvent)) {
      event.preventDefault()
      return act(row)
    }
    if (event.target !== element) return
    const page = Math.max(1, Math.floor((window.innerHeight - headHeight) / rowHeight) - 1)
    const next = rowIndexAfter(event.key, index, rows.length, page)
    if (next !== undefined) {
      event.preventDefault()
      focusRow(next)
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen(row)
    } else if (event.key === ' ' && selection) {
      event.preventDefault()
      select(row, event.shiftKey)
    }
  }

  function select(row: Row, isRange: boolean) {
    if (!selection) return
    const key = rowKey(row)
    const keys = isRange ? keysBetween(rows.map(rowKey), lastSelected, key) : [key]
    selection.set(keys, !selection.keys.has(key))
    setLastSelected(key)
  }

  /** The boxes of all rows: the space bar on one is a click too. */
  function handleClick(event: React.MouseEvent) {
    const { target, shiftKey } = event
    const { row } = rowOf(target)
    const isBox = target instanceof HTMLInputElement && target.closest('.c-check') !== null
    if (isBox && row !== undefined) select(row, shiftKey)
  }

  /** The button vanishes with what it offers, and must not take the keyboard's place along. */
  function handleShow(event: React.MouseEvent<HTMLElement>) {
    const hadFocus = event.detail === 0 && document.activeElement === event.currentTarget
    show()
    // The rows that come are drawn first.
    if (hadFocus) requestAnimationFrame(() => focusRow(0))
  }

  function handleFocus(event: React.FocusEvent) {
    const { row } = rowOf(event.target)
    if (row === undefined) return
    setActiveKey(rowKey(row))
    if (kin) setKinWord(kin(row))
  }

  function handlePointerOver(event: React.PointerEvent) {
    const { row } = rowOf(event.target)
    if (kin && row !== undefined) setKinWord(kin(row))
  }

  const { range } = virtualizer
  const items = useDrawnRows(virtualizer, found)
  const before = (items[0]?.start ?? margin) - margin
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  let end = 0

  const onScreen = rows.slice(range?.startIndex ?? 0, (range?.endIndex ?? -1) + 1).map(rowKey)
  const isCompact = props.isCompact ?? false

  return (
    <div className={isCompact ? 'ts-tablewrap is-compact' : 'ts-tablewrap'} ref={wrap}>
      {props.bar?.({
        first: Math.min(rows.length, (range?.startIndex ?? 0) + 1),
        last: Math.min(rows.length, (range?.endIndex ?? rows.length - 1) + 1),
        shown: rows.length,
      })}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices who looks; what offers to show the changes is part of it, or it would vanish on the way there */}
      <div
        onPointerEnter={(event) => event.pointerType === 'mouse' && setIsPointed(true)}
        onPointerLeave={() => setIsPointed(false)}
        onFocus={() => setIsFocused(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setIsFocused(false)
        }}
      >
        <div className="ts-changes" role="status">
          {changes > 0 && (
            <button type="button" className="ts-changes__show" onClick={handleShow}>
              {changes.toLocaleString('en')} {changes === 1 ? noun.one : noun.many} changed,{' '}
              <span>show</span>
            </button>
          )}
        </div>
        <table
          className={`ts-table ts-table--cards${selection ? ' ts-table--select' : ''}`}
          aria-rowcount={props.isGrowing ? -1 : rows.length + 1}
        >
          <caption className="ts-sr">{caption}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {selection && <SelectHeadCell keys={onScreen} selection={selection} />}
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody
            ref={body}
            onPointerLeave={() => setKinWord('')}
            onFocus={handleFocus}
            onPointerOver={handlePointerOver}
            onKeyDown={handleKeyDown}
            onClick={handleClick}
          >
            {items.map(({ index, start, end: rowEnd, key }) => {
              const row = rows[index]
              if (row === undefined) return null
              const gap = index === items[0]?.index ? before : start - end
              end = rowEnd
              const isGone = gone.has(rowKey(row))
              const isKin = kinWord !== '' && kin?.(row) === kinWord
              return (
                <Fragment key={key}>
                  {gap > 0 && <Gap height={gap} />}
                  <TableRow
                    row={row}
                    index={index}
                    columns={columns}
                    label={isGone ? `${rowLabel(row)}, deleted` : rowLabel(row)}
                    className={isGone ? 'is-gone' : isKin ? 'is-same' : undefined}
                    isActive={index === activeIndex}
                    isSelected={selection?.keys.has(rowKey(row))}
                    measure={virtualizer.measureElement}
                  />
                </Fragment>
              )
            })}
            {after > 0 && <Gap height={after} />}
          </tbody>
        </table>
      </div>
    </div>
  )
}
