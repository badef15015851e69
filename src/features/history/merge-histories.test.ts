import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeHistories } from './merge-histories'

const entry = (tag: string, created: string) => ({ tag, created })
const createdOf = (each: { created: string }) => each.created

describe('histories of several tags as one', () => {
  it('shows the newest first', () => {
    const merged = mergeHistories(
      [
        [entry('a', '2026-11-03T00:00:00Z'), entry('a', '2026-11-01T00:00:00Z')],
        [entry('b', '2026-11-02T00:00:00Z')],
      ],
      createdOf,
    )
    expect(merged.map(({ tag, created }) => `${tag} ${created.slice(8, 10)}`)).toEqual([
      'a 03',
      'b 02',
      'a 01',
    ])
  })

  it('keeps the order of each tag, even where its times are not in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.date({ noInvalidDate: true }), { maxLength: 6 }), { maxLength: 5 }),
        (times) => {
          const histories = times.map((dates, tag) =>
            dates.map((date, at) => ({ tag: String(tag), at, created: date.toISOString() })),
          )
          const merged = mergeHistories(histories, createdOf)
          expect(merged).toHaveLength(histories.flat().length)
          for (const [tag, history] of histories.entries()) {
            expect(merged.filter((each) => each.tag === String(tag))).toEqual(history)
          }
        },
      ),
    )
  })

  it('takes entries whose time cannot be read', () => {
    expect(mergeHistories([[entry('a', '')], [entry('b', 'soon')]], createdOf)).toHaveLength(2)
  })
})
