import { afterEach, expect, test, vi } from 'vitest'
import type { TagReference } from '@/domain/kinds/image-stream'
import type { TagWrite } from '@/domain/tag-operations/tag-write'
import { aDigest, aStream, aTag } from '@/test/builders'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { sendTagWrite } from './change-tag'

afterEach(() => vi.unstubAllGlobals())

const name = { namespace: 'web', stream: 'app', tag: 'prod' }
const from = { kind: 'DockerImage', name: 'quay.io/org/app:1' }
const other = { kind: 'DockerImage', name: 'quay.io/org/app:2' }
const broken = () => new TypeError('reset')
const success = () => Response.json({ kind: 'Status', status: 'Success' })

const create: TagWrite = { how: 'create', reference: { from } }
const untrack: TagWrite = { how: 'untrack', spec: aTag('prod', { from }) }
const guard = { spec: aTag('prod', { from }), image: aDigest('one'), uid: 'uid-web-app' }
const remove: TagWrite = { how: 'delete', guard }

/** The tag's wish as the stream has it each time it is read; the last one stays. */
type Wish = Partial<TagReference> | null | 'gone' | 'unreachable'

/** A cluster that answers each write with the next answer. */
function cluster(answers: (() => Response | Error)[], ...wishes: Wish[]) {
  const { requests } = fakeCluster(({ method, url }) => {
    if (method !== 'GET') return answers.shift()?.()
    if (!url.pathname.endsWith('/imagestreams/app')) return undefined
    const wish = (wishes.length > 1 ? wishes.shift() : wishes[0]) ?? null
    if (wish === 'unreachable') return broken()
    if (wish === 'gone') return aFailure(404, 'NotFound', 'not found')
    const tags = [{ name: 'prod', images: ['one'], ...(wish ? { wish } : {}) }]
    return Response.json(aStream({ name: 'app', tags, resourceVersion: '7' }))
  })
  return { writes: () => requests.filter(({ method }) => method !== 'GET') }
}

const outcome = (write: TagWrite, options = {}) =>
  sendTagWrite(name, write, options).catch((error: unknown) => error)

const sent = ({ method, url, body }: FakeRequest) => ({ method, path: url.pathname, body })
const tagsPath = '/apis/image.openshift.io/v1/namespaces/web/imagestreamtags'

test('a new tag is sent by POST, never by PUT', async () => {
  const { writes } = cluster([() => Response.json({ metadata: {}, tag: aTag('prod') })], null)
  expect(await outcome(create)).toMatchObject({ tag: { name: 'prod' } })
  expect(writes().map(sent)).toEqual([
    {
      method: 'POST',
      path: tagsPath,
      body: {
        apiVersion: 'image.openshift.io/v1',
        kind: 'ImageStreamTag',
        metadata: { name: 'app:prod', namespace: 'web' },
        tag: { name: 'prod', from },
      },
    },
  ])
})

test('a tag that got a reference meanwhile is a conflict, and stays', async () => {
  const { writes } = cluster([() => aFailure(409, 'AlreadyExists', 'exists')], { from: other })
  expect(await outcome(create)).toMatchObject({
    name: 'RetargetConflict',
    current: { from: other },
  })
  expect(writes()).toHaveLength(1)
})

test('untracking sends the version that was read along, by merge patch through ImageTags (S-27)', async () => {
  const { writes } = cluster([success], { from })
  expect(await outcome(untrack)).toBeNull()
  expect(writes().map(sent)).toEqual([
    {
      method: 'PATCH',
      path: '/apis/image.openshift.io/v1/namespaces/web/imagetags/app%3Aprod',
      body: { metadata: { resourceVersion: '7' }, spec: null },
    },
  ])
})

test('another tag that moves the version does not stop it, five times (S-16)', async () => {
  const stale = () => aFailure(409, 'Conflict', 'another caller has updated the resource version')
  const kind = cluster([stale, stale, stale, stale, stale, success], { from })
  expect(await outcome(untrack)).toBeNull()
  expect(kind.writes()).toHaveLength(6)
  cluster([stale, stale, stale, stale, stale, stale, success], { from })
  expect(await outcome(untrack)).toMatchObject({ code: 409 })
})

test('a version that the tag itself has moved is a conflict (S-16)', async () => {
  const stale = () => aFailure(409, 'Conflict', 'another caller has updated the resource version')
  const { writes } = cluster([stale, success], { from }, { from: other })
  expect(await outcome(untrack)).toMatchObject({ name: 'RetargetConflict' })
  expect(writes()).toHaveLength(1)
})

test('deleting names the stream by its uid (S-26)', async () => {
  const { writes } = cluster([success], { from })
  expect(await outcome(remove)).toBeNull()
  expect(writes().map(sent)).toEqual([
    {
      method: 'DELETE',
      path: `${tagsPath}/app%3Aprod`,
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        preconditions: { uid: 'uid-web-app' },
      },
    },
  ])
})

test.each<[string, TagWrite, Wish]>([
  ['another source', remove, { from: other }],
  ['no reference', remove, null],
  ['no stream', remove, 'gone'],
  ['another image', { how: 'delete', guard: { ...guard, image: aDigest('two') } }, { from }],
  ['a revision more', { how: 'delete', guard: { ...guard, most: 0 } }, { from }],
  ['another stream', { how: 'delete', guard: { ...guard, uid: 'old' } }, { from }],
  ['another source to untrack', untrack, { from: other }],
])('a tag that has %s is not touched', async (_, write, wish) => {
  const { writes } = cluster([success], wish)
  expect(await outcome(write)).toMatchObject({ name: 'RetargetConflict' })
  expect(writes()).toHaveLength(0)
})

test.each<[string, TagWrite, Wish[], object | null]>([
  ['a creation that landed', create, [{ from }], { tag: { from } }],
  ['a creation that did not', create, [null], { outcome: 'unchanged' }],
  ['a creation of a stream that did not', create, ['gone'], { outcome: 'unchanged' }],
  ['a creation that another overtook', create, [{ from: other }], { name: 'RetargetConflict' }],
  ['a creation that nobody can tell of', create, ['unreachable'], { outcome: 'unknown' }],
  ['an untracking that landed', untrack, [{ from }, null], null],
  ['an untracking that did not', untrack, [{ from }, { from }], { outcome: 'unchanged' }],
  [
    'an untracking that nobody can tell of',
    untrack,
    [{ from }, 'unreachable'],
    { outcome: 'unknown' },
  ],
  ['a deletion that landed', remove, [{ from }, 'gone'], null],
  ['a deletion that did not', remove, [{ from }, { from }], { outcome: 'unchanged' }],
  ['a deletion that nobody can tell of', remove, [{ from }, 'unreachable'], { outcome: 'unknown' }],
])(
  'after a connection that broke %s is told, and nothing is sent again',
  async (_, write, wishes, expected) => {
    const { writes } = cluster([broken, success], ...wishes)
    const answer = await outcome(write)
    if (expected === null) expect(answer).toBeNull()
    else expect(answer).toMatchObject(expected)
    expect(writes()).toHaveLength(1)
  },
)

test.each<[string, TagWrite]>([
  ['untracking', untrack],
  ['deleting', remove],
])('%s without a connection sends nothing at all', async (_, write) => {
  const { writes } = cluster([success], 'unreachable')
  expect(await outcome(write)).toMatchObject({ outcome: 'unchanged' })
  expect(writes()).toHaveLength(0)
})

test.each<[string, TagWrite]>([
  ['a creation', create],
  ['an untracking', untrack],
  ['a deletion', remove],
])('a dry run of %s says so (S-28), and fails as a read does', async (_, write) => {
  const { writes } = cluster([success, broken], write === create ? null : { from })
  await outcome(write, { dryRun: true })
  expect(writes()[0]?.url.searchParams.get('dryRun')).toBe('All')
  // Where a deletion has a body, the server looks for it there alone, and would delete.
  if (write === remove) expect(writes()[0]?.body).toMatchObject({ dryRun: ['All'] })
  expect(await outcome(write, { dryRun: true })).toMatchObject({ name: 'ApiError', code: 0 })
})

test.each<[string, TagWrite]>([
  ['a creation', create],
  ['an untracking', untrack],
  ['a deletion', remove],
])('a refusal of %s keeps the words of the cluster', async (_, write) => {
  cluster([() => aFailure(403, 'Forbidden', 'may not')], write === create ? null : { from })
  expect(await outcome(write)).toMatchObject({ code: 403, message: 'may not' })
})
