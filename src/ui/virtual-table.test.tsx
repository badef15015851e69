// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useSelection } from './selection'
import type { Sort } from './sort-param'
import type { TableColumn } from './table-column'
import { VirtualTable } from './virtual-table'

interface Row {
  key: string
  text: string
}

const columns: TableColumn<Row>[] = [
  { key: 'key', title: 'Key', isSortable: true, cell: ({ key }) => key },
  { key: 'text', title: 'Text', isSortable: true, cell: ({ text }) => text },
]

function rowsOf(...keys: string[]): Row[] {
  return keys.map((key) => ({ key, text: `text of ${key}` }))
}

afterEach(cleanup)

function Table(props: { rows: Row[]; onOpen?: (row: Row) => void; isGrowing?: boolean }) {
  const [sort, setSort] = useState<Sort>({ key: 'key', isDescending: false })
  const rows = sort.isDescending ? [...props.rows].reverse() : props.rows
  return (
    <VirtualTable
      caption="Things"
      columns={columns}
      rowKey={({ key }) => key}
      rowLabel={({ key }) => `Thing ${key}`}
      noun={{ one: 'thing', many: 'things' }}
      sort={sort}
      onSort={setSort}
      view={JSON.stringify(sort)}
      {...props}
      rows={rows}
    />
  )
}

function shownRows(): string[] {
  return screen
    .getAllByRole('row', { name: /^Thing / })
    .map((row) => row.getAttribute('aria-label') ?? '')
}

describe('a table', () => {
  it('names itself and its rows, and says how many there are', () => {
    render(<Table rows={rowsOf('a', 'b')} />)
    const table = screen.getByRole('table', { name: 'Things' })
    expect(table.getAttribute('aria-rowcount')).toBe('3')
    const row = screen.getByRole('row', { name: 'Thing b' })
    expect(row.getAttribute('aria-rowindex')).toBe('3')
    expect(within(row).getByRole('cell', { name: 'text of b' })).toBeTruthy()
  })

  it('does not claim to know how many rows there are while they arrive', () => {
    render(<Table rows={rowsOf('a')} isGrowing />)
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('-1')
  })

  it('draws only the rows near the screen', () => {
    const many = Array.from({ length: 5000 }, (_, index) => String(index))
    render(<Table rows={rowsOf(...many)} />)
    expect(shownRows().length).toBeLessThan(100)
  })

  it('is ordered by pressing a head, and the other way by pressing it again', async () => {
    render(<Table rows={rowsOf('a', 'b')} />)
    const head = () => screen.getByRole('columnheader', { name: 'Key' })
    expect(head().getAttribute('aria-sort')).toBe('ascending')
    await userEvent.click(screen.getByRole('button', { name: 'Key' }))
    expect(head().getAttribute('aria-sort')).toBe('descending')
    expect(shownRows()).toEqual(['Thing b', 'Thing a'])
    expect(screen.getByRole('columnheader', { name: 'Text' }).hasAttribute('aria-sort')).toBe(false)
  })
})

describe('the keyboard', () => {
  const focusedRow = () => document.activeElement?.getAttribute('aria-label')

  async function press(key: string) {
    await userEvent.keyboard(`{${key}}`)
    await act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))))
  }

  it('goes from row to row and opens one', async () => {
    const onOpen = vi.fn()
    render(<Table rows={rowsOf('a', 'b', 'c')} onOpen={onOpen} />)
    act(() => screen.getByRole('row', { name: 'Thing a' }).focus())
    await press('ArrowDown')
    expect(focusedRow()).toBe('Thing b')
    await press('End')
    expect(focusedRow()).toBe('Thing c')
    await press('Home')
    expect(focusedRow()).toBe('Thing a')
    await press('Enter')
    expect(onOpen).toHaveBeenCalledWith({ key: 'a', text: 'text of a' })
  })

  it('goes as many rows as keys are pressed, however fast', () => {
    render(<Table rows={rowsOf('a', 'b', 'c')} />)
    act(() => screen.getByRole('row', { name: 'Thing a' }).focus())
    for (const _key of [1, 2]) {
      if (document.activeElement) fireEvent.keyDown(document.activeElement, { key: 'ArrowDown' })
    }
    expect(focusedRow()).toBe('Thing c')
  })

  it('finds one row in the order of tabs, the one it was on', async () => {
    render(<Table rows={rowsOf('a', 'b')} />)
    const tabbable = () => screen.getAllByRole('row').filter((row) => row.tabIndex === 0)
    act(() => screen.getByRole('row', { name: 'Thing a' }).focus())
    await press('ArrowDown')
    expect(tabbable().map((row) => row.getAttribute('aria-label'))).toEqual(['Thing b'])
  })
})

describe('rows do not move while somebody looks at them', () => {
  it('changes what a row says at its place', () => {
    const { rerender } = render(<Table rows={rowsOf('a', 'b')} />)
    act(() => screen.getByRole('row', { name: 'Thing a' }).focus())
    rerender(<Table rows={[{ key: 'a', text: 'other words' }, ...rowsOf('b')]} />)
    expect(screen.getByRole('cell', { name: 'other words' })).toBeTruthy()
  })

  it('holds back what came and what went, and shows it when asked', async () => {
    const { rerender } = render(<Table rows={rowsOf('b', 'c')} />)
    act(() => screen.getByRole('row', { name: 'Thing b' }).focus())
    rerender(<Table rows={rowsOf('a', 'c')} />)
    expect(shownRows()).toEqual(['Thing b, deleted', 'Thing c'])
    await userEvent.click(screen.getByRole('button', { name: '2 things changed, show' }))
    expect(shownRows()).toEqual(['Thing a', 'Thing c'])
    expect(screen.queryByRole('button', { name: /changed, show/ })).toBeNull()
  })

  it('goes on holding on the way to what shows the changes, and the focus is on a row then', async () => {
    const { rerender } = render(<Table rows={rowsOf('b')} />)
    const user = userEvent.setup()
    act(() => screen.getByRole('row', { name: 'Thing b' }).focus())
    rerender(<Table rows={rowsOf('a', 'b')} />)
    const show = screen.getByRole('button', { name: '1 thing changed, show' })
    while (document.activeElement !== show) await user.tab({ shift: true })
    expect(shownRows()).toEqual(['Thing b'])
    await user.keyboard('{Enter}')
    expect(shownRows()).toEqual(['Thing a', 'Thing b'])
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Thing a'))
  })

  it('follows at once where nobody points, focuses or has scrolled', () => {
    const { rerender } = render(<Table rows={rowsOf('b')} />)
    rerender(<Table rows={rowsOf('a', 'b')} />)
    expect(shownRows()).toEqual(['Thing a', 'Thing b'])
  })

  it('takes another order at once, for that was asked for', async () => {
    const { rerender } = render(<Table rows={rowsOf('a', 'b')} />)
    act(() => screen.getByRole('row', { name: 'Thing a' }).focus())
    rerender(<Table rows={rowsOf('a', 'b', 'c')} />)
    expect(shownRows()).toEqual(['Thing a', 'Thing b'])
    await userEvent.click(screen.getByRole('button', { name: 'Key' }))
    expect(shownRows()).toEqual(['Thing c', 'Thing b', 'Thing a'])
  })
})

function SelectableTable({ rows }: { rows: Row[] }) {
  const selection = useSelection()
  return (
    <>
      <output>{[...selection.keys].join(' ')}</output>
      <VirtualTable
        caption="Things"
        columns={columns}
        rowKey={({ key }) => key}
        rowLabel={({ key }) => `Thing ${key}`}
        selection={selection}
        rows={rows}
      />
    </>
  )
}

describe('a selection', () => {
  const box = (key: string) =>
    screen.getByRole<HTMLInputElement>('checkbox', { name: `Select Thing ${key}` })
  const keys = () => document.querySelector('output')?.textContent

  it('takes rows one by one, up to another with Shift, and by the space bar', async () => {
    const user = userEvent.setup()
    render(<SelectableTable rows={rowsOf('a', 'b', 'c', 'd')} />)
    await user.click(box('b'))
    expect(box('b').checked).toBe(true)
    expect(screen.getByRole('row', { name: 'Thing b' }).getAttribute('aria-selected')).toBe('true')
    await user.keyboard('{Shift>}')
    await user.click(box('d'))
    await user.keyboard('{/Shift}')
    expect(keys()).toBe('b c d')
    act(() => screen.getByRole('row', { name: 'Thing c' }).focus())
    await user.keyboard(' ')
    expect(keys()).toBe('b d')
    await user.click(box('b'))
    expect(keys()).toBe('d')
  })

  it('survives rows that come and change', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<SelectableTable rows={rowsOf('a', 'b')} />)
    await user.click(box('b'))
    rerender(<SelectableTable rows={[...rowsOf('new', 'a'), { key: 'b', text: 'changed' }]} />)
    expect(box('b').checked).toBe(true)
    expect(keys()).toBe('b')
  })
})
