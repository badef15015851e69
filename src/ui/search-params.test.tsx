// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { BrowserRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useSearchParam, useSetSearchParams, useTextParam } from './search-params'
import { useSortParam } from './sort-param'

beforeEach(() => window.history.replaceState(null, '', '/list'))
afterEach(cleanup)

function open(search: string) {
  window.history.replaceState(null, '', `/list${search}`)
}

describe('a choice in the address', () => {
  const choices = ['all', 'failed', 'current'] as const
  const render = () =>
    renderHook(() => useSearchParam('state', choices), { wrapper: BrowserRouter })

  it.each([
    ['', 'all'],
    ['?state=failed', 'failed'],
    ['?state=nonsense', 'all'],
  ])('%s reads as %s', (search, value) => {
    open(search)
    expect(render().result.current[0]).toBe(value)
  })

  it('leaves no trace when it is the default, and leaves the rest alone', () => {
    open('?state=failed&q=web')
    const { result } = render()
    act(() => result.current[1]('all'))
    expect(window.location.search).toBe('?q=web')
  })

  it('makes no history entry', () => {
    const { result } = render()
    const entries = window.history.length
    act(() => result.current[1]('failed'))
    expect(window.location.search).toBe('?state=failed')
    expect(window.history.length).toBe(entries)
  })
})

it('a text in the address is kept as it is, and an empty one leaves no trace', () => {
  const { result } = renderHook(() => useTextParam('labels'), { wrapper: BrowserRouter })
  act(() => result.current[1]('app in (a, b),!x'))
  expect(result.current[0]).toBe('app in (a, b),!x')
  act(() => result.current[1](''))
  expect(window.location.search).toBe('')
})

it('two changes before the next render are both kept', () => {
  const { result } = renderHook(() => useSetSearchParams(), { wrapper: BrowserRouter })
  act(() => {
    result.current({ q: 'web' })
    result.current({ state: 'failed' })
  })
  expect(window.location.search).toBe('?q=web&state=failed')
})

describe('the order in the address', () => {
  const render = () =>
    renderHook(() => useSortParam(['name', 'changed'], { key: 'changed', isDescending: true }), {
      wrapper: BrowserRouter,
    })

  it.each([
    ['', 'changed', true],
    ['?sort=name', 'name', false],
    ['?sort=-name', 'name', true],
    ['?sort=changed', 'changed', false],
    ['?sort=nonsense', 'changed', true],
  ])('%s reads as %s, descending %s', (search, key, isDescending) => {
    open(search)
    expect(render().result.current[0]).toEqual({ key, isDescending })
  })

  it('leaves no trace when it is the default', () => {
    open('?sort=name')
    const { result } = render()
    act(() => result.current[1]({ key: 'changed', isDescending: true }))
    expect(window.location.search).toBe('')
  })
})
