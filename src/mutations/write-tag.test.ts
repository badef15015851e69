import { afterEach, expect, test, vi } from 'vitest'
import type { JsonPatch } from '@/domain/json-patch'
import type { TagReference } from '@/domain/kinds/image-stream'
import { aStream, aTag } from '@/test/builders'
import { aFailure, fakeCluster } from '@/test/fake-cluster'
import { writeTag } from './write-tag'

afterEach(() => vi.unstubAllGlobals())

const name = { namespace: 'web', stream: 'app', tag: 'prod' }
const seen = { kind: 'DockerImage', name: 'quay.io/org/app:1' }
const wanted = { kind: 'ImageStreamTag', name: 'app:2' }
const patch: JsonPatch = [
  { op: 'test', path: '/tag/from', value: seen },
  { op: 'add', path: '/tag/from', value: wanted },
]
const useless = 'the server rejected our request due to an error in our request'
const refused = () => aFailure(422, 'Invalid', useless, { details: {} })
const written = () => Response.json({ metadata: { name: 'app:prod' }, tag: aTag('prod') })

/** A cluster that answers each PATCH with the next answer, and holds this wish meanwhile. */
function cluster(answers: (() => Response | Error)[], wish: Partial<TagReference> | null) {
  const stream = aStream({ name: 'app', tags: wish ? [{ name: 'prod', wish }] : [] })
  const { requests } = fakeCluster(({ method, url }) => {
    if (method === 'PATCH') return answers.shift()?.()
    return url.pathname.endsWith('/imagestreams/app') ? Response.json(stream) : undefined
  })
  return { patches: () => requests.filter(({ method }) => method === 'PATCH'), requests }
}

const outcome = (options = {}) => writeTag(name, patch, options).catch((error: unknown) => error)

test('the patch goes to the tag as it is', async () => {
  const { requests } = cluster([written], { from: seen })
  expect(await outcome()).toMatchObject({ metadata: { name: 'app:prod' } })
  expect(requests[0]?.url.pathname).toBe(
    '/apis/image.openshift.io/v1/namespaces/web/imagestreamtags/app%3Aprod',
  )
  expect(requests[0]?.url.searchParams.has('dryRun')).toBe(false)
  expect(requests[0]?.body).toEqual(patch)
})

test('a dry run says so', async () => {
  const { requests } = cluster([written], { from: seen })
  await outcome({ dryRun: true })
  expect(requests[0]?.url.searchParams.get('dryRun')).toBe('All')
})

test('a patch without a test is not sent', async () => {
  const { requests } = cluster([], null)
  await expect(writeTag(name, patch.slice(1))).rejects.toThrow('without a test')
  expect(requests).toHaveLength(0)
})

test('a write of the same instant is tried again, three times', async () => {
  const conflict = () => aFailure(409, 'Conflict', 'the object has been modified')
  const kind = cluster([conflict, conflict, conflict, written], { from: seen })
  expect(await outcome()).toMatchObject({ metadata: { name: 'app:prod' } })
  expect(kind.patches()).toHaveLength(4)
  const unkind = cluster([conflict, conflict, conflict, conflict, written], { from: seen })
  expect(await outcome()).toMatchObject({ code: 409 })
  expect(unkind.patches()).toHaveLength(4)
})

test('a refusal of a tag that somebody else changed is a conflict that shows both sides', async () => {
  const theirs = { kind: 'DockerImage', name: 'quay.io/org/app:3' }
  cluster([refused], { from: theirs })
  expect(await outcome()).toMatchObject({ name: 'RetargetConflict', current: { from: theirs } })
})

test('a refusal of a tag that was removed meanwhile is a conflict without a tag', async () => {
  cluster([refused], null)
  expect(await outcome()).toMatchObject({ name: 'RetargetConflict', current: undefined })
})

test("a refusal of a tag that is as seen stays the cluster's own", async () => {
  const { patches } = cluster([refused, refused, refused, refused, written], { from: seen })
  expect(await outcome()).toMatchObject({ name: 'ApiError', code: 422, message: useless })
  expect(patches()).toHaveLength(4)
})

test('a tag that was changed and changed back between the write and the look is written again', async () => {
  const { patches } = cluster([refused, written], { from: seen })
  expect(await outcome()).toMatchObject({ metadata: { name: 'app:prod' } })
  expect(patches()).toHaveLength(2)
})

test('a refusal that says what is wrong is not asked for again', async () => {
  const causes = [{ reason: 'FieldValueInvalid', field: 'tag.from', message: 'wrong' }]
  const worded = () => aFailure(422, 'Invalid', 'wrong', { details: { causes } })
  const { patches } = cluster([worded, written], { from: seen })
  expect(await outcome()).toMatchObject({ name: 'ApiError', code: 422, message: 'wrong' })
  expect(patches()).toHaveLength(1)
})

/** As the gateway tells that the API server closed the connection, or did not answer in time. */
const unanswered: [string, () => Response | Error][] = [
  ['no answer', () => new TypeError('reset')],
  ['a 502 of something between', () => aFailure(502, 'BadGateway', 'closed')],
  ['a 504 of something between', () => aFailure(504, 'Timeout', 'not in time')],
  ['a page in place of an answer', () => new Response('<html>')],
]

test.each(unanswered)('%s to a write that landed is a success', async (_name, answer) => {
  const { patches } = cluster([answer], { from: wanted })
  expect(await outcome()).toMatchObject({ metadata: { name: 'app:prod' }, tag: { from: wanted } })
  expect(patches()).toHaveLength(1)
})

test.each(unanswered)('%s to a write that did not says so', async (_name, answer) => {
  const { patches } = cluster([answer], { from: seen })
  expect(await outcome()).toMatchObject({ name: 'RetargetInterrupted', outcome: 'unchanged' })
  expect(patches()).toHaveLength(1)
})

test('a connection that stays broken says that the outcome is not known', async () => {
  fakeCluster(() => new TypeError('reset'))
  expect(await outcome()).toMatchObject({ name: 'RetargetInterrupted', outcome: 'unknown' })
})

test('a dry run that could not be asked is a failed read', async () => {
  fakeCluster(() => new TypeError('reset'))
  expect(await outcome({ dryRun: true })).toMatchObject({ name: 'ApiError', code: 0 })
})

test.each([403, 404, 500])('a refusal with %i is shown as it is', async (code) => {
  cluster([() => aFailure(code, 'Refused', 'because')], { from: seen })
  expect(await outcome()).toMatchObject({ name: 'ApiError', code, message: 'because' })
})
