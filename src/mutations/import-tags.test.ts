import { afterEach, expect, test, vi } from 'vitest'
import type { ImportDraft, PlannedImport } from '@/domain/import-plan'
import { aDigest, aStream } from '@/test/builders'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { importTags, type TagImportResult } from './import-tags'

afterEach(() => vi.unstubAllGlobals())

const draft: ImportDraft = {
  namespace: 'dev',
  stream: 'app',
  scheduled: false,
  insecure: false,
  importMode: 'Legacy',
  referencePolicy: 'Source',
}
const plansOf = (count: number): PlannedImport[] =>
  Array.from({ length: count }, (_, at) => ({ from: `quay.io/o/a:v${at}`, to: `v${at}` }))
const isImport = ({ method }: FakeRequest) => method === 'POST'

/** What a registry answers that has every image. */
function imported({ body }: FakeRequest) {
  const { spec } = body as { spec: { images: unknown[] } }
  const image = { metadata: { name: aDigest(1) } }
  return Response.json({
    status: { images: spec.images.map(() => ({ status: { status: 'Success' }, image })) },
  })
}

async function run(plans: PlannedImport[], stopAfter = Number.POSITIVE_INFINITY) {
  const controller = new AbortController()
  const results: [string, TagImportResult['kind']][] = []
  await importTags({
    draft,
    plans,
    signal: controller.signal,
    onResult: ({ to }, { kind }) => {
      results.push([to, kind])
      if (results.length === stopAfter) controller.abort()
    },
  })
  return results
}

test('many tags are imported a few at a time, each request with the version of the one before', async () => {
  let version = 10
  const { requests } = fakeCluster((request) =>
    isImport(request)
      ? imported(request)
      : Response.json(aStream({ name: 'app', resourceVersion: String(version++) })),
  )
  const results = await run(plansOf(12))
  expect(results.map(([, kind]) => kind)).toEqual(Array(12).fill('imported'))
  const sent = requests.filter(isImport).map(({ body }) => body)
  expect(sent).toMatchObject([
    { metadata: { resourceVersion: '10' }, spec: { images: { length: 5 } } },
    { metadata: { resourceVersion: '11' }, spec: { images: { length: 5 } } },
    { metadata: { resourceVersion: '12' }, spec: { images: { length: 2 } } },
  ])
})

test('a tag that an import would unpin is left out, and the others are imported (S-34)', async () => {
  const { requests } = fakeCluster((request) => {
    if (isImport(request)) return imported(request)
    const from = { kind: 'ImageStreamImage', name: 'app@sha256:1' }
    return Response.json(aStream({ name: 'app', tags: [{ name: 'v0', wish: { from } }] }))
  })
  expect(await run(plansOf(2))).toEqual([
    ['v0', 'blocked'],
    ['v1', 'imported'],
  ])
  expect(requests.filter(isImport)).toMatchObject([
    { body: { spec: { images: [{ to: { name: 'v1' } }] } } },
  ])
})

test('a stream that is not there is made by the import, and its failures are told one by one (S-32)', async () => {
  const { requests } = fakeCluster((request) => {
    if (!isImport(request)) return undefined
    const failure = { status: 'Failure', reason: 'NotFound', message: 'not found' }
    const image = { metadata: { name: aDigest(1) } }
    return Response.json({
      status: { images: [{ status: failure }, { status: { status: 'Success' }, image }] },
    })
  })
  expect(await run(plansOf(2))).toEqual([
    ['v0', 'failed'],
    ['v1', 'imported'],
  ])
  expect(requests.filter(isImport)[0]?.body).toMatchObject({ metadata: { name: 'app' } })
  expect(requests.filter(isImport)[0]?.body).not.toHaveProperty('metadata.resourceVersion')
})

test('a connection that broke ends it: nothing is sent again, and nothing more', async () => {
  const { requests } = fakeCluster((request) =>
    isImport(request) ? new TypeError('network') : Response.json(aStream({ name: 'app' })),
  )
  const results = await run(plansOf(7))
  expect(results.map(([, kind]) => kind)).toEqual([
    ...Array(5).fill('unknown'),
    ...Array(2).fill('notSent'),
  ])
  expect(requests.filter(isImport)).toHaveLength(1)
})

test('where the cluster is gone before, that is no refusal: nothing is asked for', async () => {
  const { requests } = fakeCluster(() => new TypeError('network'))
  const results = await run(plansOf(7))
  expect(results.map(([, kind]) => kind)).toEqual(Array(7).fill('notSent'))
  expect(requests.filter(isImport)).toHaveLength(0)
})

test('who stops it waits for the request under way, and the rest is not sent', async () => {
  const { requests } = fakeCluster((request) =>
    isImport(request) ? imported(request) : Response.json(aStream({ name: 'app' })),
  )
  const results = await run(plansOf(7), 1)
  expect(results.map(([, kind]) => kind)).toEqual([
    ...Array(5).fill('imported'),
    ...Array(2).fill('notSent'),
  ])
  expect(requests.filter(isImport)).toHaveLength(1)
})

test('a conflict is looked at again, a refusal is the answer for every tag of the request', async () => {
  let conflicts = 1
  const { requests } = fakeCluster((request) => {
    if (!isImport(request)) return Response.json(aStream({ name: 'app' }))
    return conflicts-- > 0 ? aFailure(409, 'Conflict', 'x') : aFailure(403, 'Forbidden', 'no')
  })
  expect(await run(plansOf(2))).toEqual([
    ['v0', 'refused'],
    ['v1', 'refused'],
  ])
  expect(requests.filter(isImport)).toHaveLength(2)
})
