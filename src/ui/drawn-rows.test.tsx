// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDrawnRows } from './drawn-rows'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const itemsOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ index: from + at, key: `row ${from + at}` }))

function draw(from: number, to: number, screen = { first: from, last: to }, wanted = -1) {
  return renderHook(
    ({ items, first, last }) =>
      useDrawnRows(
        { getVirtualItems: () => items, range: { startIndex: first, endIndex: last } },
        wanted,
        3,
      ).map(({ index }) => index),
    { initialProps: { items: itemsOf(from, to), ...screen } },
  )
}

const nextTask = () => act(() => vi.advanceTimersToNextTimer())

describe('the rows drawn', () => {
  it('come a few at a time, until all are there', () => {
    const { result } = draw(0, 7)
    expect(result.current).toEqual([0, 1, 2])
    nextTask()
    expect(result.current).toEqual([0, 1, 2, 3, 4, 5])
    nextTask()
    expect(result.current).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    nextTask()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are known with the commit that draws them: the next task may begin before any later effect', () => {
    let tasksAsked = 0
    renderHook(() => {
      useDrawnRows(
        { getVirtualItems: () => itemsOf(0, 7), range: { startIndex: 0, endIndex: 7 } },
        -1,
        3,
      )
      useLayoutEffect(() => {
        tasksAsked = vi.getTimerCount()
      })
    })
    expect(tasksAsked).toBe(1)
  })

  it('are no more by drawing twice in one task', () => {
    const { result, rerender } = draw(0, 7)
    rerender({ items: itemsOf(0, 7), first: 0, last: 7 })
    expect(result.current).toEqual([0, 1, 2])
  })

  it('are first those that the screen shows', () => {
    const { result } = draw(10, 20, { first: 14, last: 17 })
    expect(result.current).toEqual([14, 15, 16])
    nextTask()
    expect(result.current).toEqual([10, 11, 14, 15, 16, 17])
  })

  it('are first the one that is wanted too', () => {
    const { result } = draw(10, 20, { first: 14, last: 15 }, 20)
    expect(result.current).toEqual([14, 15, 20])
  })

  it('stay when the screen moves on, and new ones follow', () => {
    const { result, rerender } = draw(0, 2)
    nextTask()
    rerender({ items: itemsOf(1, 6), first: 2, last: 5 })
    expect(result.current).toEqual([1, 2, 3, 4, 5])
    nextTask()
    expect(result.current).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('are all drawn anew, a few at a time, after another filter', () => {
    const { result, rerender } = draw(0, 2)
    nextTask()
    rerender({ items: itemsOf(100, 104), first: 100, last: 104 })
    expect(result.current).toEqual([100, 101, 102])
    nextTask()
    expect(result.current).toEqual([100, 101, 102, 103, 104])
  })
})
