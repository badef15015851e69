import { expect, it } from 'vitest'
import { parseSearch } from './search-query'
import { titleMarks } from './title-marks'

const parts = { namespace: 'shop', stream: 'frontend', tag: 'front-prod' }

it.each([
  ['front', { tag: [[0, 5]] }],
  ['frontend', { stream: [[0, 8]] }],
  ['shop prod', { namespace: [[0, 4]], tag: [[6, 10]] }],
  ['sho/front:prod', { namespace: [[0, 3]], stream: [[0, 5]], tag: [[6, 10]] }],
  ['front fron', { tag: [[0, 5]] }],
  ['nothing', {}],
])('of shop/frontend:front-prod, %s marks %j', (text, marks) => {
  expect(titleMarks(parts, parseSearch(text).words)).toEqual({
    namespace: [],
    stream: [],
    tag: [],
    ...marks,
  })
})
