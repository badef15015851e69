import { expect, it } from 'vitest'
import { rowIndexAfter } from './row-keys'

const cases: [key: string, index: number, next: number | undefined][] = [
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 5, 4],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 13],
  ['PageDown', 95, 99],
  ['PageUp', 13, 3],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['Enter', 50, undefined],
  ['a', 50, undefined],
]

it.each(cases)('%s on row %i of 100 goes to %s', (key, index, next) => {
  expect(rowIndexAfter(key, index, 100, 10)).toBe(next)
})
