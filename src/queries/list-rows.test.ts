import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { aStream } from '@/test/builders'
import { aFailure, aList, expired, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { imageStreamQueries, refreshStream } from './image-streams'
import { keepLive } from './live'
import { newQueryClient } from './query-client'
import type { StreamRows } from './stream-rows'

let client: QueryClient
let stopLive: () => void
beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 })
  client = newQueryClient()
  stopLive = keepLive(client)
})
afterEach(() => {
  stopLive()
  client.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const numbered = (at: number) => `s${String(at).padStart(4, '0')}`
const streams = (count: number, namespace = 'web'): ImageStream[] =>
  Array.from({ length: count }, (_, at) =>
    aStream({ name: numbered(at), namespace, tags: [{ name: 'latest', images: [at] }] }),
  )

/** Everything that the list on screen was, one after the other. */
function open(namespace?: string) {
  const seen: StreamRows[] = []
  const observer = new QueryObserver(client, imageStreamQueries.rows(namespace))
  const close = observer.subscribe(({ data }) => {
    if (data && data !== seen.at(-1)) seen.push(data)
  })
  const current = () => client.getQueryData(imageStreamQueries.rows(namespace).queryKey)
  const whole = () => vi.waitFor(() => expect(current()?.isComplete).toBe(true))
  return { seen, close, current, whole }
}

/** A cluster whose lists `answer` gives; watches stay open. */
const clusterOf = (answer: (request: FakeRequest) => Response | Error) =>
  fakeCluster((request) => (request.url.searchParams.has('watch') ? undefined : answer(request)))

const pagesOf = (all: ImageStream[], resourceVersion: string) => (request: FakeRequest) =>
  aList(request, all, resourceVersion)

test('the first rows come from a small page, the rest follows', async () => {
  const { lists, watches } = clusterOf(pagesOf(streams(700), '50'))
  const { seen, whole, current } = open('web')
  await whole()
  expect(lists().map(({ url }) => url.searchParams.get('limit'))).toEqual(['30', '500', '500'])
  expect(seen[0]).toMatchObject({ isComplete: false, loaded: 30, expected: 700 })
  expect(current()).toMatchObject({ loaded: 700, expected: 700, error: null, next: '' })
  expect(current()?.rows.map(({ name }) => name)).toEqual(
    Array.from({ length: 700 }, (_, at) => numbered(at)),
  )
  await vi.waitFor(() => expect(watches[0]?.resourceVersion).toBe('50'))
})

test('a list that fits into the first page is complete at once', async () => {
  const { lists } = clusterOf(pagesOf(streams(3), '50'))
  const { seen, whole } = open()
  await whole()
  expect(seen).toHaveLength(1)
  expect(lists()).toHaveLength(1)
})

test('rows never become fewer while pages arrive', async () => {
  clusterOf(pagesOf(streams(1000), '50'))
  const { seen, whole } = open()
  await whole()
  const counts = seen.map(({ rows }) => rows.length)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
})

test('rows are sorted by namespace and name, whatever order the pages have', async () => {
  const all = [...streams(40, 'web-b'), ...streams(40, 'web'), ...streams(40, 'a')]
  clusterOf(pagesOf(all, '50'))
  const { whole, current } = open()
  await whole()
  const keys = current()?.rows.map(({ namespace, name }) => `${namespace} ${name}`)
  expect(keys).toEqual(keys?.toSorted())
  expect(keys).toHaveLength(120)
})

test('a page that fails is said beside the rows, and tried again from there', async () => {
  let failures = 2
  const { lists } = clusterOf((request) => {
    const isLater = request.url.searchParams.get('continue')?.startsWith('530')
    if (isLater && failures-- > 0) return aFailure(500, 'InternalError', 'etcd is away')
    return aList(request, streams(600), '50')
  })
  const { whole, current, seen } = open()
  await vi.waitFor(() => expect(current()?.error?.message).toBe('etcd is away'))
  expect(current()?.rows).toHaveLength(530)
  await vi.advanceTimersByTimeAsync(5_000)
  await whole()
  expect(current()).toMatchObject({ loaded: 600, error: null })
  expect(Math.min(...seen.map(({ loaded }) => loaded))).toBe(30)
  const tokens = lists().map(({ url }) => url.searchParams.get('continue')?.split('@')[0])
  expect(tokens).toEqual([undefined, '30', '530', '530', '530'])
})

test('a page token that expired is replaced by the fresh one that comes with the refusal', async () => {
  const { lists, watches } = clusterOf((request) => {
    const token = request.url.searchParams.get('continue')
    if (token === '30@50') {
      const metadata = { continue: '30@77' }
      return aFailure(410, 'Expired', 'The provided continue parameter is too old', { metadata })
    }
    return aList(request, streams(60), token ? '77' : '50')
  })
  const { whole, current } = open()
  await whole()
  expect(current()?.rows).toHaveLength(60)
  expect(lists()).toHaveLength(3)
  // The pages are of two moments; what happened in between is told from the first one on.
  await vi.waitFor(() => expect(watches[0]?.resourceVersion).toBe('50'))
})

test('an outage at the start is a failure, not an empty list', async () => {
  clusterOf(() => new TypeError('down'))
  const { current } = open()
  const { queryKey } = imageStreamQueries.rows()
  await vi.advanceTimersByTimeAsync(20_000)
  await vi.waitFor(() => expect(client.getQueryState(queryKey)?.status).toBe('error'))
  expect(current()).toBeUndefined()
})

test('events change rows, and rows that say the same keep their identity', async () => {
  const { watches } = clusterOf(pagesOf(streams(3), '50'))
  const { current, whole } = open()
  await whole()
  const before = current()?.rows ?? []
  await vi.waitFor(() => expect(watches).toHaveLength(1))
  const tags = [{ name: 'latest', images: [99] }]
  watches[0]?.send(
    { type: 'MODIFIED', object: aStream({ name: numbered(1), resourceVersion: '51', tags }) },
    { type: 'ADDED', object: aStream({ name: 's0000b', resourceVersion: '52' }) },
    { type: 'DELETED', object: aStream({ name: numbered(2), resourceVersion: '53' }) },
  )
  await vi.waitFor(() => expect(current()?.rows).not.toBe(before))
  const after = current()?.rows ?? []
  expect(after.map(({ name }) => name)).toEqual(['s0000', 's0000b', 's0001'])
  expect(after[0]).toBe(before[0])
  expect(after[2]).not.toBe(before[1])
})

test('an event that changes nothing a row says draws nothing', async () => {
  const { watches } = clusterOf(pagesOf(streams(3), '50'))
  const { current, whole } = open()
  await whole()
  const before = current()
  await vi.waitFor(() => expect(watches).toHaveLength(1))
  const tags = [{ name: 'latest', images: [1] }]
  const object = aStream({ name: numbered(1), resourceVersion: '51', tags })
  watches[0]?.send({ type: 'MODIFIED', object })
  watches[0]?.close()
  await vi.waitFor(() => expect(watches[1]?.resourceVersion).toBe('51'))
  expect(current()).toBe(before)
})

test('a version that is gone lists anew and swaps when that is whole', async () => {
  let all = streams(500)
  let version = '50'
  const { watches } = clusterOf((request) => aList(request, all, version))
  const { seen, current, whole } = open()
  await whole()
  const before = current()?.rows ?? []
  await vi.waitFor(() => expect(watches).toHaveLength(1))
  all = all.filter((_, at) => at !== 7)
  version = '900'
  const already = seen.length
  watches[0]?.send(expired)
  await vi.waitFor(() => expect(watches[1]?.resourceVersion).toBe('900'))
  expect(seen.slice(already).map(({ rows }) => rows.length)).toEqual([499])
  expect(current()?.rows[7]).toBe(before[8])
})

test('an event between two pages is not lost', async () => {
  const { watches } = clusterOf(pagesOf(streams(60), '50'))
  const { whole, current } = open()
  await whole()
  await vi.waitFor(() => expect(watches[0]?.resourceVersion).toBe('50'))
  const object = aStream({ name: 'made-meanwhile', resourceVersion: '51' })
  watches[0]?.send({ type: 'ADDED', object })
  await vi.waitFor(() => expect(current()?.rows[0]?.name).toBe('made-meanwhile'))
})

test('a refetch never shrinks the list to its first page', async () => {
  clusterOf(pagesOf(streams(300), '50'))
  const { whole, seen } = open()
  await whole()
  const already = seen.length
  await client.invalidateQueries({ queryKey: imageStreamQueries.all })
  expect(seen.slice(already).every(({ loaded }) => loaded === 300)).toBe(true)
})

test('the list of a namespace begins with what the list of all knows', async () => {
  const { lists, watches } = clusterOf(pagesOf([...streams(20, 'a'), ...streams(10, 'b')], '50'))
  const everywhere = open()
  await everywhere.whole()
  everywhere.close()
  const { whole, current } = open('b')
  await whole()
  expect(current()?.rows).toHaveLength(10)
  expect(lists()).toHaveLength(1)
  await vi.waitFor(() => expect(watches.at(-1)?.url.pathname).toContain('/namespaces/b/'))
  expect(watches.at(-1)?.resourceVersion).toBe('50')
})

test('leaving a list half way goes on from there on return', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const all = streams(600)
  const { lists } = fakeCluster(async (request) => {
    if (request.url.searchParams.has('watch')) return undefined
    if (request.url.searchParams.get('continue')?.startsWith('530')) await held
    return aList(request, all, '50')
  })
  const first = open()
  await vi.waitFor(() => expect(lists()).toHaveLength(3))
  first.close()
  release()
  const { whole, current } = open()
  await whole()
  expect(current()?.rows).toHaveLength(600)
  expect(lists().filter(({ url }) => !url.searchParams.has('continue'))).toHaveLength(1)
})

test('a stream read after a write is shown in the list too', async () => {
  let all = streams(3)
  clusterOf((request) => {
    const name = request.url.searchParams.get('fieldSelector')?.split('=')[1]
    return aList(request, name ? all.filter(({ metadata }) => metadata.name === name) : all, '50')
  })
  const { whole, current } = open('web')
  await whole()
  const before = current()?.rows ?? []
  all = all.map((stream) =>
    stream.metadata.name === numbered(1)
      ? aStream({ name: numbered(1), tags: [{ name: 'latest', images: [77] }] })
      : stream,
  )
  await refreshStream(client, 'web', numbered(1))
  expect(current()?.rows[1]).not.toBe(before[1])
  expect(current()?.rows[0]).toBe(before[0])
})
