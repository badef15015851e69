import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImageStream } from './kinds/image-stream'
import type { KubeList } from './kinds/meta'
import { applyEvents, lastVersion, type WatchEvent } from './watch-event'

function stream(namespace: string, name: string, version = '1', app = ''): ImageStream {
  return {
    metadata: {
      name,
      namespace,
      uid: `${namespace}-${name}`,
      resourceVersion: version,
      labels: { app },
    },
  }
}

type Event = WatchEvent<ImageStream>

const bookmark: Event = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '90' } } }
const gone: Event = {
  type: 'ERROR',
  object: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code: 410 },
}

const list: KubeList<ImageStream> = {
  metadata: { resourceVersion: '10' },
  items: [stream('a', 'one'), stream('a', 'two'), stream('b', 'one')],
}

function places(items: readonly { metadata: { namespace?: string; name: string } }[]): string[] {
  return items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}

test('what is added comes where the API lists it', () => {
  const events: Event[] = [
    { type: 'ADDED', object: stream('b', 'two', '12') },
    { type: 'ADDED', object: stream('a', 'three', '11') },
  ]
  const next = applyEvents(list, events)
  expect(places(next.items)).toEqual(['a/one', 'a/three', 'a/two', 'b/one', 'b/two'])
  expect(next.metadata.resourceVersion).toBe('11')
})

test('what is modified keeps its place, what is deleted goes', () => {
  const changed = stream('a', 'two', '11', 'new')
  const next = applyEvents(list, [
    { type: 'MODIFIED', object: changed },
    { type: 'DELETED', object: stream('a', 'one', '12') },
  ])
  expect(places(next.items)).toEqual(['a/two', 'b/one'])
  expect(next.items[0]).toBe(changed)
})

test('an addition of what is known, and a change of what is not, do no harm', () => {
  const next = applyEvents(list, [
    { type: 'ADDED', object: stream('a', 'one', '11', 'again') },
    { type: 'MODIFIED', object: stream('c', 'new', '12') },
    { type: 'DELETED', object: stream('c', 'never', '13') },
  ])
  expect(places(next.items)).toEqual(['a/one', 'a/two', 'b/one', 'c/new'])
})

test('what was deleted and made anew is there once', () => {
  const next = applyEvents(list, [
    { type: 'DELETED', object: stream('a', 'one', '11') },
    { type: 'ADDED', object: stream('a', 'one', '12', 'new') },
    { type: 'ADDED', object: stream('c', 'x', '13') },
    { type: 'DELETED', object: stream('c', 'x', '14') },
  ])
  expect(places(next.items)).toEqual(['a/one', 'a/two', 'b/one'])
  expect(next.items[0]?.metadata.labels).toEqual({ app: 'new' })
})

test('a bookmark moves the version only, and nothing moves nothing', () => {
  const next = applyEvents(list, [bookmark])
  expect(next.items).toBe(list.items)
  expect(next.metadata.resourceVersion).toBe('90')
  expect(applyEvents(list, [])).toBe(list)
  expect(applyEvents(list, [gone])).toBe(list)
  expect(lastVersion([bookmark, gone])).toBe('90')
})

test('a list and its watch agree, in whatever portions the events come', () => {
  const event = fc
    .tuple(
      fc.constantFrom('ADDED' as const, 'MODIFIED' as const, 'DELETED' as const),
      fc.constantFrom('a', 'a-b', 'b'),
      fc.constantFrom('one', 'two', 'x-1'),
      fc.constantFrom('', 'p', 'q'),
    )
    .map(
      ([type, namespace, name, app]): Event => ({
        type,
        object: stream(namespace, name, '1', app),
      }),
    )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.nat(20), (events, cut) => {
      const whole = applyEvents(list, events)
      const halves = applyEvents(applyEvents(list, events.slice(0, cut)), events.slice(cut))
      expect(halves.items).toEqual(whole.items)

      const truth = new Map(list.items.map((item) => [places([item])[0], item]))
      for (const next of events) {
        if (next.type === 'BOOKMARK' || next.type === 'ERROR') continue
        const [place] = places([next.object])
        if (next.type === 'DELETED') truth.delete(place)
        else truth.set(place, next.object)
      }
      expect(new Set(whole.items)).toEqual(new Set(truth.values()))
    }),
  )
})
