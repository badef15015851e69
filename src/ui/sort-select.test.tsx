// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SortSelect } from './sort-select'

afterEach(cleanup)

const columns = [
  { key: 'name', title: 'Name', isSortable: true, cell: () => '' },
  {
    key: 'changed',
    title: 'Changed',
    isSortable: true,
    order: ['Oldest first', 'Newest first'] as const,
    cell: () => '',
  },
  { key: 'labels', title: 'Labels', cell: () => '' },
]

test('orders are said in words, and the one before any sorting can be had again', () => {
  const onSort = vi.fn()
  const onChoose = vi.fn()
  render(
    <SortSelect
      columns={columns}
      sort={{ key: 'changed', isDescending: true }}
      onSort={onSort}
      unsorted={{ text: 'As the cluster sorts', onChoose }}
    />,
  )
  const select = screen.getByRole('combobox', { name: 'Sort by' })
  const texts = screen.getAllByRole('option').map((option) => option.textContent)
  expect(texts).toEqual([
    'As the cluster sorts',
    'Name, A to Z',
    'Name, Z to A',
    'Oldest first',
    'Newest first',
  ])
  expect(screen.getByRole<HTMLOptionElement>('option', { name: 'Newest first' }).selected).toBe(
    true,
  )
  fireEvent.change(select, { target: { value: '-name' } })
  expect(onSort).toHaveBeenCalledWith({ key: 'name', isDescending: true })
  fireEvent.change(select, { target: { value: '' } })
  expect(onChoose).toHaveBeenCalled()
})
