import { afterEach, expect, test, vi } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { aStream } from '@/test/builders'
import { aFailure, expired, fakeCluster } from '@/test/fake-cluster'
import { imageStreams } from './resources'
import { watch } from './watch'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const added = (name: string) => ({ type: 'ADDED', object: aStream({ name }) })
const bytesOf = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value)}\n`)

/** What a watch told until it ended, and how it ended. */
function listen(signal = new AbortController().signal) {
  const heard: string[] = []
  const done = (async () => {
    const target = { resource: imageStreams, namespace: 'web' }
    try {
      for await (const batch of watch<ImageStream>(target, { resourceVersion: '5', signal })) {
        heard.push(...batch.map(({ type, object }) => `${type} ${nameOf(object)}`))
      }
      return 'ended'
    } catch (error) {
      return error
    }
  })()
  return { heard, done }
}

const nameOf = ({ metadata }: { metadata: object }) => ('name' in metadata ? metadata.name : '')

async function opened() {
  const { watches } = fakeCluster(() => undefined)
  const listener = listen()
  const open = await vi.waitFor(() => watches[0] ?? Promise.reject(new Error('not open')))
  return { ...listener, open }
}

test('a watch asks for what comes after a version, with bookmarks and an end', async () => {
  const { open, done } = await opened()
  expect(Object.fromEntries(open.url.searchParams)).toEqual({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: '5',
    timeoutSeconds: '290',
    pretty: 'false',
  })
  open.close()
  expect(await done).toBe('ended')
})

test('lines and characters may be split anywhere', async () => {
  const { open, heard, done } = await opened()
  const whole = [...bytesOf(added('größe-日本')), ...bytesOf(added('b'))]
  for (const byte of whole) open.sendBytes(new Uint8Array([byte]))
  open.close()
  await done
  expect(heard).toEqual(['ADDED größe-日本', 'ADDED b'])
})

test('an event that was cut off is not told', async () => {
  const { open, heard, done } = await opened()
  open.send(added('a'))
  open.sendBytes(bytesOf(added('b')).slice(0, 40))
  open.close()
  expect(await done).toBe('ended')
  expect(heard).toEqual(['ADDED a'])
})

test('a connection that breaks is unreachable', async () => {
  const { open, done } = await opened()
  open.breakOff()
  expect(await done).toMatchObject({ name: 'ApiError', code: 0 })
})

test('an ERROR event is thrown after the events before it', async () => {
  const { open, heard, done } = await opened()
  open.send(added('a'), expired)
  expect(await done).toMatchObject({ name: 'ApiError', code: 410, reason: 'Expired' })
  expect(heard).toEqual(['ADDED a'])
})

test('a line that is not JSON is thrown as unreadable', async () => {
  const { open, done } = await opened()
  open.sendBytes(new TextEncoder().encode('<html>\n'))
  expect(await done).toMatchObject({ reason: 'Unreadable' })
})

test('a refusal is thrown', async () => {
  fakeCluster(() => aFailure(403, 'Forbidden', 'no'))
  expect(await listen().done).toMatchObject({ code: 403 })
})

test('a connection that fell silent ends, so that the watch can be resumed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { watches } = fakeCluster(() => undefined)
  const { done, heard } = listen()
  await vi.advanceTimersByTimeAsync(100_000)
  watches[0]?.send({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } })
  await vi.advanceTimersByTimeAsync(100_000)
  expect(watches[0]?.isAborted()).toBe(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await done).toBe('ended')
  expect(heard).toHaveLength(1)
})

test('an abort by the reader passes as it is', async () => {
  fakeCluster(() => undefined)
  const controller = new AbortController()
  const { done } = listen(controller.signal)
  controller.abort()
  expect(await done).toMatchObject({ name: 'AbortError' })
})

test('an event about nothing is passed over, an object without metadata gets one', async () => {
  const { open, heard, done } = await opened()
  for (const odd of [null, 7, {}, { type: 'ADDED' }, { type: 'MODIFIED', object: null }]) {
    open.sendBytes(bytesOf(odd))
  }
  open.sendBytes(bytesOf({ type: 'ADDED', object: { metadata: null } }))
  open.sendBytes(bytesOf(added('b')))
  open.close()
  expect(await done).toBe('ended')
  expect(heard).toEqual(['ADDED ', 'ADDED b'])
})
