import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObjectEvent } from '@/api/watch'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { aStream } from '@/test/builders'
import { addRows, foldRows, rowOf } from './stream-rows'

const now = new Date('2026-11-23T12:00:00Z')
const place = fc.record({
  namespace: fc.constantFrom('a', 'a-b', 'web'),
  name: fc.constantFrom('x', 'x-1', 'x1', 'y', 'z'),
  tag: fc.constantFrom('1', '2'),
})
const stream = ({ namespace, name, tag }: { namespace: string; name: string; tag: string }) =>
  aStream({ namespace, name, tags: [{ name: tag, images: [tag] }] })
const event = fc.record({ type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED'), place })

/** What a cluster holds after events, told plainly. */
function held(events: ObjectEvent<ImageStream>[]): string[] {
  const rows = new Map<string, string>()
  for (const { type, object } of events) {
    const { key, namespace, name, tags } = toStreamRow(object)
    if (type === 'DELETED') rows.delete(key)
    else rows.set(key, `${namespace}\0${name} ${tags[0]?.name}`)
  }
  return [...rows.values()].sort()
}
const said = (rows: ReturnType<typeof foldRows>) =>
  rows.map(({ namespace, name, tags }) => `${namespace}\0${name} ${tags[0]?.name}`)

test('rows after any events in any batches are what the cluster holds', () => {
  fc.assert(
    fc.property(fc.array(fc.array(event, { maxLength: 6 }), { maxLength: 6 }), (batches) => {
      const events = batches.map((batch) =>
        batch.map(({ type, place }) => ({ type, object: stream(place) })),
      ) as ObjectEvent<ImageStream>[][]
      const rows = events.reduce(
        (known, batch) => foldRows(known, batch, now),
        foldRows([], [], now),
      )
      expect(said(rows)).toEqual(held(events.flat()))
    }),
  )
})

test('pages in any order merge into sorted rows without doubles', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(place, { selector: (p) => `${p.namespace}/${p.name}` })),
      (pages) => {
        const rows = pages.reduce(
          (known, page) => addRows(known, page.map(stream).map(toStreamRow)),
          addRows([], []),
        )
        const events = pages.flat().map((one) => ({ type: 'ADDED' as const, object: stream(one) }))
        expect(said(rows)).toEqual(held(events))
      },
    ),
  )
})

test('events that change nothing leave the very same array', () => {
  const rows = addRows([], [toStreamRow(aStream({ name: 'a' }))])
  expect(
    foldRows(
      rows,
      [{ type: 'MODIFIED', object: aStream({ name: 'a', resourceVersion: '9' }) }],
      now,
    ),
  ).toBe(rows)
  expect(foldRows(rows, [{ type: 'DELETED', object: aStream({ name: 'b' }) }], now)).toBe(rows)
})

test('a stream deleted and made anew is another row', () => {
  const rows = addRows([], [toStreamRow(aStream({ name: 'a' }))])
  const object = aStream({ name: 'a', uid: 'another' })
  const [row] = foldRows(
    rows,
    [
      { type: 'DELETED', object: aStream({ name: 'a' }) },
      { type: 'ADDED', object },
    ],
    now,
  )
  expect(row?.key).toBe('another')
  expect(rowOf(rows, 'web', 'nowhere')).toBeUndefined()
})
