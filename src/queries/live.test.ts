import { focusManager, type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { aStream } from '@/test/builders'
import { aFailure, aList, expired, fakeCluster } from '@/test/fake-cluster'
import { connection } from './connection'
import { imageStreamQueries } from './image-streams'
import { keepLive } from './live'
import { newQueryClient } from './query-client'

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
  focusManager.setFocused(undefined)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const detail = imageStreamQueries.detail('web', 'app')
const open = () => new QueryObserver(client, detail).subscribe(() => {})
const shown = () => client.getQueryData(detail.queryKey)?.items.at(0)?.metadata.resourceVersion
const app = (resourceVersion: string) => aStream({ name: 'app', resourceVersion })
const modified = (resourceVersion: string) => ({ type: 'MODIFIED', object: app(resourceVersion) })
const bookmark = (resourceVersion: string) => ({
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion } },
})

/** A cluster that lists these states of the stream, one after the other. */
function clusterOf(...states: (ImageStream | Response | Error)[]) {
  return fakeCluster((request) => {
    if (request.url.searchParams.has('watch')) return undefined
    const state = states.length > 1 ? states.shift() : states[0]
    if (state instanceof Response || state instanceof Error) return state
    return aList(request, state ? [state] : [], state?.metadata.resourceVersion ?? '1')
  })
}

async function following(...states: (ImageStream | Response | Error)[]) {
  const cluster = clusterOf(...(states.length > 0 ? states : [app('5')]))
  const close = open()
  await vi.waitFor(() => expect(cluster.watches).toHaveLength(1))
  const watchNumber = (count: number) =>
    vi.waitFor(() => {
      expect(cluster.watches.length).toBeGreaterThanOrEqual(count)
      const watch = cluster.watches[count - 1]
      if (!watch) throw new Error('no such watch')
      return watch
    })
  return { ...cluster, close, watchNumber, first: await watchNumber(1) }
}

test('an object on screen follows the cluster from the version of its list', async () => {
  const { first, requests } = await following()
  expect(requests[0]?.url.searchParams.get('fieldSelector')).toBe('metadata.name=app')
  expect(first.resourceVersion).toBe('5')
  first.send(modified('6'))
  await vi.waitFor(() => expect(shown()).toBe('6'))
  first.send({ type: 'DELETED', object: app('7') })
  await vi.waitFor(() => expect(shown()).toBeUndefined())
})

test('managedFields of one stream stay, also after events: who changed a tag is told from them', async () => {
  const { first } = await following()
  const kept = () => client.getQueryData(detail.queryKey)?.items.at(0)?.metadata.managedFields
  expect(kept()).toMatchObject([{ manager: 'test' }])
  first.send(modified('6'))
  await vi.waitFor(() => expect(shown()).toBe('6'))
  expect(kept()).toMatchObject([{ manager: 'test' }])
})

test('a closed watch resumes where it stopped, and nothing is listed again', async () => {
  const { first, watchNumber, lists } = await following()
  first.send(modified('8'))
  first.close()
  expect((await watchNumber(2)).resourceVersion).toBe('8')
  expect(lists()).toHaveLength(1)
})

test('a watch that broke off resumes after the last whole event', async () => {
  const { first, watchNumber, lists } = await following()
  first.send(modified('8'))
  await vi.waitFor(() => expect(shown()).toBe('8'))
  first.sendBytes(new TextEncoder().encode('{"type":"MODI'))
  first.breakOff()
  expect((await watchNumber(2)).resourceVersion).toBe('8')
  expect(lists()).toHaveLength(1)
})

test('a bookmark moves the version on and draws nothing', async () => {
  const { first, watchNumber } = await following()
  const before = client.getQueryData(detail.queryKey)
  first.send(bookmark('40'))
  first.close()
  expect((await watchNumber(2)).resourceVersion).toBe('40')
  expect(client.getQueryData(detail.queryKey)).toBe(before)
})

test('a version that is gone lists again, and watches from there', async () => {
  const { first, watchNumber } = await following(app('5'), app('90'))
  first.send(expired)
  expect((await watchNumber(2)).resourceVersion).toBe('90')
  expect(shown()).toBe('90')
})

test('a list that fails after a version is gone leaves what is on screen', async () => {
  const { first, watchNumber } = await following(app('5'), new TypeError('down'), app('90'))
  first.send(expired)
  await vi.waitFor(() => expect(connection().state).toBe('connecting'))
  expect(shown()).toBe('5')
  // The next watch begins at the old version again, and hears again that it is gone.
  const second = await watchNumber(2)
  second.send(expired)
  expect((await watchNumber(3)).resourceVersion).toBe('90')
})

test('two readers share one watch, and it ends with the last', async () => {
  const { first, close, watches } = await following()
  const second = open()
  close()
  expect(first.isAborted()).toBe(false)
  second()
  expect(first.isAborted()).toBe(true)
  expect(watches).toHaveLength(1)
  expect(connection()).toEqual({ state: 'live', since: null })
})

test('coming back to a page resumes its watch without a new list', async () => {
  const { first, close, watchNumber, lists } = await following()
  first.send(modified('6'))
  await vi.waitFor(() => expect(shown()).toBe('6'))
  close()
  open()
  expect((await watchNumber(2)).resourceVersion).toBe('6')
  expect(lists()).toHaveLength(1)
})

test('a tab that stays hidden lets go of its watch, and resumes it when looked at', async () => {
  const { first, watchNumber } = await following()
  first.send(bookmark('7'))
  focusManager.setFocused(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(first.isAborted()).toBe(false)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(first.isAborted()).toBe(true)
  focusManager.setFocused(true)
  expect((await watchNumber(2)).resourceVersion).toBe('7')
})

test('looking away for a moment keeps the watch', async () => {
  const { first, watches } = await following()
  focusManager.setFocused(false)
  await vi.advanceTimersByTimeAsync(10_000)
  focusManager.setFocused(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(first.isAborted()).toBe(false)
  expect(watches).toHaveLength(1)
})

test('an outage is said, waited out longer each time, and leaves what is on screen', async () => {
  let isDown = false
  const { requests, watches } = fakeCluster((request) => {
    if (isDown) return new TypeError('down')
    return request.url.searchParams.has('watch') ? undefined : aList(request, [app('5')], '5')
  })
  open()
  await vi.waitFor(() => expect(watches).toHaveLength(1))
  await vi.waitFor(() => expect(connection().state).toBe('live'))
  isDown = true
  const before = requests.length
  watches[0]?.breakOff()
  await vi.waitFor(() => expect(connection().state).toBe('lost'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests.length - before).toBeLessThan(10)
  expect(shown()).toBe('5')
  isDown = false
  await vi.advanceTimersByTimeAsync(40_000)
  await vi.waitFor(() => expect(connection().state).toBe('live'))
  expect(watches.at(-1)?.resourceVersion).toBe('5')
})

test('who may list but not watch reads anew each minute', async () => {
  let version = 5
  const { lists } = fakeCluster((request) => {
    if (request.url.searchParams.has('watch')) return aFailure(403, 'Forbidden', 'cannot watch')
    return aList(request, [app(String(version++))], String(version))
  })
  open()
  await vi.waitFor(() => expect(shown()).toBe('5'))
  await vi.advanceTimersByTimeAsync(61_000)
  await vi.waitFor(() => expect(shown()).toBe('6'))
  expect(lists()).toHaveLength(2)
})

test('a refetch restarts the watch from the version it brought', async () => {
  const { watchNumber } = await following(app('5'), app('30'))
  await client.invalidateQueries({ queryKey: detail.queryKey })
  expect((await watchNumber(2)).resourceVersion).toBe('30')
})

test('many events are shown in few batches, in their order', async () => {
  const { first } = await following()
  let drawings = 0
  const leave = client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') drawings++
  })
  for (let version = 10; version < 1010; version++) first.send(modified(String(version)))
  await vi.waitFor(() => expect(shown()).toBe('1009'))
  leave()
  expect(drawings).toBeLessThan(20)
})

test('a page holds two watches at most, and the third waits for its place', async () => {
  const { watches } = fakeCluster((request) =>
    request.url.searchParams.has('watch') ? undefined : aList(request, [], '5'),
  )
  const close = ['a', 'b', 'c'].map((name) =>
    new QueryObserver(client, imageStreamQueries.detail('web', name)).subscribe(() => {}),
  )
  await vi.waitFor(() => expect(watches).toHaveLength(2))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(watches).toHaveLength(2)
  expect(connection().state).toBe('live')
  close[0]?.()
  await vi.waitFor(() => expect(watches).toHaveLength(3))
  expect(watches[2]?.url.searchParams.get('fieldSelector')).toBe('metadata.name=c')
})
