import { afterEach, expect, test, vi } from 'vitest'
import { aFailure, fakeCluster } from '@/test/fake-cluster'
import { ApiError, isTransient, isUnreachable } from './api-error'
import { get } from './client'
import { request } from './request'
import { imageStreams } from './resources'

afterEach(() => vi.unstubAllGlobals())

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

test('every call asks for compact JSON', async () => {
  const { requests } = fakeCluster(() => Response.json({}))
  await request('/apis/a')
  await request('/apis/a?limit=1')
  expect(requests.map(({ url }) => url.search)).toEqual(['?pretty=false', '?limit=1&pretty=false'])
})

test('a Status is read whatever its content type', async () => {
  const status = { kind: 'Status', code: 504, reason: 'Timeout', message: 'took too long' }
  const headers = { 'content-type': 'text/plain', 'retry-after': '7' }
  fakeCluster(() => new Response(JSON.stringify(status), { status: 504, headers }))
  expect(await failure(request('/a'))).toMatchObject({
    code: 504,
    reason: 'Timeout',
    message: 'took too long',
    retryAfterSeconds: 7,
  })
})

test.each([
  ['plain words', 'service unavailable', 'The cluster answered 503: service unavailable'],
  ['a page', '<html>bad gateway</html>', 'The cluster answered 503: Service Unavailable'],
  ['nothing', '', 'The cluster answered 503: Service Unavailable'],
  ['JSON that is no Status', '[1]', 'The cluster answered 503: Service Unavailable'],
])('a failure in %s is an ApiError', async (_what, body, message) => {
  fakeCluster(() => new Response(body, { status: 503, statusText: 'Service Unavailable' }))
  expect(await failure(request('/a'))).toMatchObject({ code: 503, message })
})

test('causes of a refusal are kept', async () => {
  const causes = [{ field: 'spec.tags', message: 'no' }]
  fakeCluster(() => aFailure(422, 'Invalid', 'is invalid', { details: { causes } }))
  expect(await failure(request('/a'))).toMatchObject({ code: 422, causes })
})

test('no answer is code 0 and may pass', async () => {
  fakeCluster(() => new TypeError('fetch failed'))
  const error = await failure(request('/a'))
  expect(error).toBeInstanceOf(ApiError)
  expect([isUnreachable(error), isTransient(error)]).toEqual([true, true])
})

test('an answer that is not the API is an ApiError', async () => {
  fakeCluster(() => new Response('<html>Log in</html>'))
  expect(await failure(get(imageStreams, { name: 'a', namespace: 'b' }))).toMatchObject({
    code: 502,
    reason: 'Unreadable',
  })
})

test('an abort passes as it is', async () => {
  fakeCluster(() => Response.json({}))
  const controller = new AbortController()
  controller.abort()
  const error = await failure(request('/a', { signal: controller.signal }))
  expect(error).toMatchObject({ name: 'AbortError' })
})
