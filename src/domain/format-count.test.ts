import { expect, it } from 'vitest'
import { formatCount } from './format-count'

it.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [100_000, '100,000'],
  [-1_234, '-1,234'],
])('%d is written %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})
