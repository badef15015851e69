import { describe, expect, it } from 'vitest'
import { holdRows } from './held-rows'

interface Row {
  key: string
  text: string
}

const rowKey = (row: Row) => row.key
const a = { key: 'a', text: 'a' }
const b = { key: 'b', text: 'b' }
const c = { key: 'c', text: 'c' }
const d = { key: 'd', text: 'd' }
const b2 = { key: 'b', text: 'b, changed' }

function keys(rows: Row[]) {
  return rows.map(rowKey).join('')
}

describe('rows that are held', () => {
  const cases: [name: string, before: Row[], wanted: Row[], shown: string, changes: number][] = [
    ['nothing changed', [a, b, c], [a, b, c], 'abc', 0],
    ['a row changed at its place', [a, b, c], [a, b2, c], 'abc', 0],
    ['a changed row wants to be first', [a, b, c], [b2, a, c], 'abc', 1],
    ['a row came', [a, b], [a, d, b], 'ab', 1],
    ['a row went', [a, b, c], [a, c], 'abc', 1],
    ['one came, one went, one moved', [a, b, c], [b2, d, a], 'abc', 3],
    ['another order without any change', [a, b], [b, a], 'ab', 1],
  ]
  it.each(cases)('%s', (_, before, wanted, shown, changes) => {
    const held = holdRows(before, wanted, rowKey)
    expect(keys(held.rows)).toBe(shown)
    expect(held.changes).toBe(changes)
  })

  it('are shown as they are now, at their old places', () => {
    expect(holdRows([a, b, c], [b2, a, c], rowKey).rows).toEqual([a, b2, c])
  })

  it('are marked as gone when they exist no longer', () => {
    expect([...holdRows([a, b], [a], rowKey).gone]).toEqual(['b'])
  })

  it('are not gone when only a filter lets them in no longer', () => {
    const held = holdRows([a, b], [a], rowKey, { find: (key) => (key === 'b' ? b2 : undefined) })
    expect(held.gone.size).toBe(0)
    expect(held.rows).toEqual([a, b2])
  })

  it('get new ones at their end while the list is still arriving', () => {
    const held = holdRows([a, c], [a, b, c, d], rowKey, { isGrowing: true })
    expect(keys(held.rows)).toBe('acbd')
    expect(held.changes).toBe(0)
  })
})
