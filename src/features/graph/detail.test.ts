import { expect, it } from 'vitest'
import { detailAt } from './detail'

it.each([
  [0.03, 'shapes'],
  [0.24, 'shapes'],
  [0.25, 'names'],
  [0.44, 'names'],
  [0.45, 'all'],
  [2, 'all'],
])('at %d %s are drawn', (scale, detail) => {
  expect(detailAt(scale)).toBe(detail)
})
