import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './lmdb-store'
import {
  CompactedError,
  FutureRevisionError,
  type Store,
  type StoredObject,
  type StoreEvent,
} from './store'

let path: string
let store: Store

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'tagstream-store-'))
  store = openStore({ path })
})

afterEach(async () => {
  await store.close()
  rmSync(path, { recursive: true, force: true })
})

const stream = (
  name: string,
  labels: Record<string, string> = {},
  namespace = 'shop',
): StoredObject => ({
  metadata: { name, namespace, labels },
})
const put = (name: string, labels?: Record<string, string>, namespace?: string) =>
  store.transact((tx) => tx.put('imagestreams', stream(name, labels, namespace)))
const names = (objects: { metadata: { name: string; namespace?: string } }[]) =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)

test('each write has its own revision, above 1000', async () => {
  const first = await put('a')
  const second = await put('b')
  expect(Number(first.metadata.resourceVersion)).toBe(1001)
  expect(Number(second.metadata.resourceVersion)).toBe(1002)
  expect(store.revision).toBe(1002)
  expect(store.get('imagestreams', 'shop', 'a')).toEqual(first)
})

test('putting the same object again writes nothing', async () => {
  const first = await put('a', { x: '1' })
  const again = await put('a', { x: '1' })
  expect(again).toEqual(first)
  expect(store.revision).toBe(1001)
})

test('work that throws leaves nothing behind and the work beside it stands', async () => {
  const [good, bad, other] = await Promise.allSettled([
    put('a'),
    store.transact((tx) => {
      tx.put('imagestreams', stream('b'))
      throw new Error('no')
    }),
    put('c'),
  ])
  expect([good.status, bad.status, other.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(names(store.list('imagestreams'))).toEqual(['shop/a', 'shop/c'])
  expect(store.revision).toBe(1002)
})

test('a transaction reads its own writes', async () => {
  await put('a')
  await put('c')
  const seen = await store.transact((tx) => {
    tx.put('imagestreams', stream('b'))
    tx.delete('imagestreams', 'shop', 'c')
    return {
      list: names(tx.list('imagestreams')),
      count: tx.count('imagestreams'),
      c: tx.get('imagestreams', 'shop', 'c'),
    }
  })
  expect(seen).toEqual({ list: ['shop/a', 'shop/b'], count: 2, c: undefined })
})

test('a dry run has a result and writes nothing', async () => {
  const created = await store.transact((tx) => tx.put('imagestreams', stream('a')), {
    dryRun: true,
  })
  expect(created.metadata.resourceVersion).toBeUndefined()
  expect(store.get('imagestreams', 'shop', 'a')).toBeUndefined()
  const stored = await put('b')
  const changed = await store.transact((tx) => tx.put('imagestreams', stream('b', { x: '1' })), {
    dryRun: true,
  })
  expect(changed.metadata.resourceVersion).toBe(stored.metadata.resourceVersion)
})

test('lists are in order of namespace and name, by namespace, after a place, and limited', async () => {
  for (const [namespace, name] of [
    ['b', 'x'],
    ['a-b', 'x'],
    ['a', 'z'],
    ['a', 'y'],
    ['a', 'y-1'],
    ['a', 'y.1'],
  ]) {
    await put(name ?? '', {}, namespace)
  }
  await store.transact((tx) => tx.put('images', { metadata: { name: 'sha256:1' } }))
  expect(names(store.list('imagestreams'))).toEqual([
    'a/y',
    'a/y-1',
    'a/y.1',
    'a/z',
    'a-b/x',
    'b/x',
  ])
  expect(names(store.list('imagestreams', { namespace: 'a' }))).toEqual([
    'a/y',
    'a/y-1',
    'a/y.1',
    'a/z',
  ])
  expect(names(store.list('imagestreams', { after: ['a', 'y.1'], limit: 2 }))).toEqual([
    'a/z',
    'a-b/x',
  ])
  expect(names(store.list('imagestreams', { namespace: 'a', after: ['a', 'gone'] }))).toHaveLength(
    4,
  )
  expect(store.count('imagestreams', { after: ['a', 'y'] })).toBe(5)
  expect(store.count('imagestreams', { namespace: 'a' })).toBe(4)
})

test('the past can be read as it was', async () => {
  await put('a', { v: '1' })
  await put('b')
  const then = store.revision
  await put('a', { v: '2' })
  await store.transact((tx) => tx.delete('imagestreams', 'shop', 'b'))
  await put('c')
  const past = store.at(then, 'imagestreams')
  expect(past.list('imagestreams')).toMatchObject([
    { metadata: { name: 'a', labels: { v: '1' } } },
    { metadata: { name: 'b' } },
  ])
  expect(past.count('imagestreams', { after: ['shop', 'a'] })).toBe(1)
  await put('a', { v: '3' })
  expect(store.at(then, 'imagestreams').get('imagestreams', 'shop', 'a')?.metadata.labels).toEqual({
    v: '1',
  })
})

test('events tell what was and what is, live and from the log', async () => {
  const live: StoreEvent[] = []
  store.subscribe((event) => live.push(event))
  await put('a', { v: '1' })
  await put('a', { v: '2' })
  await store.transact((tx) => tx.delete('imagestreams', 'shop', 'a'))
  const told = (events: Iterable<StoreEvent>) =>
    [...events].map(({ type, revision, object, previous }) => ({
      type,
      revision,
      version: object.metadata.resourceVersion,
      is: object.metadata.labels,
      was: previous?.metadata.labels,
    }))
  const expected = [
    { type: 'put', revision: 1001, version: '1001', is: { v: '1' }, was: undefined },
    { type: 'put', revision: 1002, version: '1002', is: { v: '2' }, was: { v: '1' } },
    { type: 'delete', revision: 1003, version: '1003', is: { v: '2' }, was: { v: '2' } },
  ]
  expect(told(live)).toEqual(expected)
  expect(told(store.eventsAfter(1000, 'imagestreams'))).toEqual(expected)
  expect(told(store.eventsAfter(1002, 'imagestreams'))).toEqual(expected.slice(2))
})

test('what is compacted is gone, what is to come is not there yet', async () => {
  expect(() => [...store.eventsAfter(1, 'imagestreams')]).toThrow(CompactedError)
  await put('a')
  await put('b')
  await store.compact(1001)
  expect(() => store.at(1000, 'imagestreams')).toThrow(CompactedError)
  expect(() => store.at(1009, 'imagestreams')).toThrow(FutureRevisionError)
  expect([...store.eventsAfter(1001, 'imagestreams')]).toHaveLength(1)
})

test('the log keeps to its length', async () => {
  await store.close()
  store = openStore({ path, maxEvents: 8 })
  for (let n = 0; n < 30; n++) await put('a', { n: String(n) })
  expect(store.compactedRevision).toBeGreaterThanOrEqual(1020)
  expect(
    [...store.eventsAfter(store.compactedRevision, 'imagestreams')].length,
  ).toBeGreaterThanOrEqual(8)
})

test('what was written is there after reopening, and revisions go on', async () => {
  await put('a', { x: '1' })
  await store.close()
  store = openStore({ path })
  expect(store.get('imagestreams', 'shop', 'a')?.metadata.labels).toEqual({ x: '1' })
  expect(Number((await put('b')).metadata.resourceVersion)).toBe(1002)
})

test('a name that is too long for any object is not found', () => {
  expect(store.get('imagestreams', 'shop', 'x'.repeat(5000))).toBeUndefined()
})
