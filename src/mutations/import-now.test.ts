import { afterEach, expect, test, vi } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { aDigest, aStream } from '@/test/builders'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { ImportInterrupted, ImportRefused } from './import-failures'
import { importNow } from './import-now'

afterEach(() => vi.unstubAllGlobals())

const name = { namespace: 'shop', stream: 'web', tag: 'prod' }
const policy = { importMode: 'PreserveOriginal', scheduled: true }

/** A stream whose `prod` follows `v1`, which comes from a registry. */
function aShop(resourceVersion = '10', from = 'quay.io/acme/web:1'): ImageStream {
  return aStream({
    name: 'web',
    namespace: 'shop',
    resourceVersion,
    tags: [
      { name: 'prod', wish: { from: { kind: 'ImageStreamTag', name: 'web:v1' } }, images: [1] },
      {
        name: 'v1',
        wish: { from: { kind: 'DockerImage', name: from }, importPolicy: policy },
        images: [1],
      },
    ],
  })
}

const isImport = ({ method }: FakeRequest) => method === 'POST'
const imported = (seed: number) =>
  Response.json({
    status: {
      images: [{ status: { status: 'Success' }, image: { metadata: { name: aDigest(seed) } } }],
    },
  })

test('what a tag follows is imported, with its own policy and the version that was seen (S-34, S-35)', async () => {
  const { requests } = fakeCluster((request) =>
    isImport(request) ? imported(2) : Response.json(aShop()),
  )
  expect(await importNow(name)).toEqual({
    kind: 'imported',
    tag: 'v1',
    image: aDigest(2),
    before: aDigest(1),
  })
  const posts = requests.filter(isImport)
  expect(posts.map(({ url }) => url.pathname)).toEqual([
    '/apis/image.openshift.io/v1/namespaces/shop/imagestreamimports',
  ])
  expect(posts[0]?.body).toMatchObject({
    metadata: { name: 'web', namespace: 'shop', resourceVersion: '10' },
    spec: { import: true, images: [{ to: { name: 'v1' }, importPolicy: policy }] },
  })
})

test('a conflict is looked at again, and the version then sent is the new one', async () => {
  let version = 10
  const { requests } = fakeCluster((request) => {
    if (!isImport(request)) return Response.json(aShop(String(version)))
    return version++ === 10 ? aFailure(409, 'Conflict', 'was updated') : imported(1)
  })
  expect(await importNow(name)).toMatchObject({ kind: 'unchanged', tag: 'v1' })
  const versions = requests.filter(isImport).map(({ body }) => body)
  expect(versions).toMatchObject([
    { metadata: { resourceVersion: '10' } },
    { metadata: { resourceVersion: '11' } },
  ])
})

test('a tag that was pinned meanwhile is not imported after the conflict (S-34)', async () => {
  let isPinned = false
  const { requests } = fakeCluster((request) => {
    if (isImport(request)) {
      isPinned = true
      return aFailure(409, 'Conflict', 'was updated')
    }
    const from = { kind: 'ImageStreamImage', name: `web@${aDigest(1)}` }
    const pinned = aStream({ name: 'web', tags: [{ name: 'prod', wish: { from }, images: [1] }] })
    return Response.json(isPinned ? pinned : aShop())
  })
  await expect(importNow(name)).rejects.toThrow(ImportRefused)
  expect(requests.filter(isImport)).toHaveLength(1)
})

test('a connection that broke is never asked again: the tag tells what became of it', async () => {
  let isDone = false
  const { requests } = fakeCluster((request) => {
    if (isImport(request)) {
      isDone = true
      return new TypeError('network')
    }
    const stream = aShop()
    const [, v1] = stream.status?.tags ?? []
    if (isDone && v1?.items?.[0]) v1.items[0].generation = 5
    return Response.json(stream)
  })
  expect(await importNow(name)).toMatchObject({ kind: 'unchanged', tag: 'v1' })
  expect(requests.filter(isImport)).toHaveLength(1)
})

test.each([
  ['the network', () => new TypeError('network')],
  ['a proxy in between', () => aFailure(504, 'Timeout', 'took too long')],
])('where %s broke and the tag tells nothing, that is said', async (_what, answer) => {
  const { requests } = fakeCluster((request) =>
    isImport(request) ? answer() : Response.json(aShop()),
  )
  await expect(importNow(name)).rejects.toThrow(ImportInterrupted)
  expect(requests.filter(isImport)).toHaveLength(1)
})

test('an image by digest with a schedule is asked for by a guarded generation 0 (S-36, S-60)', async () => {
  const { requests } = fakeCluster(({ method }) =>
    method === 'GET'
      ? Response.json(aShop('10', `quay.io/acme/web@${aDigest(9)}`))
      : Response.json({ metadata: { name: 'web:v1' } }),
  )
  expect(await importNow(name)).toEqual({ kind: 'asked', tag: 'v1' })
  expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual([
    expect.objectContaining({ op: 'test', path: '/tag/from' }),
    { op: 'add', path: '/tag/generation', value: 0 },
  ])
})

test('a refusal of the cluster stays the cluster’s', async () => {
  fakeCluster((request) =>
    isImport(request) ? aFailure(403, 'Forbidden', 'you may not') : Response.json(aShop()),
  )
  await expect(importNow(name)).rejects.toThrow('you may not')
})
