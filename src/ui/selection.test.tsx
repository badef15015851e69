// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { keysBetween, useSelection } from './selection'

test('rows are selected and left, and a change that changes nothing draws nothing', () => {
  const { result } = renderHook(() => useSelection())
  act(() => result.current.set(['a', 'b'], true))
  act(() => result.current.set(['a'], false))
  expect([...result.current.keys]).toEqual(['b'])
  const { keys } = result.current
  act(() => result.current.set(['b'], true))
  expect(result.current.keys).toBe(keys)
  act(() => result.current.clear())
  expect(result.current.keys.size).toBe(0)
})

test.each([
  ['downwards', 'b', 'd', ['b', 'c', 'd']],
  ['upwards', 'd', 'b', ['b', 'c', 'd']],
  ['from a row that is gone', 'x', 'c', ['c']],
  ['to a row that is gone', 'a', 'x', []],
])('a range reaches %s', (_how, from, to, keys) => {
  expect(keysBetween(['a', 'b', 'c', 'd'], from, to)).toEqual(keys)
})
