import { afterEach, expect, test, vi } from 'vitest'
import type { BulkAction } from '@/domain/bulk'
import { type BulkTarget, tagTargets } from '@/domain/bulk-target'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { type BulkResult, type BulkUndo, runBulk, undoBulk } from './bulk'

afterEach(() => vi.unstubAllGlobals())

const docker = (name: string) => ({ kind: 'DockerImage', name })

function aShop(name: string, tags = ['v1', 'v2']): ImageStream {
  return aStream({
    name,
    namespace: 'shop',
    tags: tags.map((tag) => ({
      name: tag,
      wish: { from: docker(`quay.io/a/${name}:${tag}`), annotations: { owner: 'maria' } },
      images: [1],
    })),
  })
}

const targetsOf = (stream: ImageStream) => tagTargets(toStreamRow(stream))
const isRead = ({ method }: FakeRequest) => method === 'GET'
const streamNameOf = ({ url }: FakeRequest) => url.pathname.split('/').at(-1)?.split('%3A')[0] ?? ''

async function run(
  action: BulkAction,
  targets: BulkTarget[],
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const controller = new AbortController()
  const results = new Map<string, BulkResult>()
  await runBulk({
    action,
    targets,
    signal: controller.signal,
    onResult: ({ key }, result) => {
      results.set(key, result)
      if (results.size === stopAfter) controller.abort()
    },
  })
  return [...results.values()]
}

test('never more than four requests are under way, and of a stream never two', async () => {
  const streams = Array.from({ length: 9 }, (_, at) => aShop(`s${at}`))
  const underWay: string[] = []
  let most = 0
  fakeCluster(async (request) => {
    const name = streamNameOf(request)
    expect(underWay).not.toContain(name)
    underWay.push(name)
    most = Math.max(most, underWay.length)
    await Promise.resolve()
    underWay.splice(underWay.indexOf(name), 1)
    if (!isRead(request)) return Response.json({ metadata: { name } })
    return Response.json(streams.find(({ metadata }) => metadata.name === name))
  })
  const results = await run('schedule', streams.flatMap(targetsOf))
  expect(results.map(({ kind }) => kind)).toEqual(Array(18).fill('done'))
  expect(most).toBe(4)
})

test.each<[BulkAction, object[]]>([
  [
    'schedule',
    [
      { op: 'test', path: '/tag/importPolicy/scheduled', value: null },
      { op: 'add', path: '/tag/importPolicy/scheduled', value: true },
    ],
  ],
  [
    'pullLocal',
    [
      { op: 'test', path: '/tag/referencePolicy', value: { type: 'Source' } },
      { op: 'add', path: '/tag/referencePolicy', value: { type: 'Local' } },
    ],
  ],
])(
  '%s sends what a single edit would, guarded, and nothing else (S-31, S-60)',
  async (action, body) => {
    const stream = aShop('web', ['v1'])
    const { requests } = fakeCluster((request) =>
      Response.json(isRead(request) ? stream : { metadata: { name: 'web:v1' } }),
    )
    await run(action, targetsOf(stream))
    expect(requests.filter((request) => !isRead(request))).toMatchObject([
      { method: 'PATCH', body },
    ])
  },
)

test('pinning tests the source that was seen, and points at the image that is held (S-30)', async () => {
  const stream = aShop('web', ['v1'])
  const { requests } = fakeCluster((request) =>
    Response.json(isRead(request) ? stream : { metadata: { name: 'web:v1' } }),
  )
  await run('pin', targetsOf(stream))
  const { body } = requests.find(({ method }) => method === 'PATCH') ?? {}
  expect(body).toEqual([
    { op: 'test', path: '/tag/from', value: docker('quay.io/a/web:v1') },
    {
      op: 'replace',
      path: '/tag/from',
      value: { kind: 'ImageStreamImage', name: `web@${aDigest(1)}` },
    },
    { op: 'add', path: '/tag/generation', value: 0 },
  ])
})

test.each<BulkAction>(['schedule', 'pin', 'deleteTags'])(
  'what somebody changed since it was shown is left as it is: %s',
  async (action) => {
    const shown = aShop('web', ['v1'])
    const now = aStream({
      name: 'web',
      namespace: 'shop',
      tags: [{ name: 'v1', wish: { from: docker('quay.io/other') }, images: [1] }],
    })
    const { requests } = fakeCluster(() => Response.json(now))
    const results = await run(action, targetsOf(shown))
    expect(results).toMatchObject([
      { kind: 'failed', message: expect.stringMatching(/Somebody else changed it/) },
    ])
    expect(requests.every(isRead)).toBe(true)
  },
)

test('a deleted stream is the one that was seen, with no more tags than it had', async () => {
  const shown = aShop('web', ['v1'])
  const row = toStreamRow(shown)
  const target = { key: row.key, stream: row, tag: null }
  let now = aShop('web', ['v1'])
  const { requests } = fakeCluster(() => Response.json(now))
  expect(await run('deleteStreams', [target])).toEqual([{ kind: 'done', undo: null }])
  const deletes = () => requests.filter(({ method }) => method === 'DELETE')
  expect(deletes()).toMatchObject([{ body: { preconditions: { uid: row.key } } }])
  now = aShop('web', ['v1', 'new'])
  expect(await run('deleteStreams', [target])).toMatchObject([{ kind: 'failed' }])
  now = aStream({ name: 'web', namespace: 'shop', uid: 'another' })
  expect(await run('deleteStreams', [target])).toMatchObject([{ kind: 'failed' }])
  expect(deletes()).toHaveLength(1)
})

test('one that fails keeps none of the others back, and says why', async () => {
  const stream = aShop('web', ['v1', 'v2', 'v3'])
  fakeCluster((request) => {
    if (isRead(request)) return Response.json(stream)
    return request.url.pathname.endsWith('v2')
      ? aFailure(403, 'Forbidden', 'you may not')
      : Response.json({ metadata: { name: 'web:v1' } })
  })
  expect(await run('schedule', targetsOf(stream))).toMatchObject([
    { kind: 'done' },
    { kind: 'failed', reason: '', message: 'you may not' },
    { kind: 'done' },
  ])
})

test('who stops it lets what is under way end, and nothing more is begun', async () => {
  const stream = aShop('web', ['v1', 'v2', 'v3'])
  const { requests } = fakeCluster((request) =>
    Response.json(isRead(request) ? stream : { metadata: { name: 'web:v1' } }),
  )
  const results = await run('schedule', targetsOf(stream), 1)
  expect(results.map(({ kind }) => kind)).toEqual(['done', 'notStarted', 'notStarted'])
  expect(requests.filter((request) => !isRead(request))).toHaveLength(1)
})

test('each is taken back by the inverse, guarded, with a result of its own (S-60)', async () => {
  const stream = aShop('web')
  const targets = targetsOf(stream)
  const written = ({ url }: FakeRequest) => url.pathname.split('%3A').at(-1) ?? ''
  let isMoved = false
  const { requests } = fakeCluster((request) => {
    if (isRead(request)) return Response.json(stream)
    if (isMoved && written(request) === 'v2') return aFailure(403, 'Forbidden', 'you may not')
    const wish = stream.spec?.tags?.find(({ name }) => name === written(request))
    const importPolicy = { ...wish?.importPolicy, scheduled: true }
    return Response.json({ metadata: { name: 'web:v1' }, tag: { ...wish, importPolicy } })
  })
  const undos = new Map<BulkTarget, BulkUndo>()
  const signal = new AbortController().signal
  await runBulk({
    action: 'schedule',
    targets,
    signal,
    onResult: (target, result) => {
      if (result.kind === 'done' && result.undo) undos.set(target, result.undo)
    },
  })
  expect(undos.size).toBe(2)
  requests.length = 0
  isMoved = true
  const results: BulkResult[] = []
  await undoBulk({ undos, signal, onResult: (_target, result) => results.push(result) })
  expect(results).toEqual([
    { kind: 'undone' },
    { kind: 'failed', reason: '', message: 'you may not' },
  ])
  const scheduled = '/tag/importPolicy/scheduled'
  expect(requests.filter((request) => !isRead(request))[0]).toMatchObject({
    method: 'PATCH',
    body: [
      { op: 'test', path: scheduled, value: true },
      { op: 'remove', path: scheduled },
    ],
  })
})

test('a deletion has no way back (S-26)', async () => {
  const stream = aShop('web', ['v1'])
  fakeCluster((request) => Response.json(isRead(request) ? stream : {}))
  expect(await run('deleteTags', targetsOf(stream))).toEqual([{ kind: 'done', undo: null }])
})
