import { afterEach, expect, test, vi } from 'vitest'
import type { LookSource } from '@/domain/image-look'
import { type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { imageLookQueries, LookError } from './image-looks'
import { newQueryClient } from './query-client'

afterEach(() => vi.unstubAllGlobals())

const list = `sha256:${'a'.repeat(64)}`
const child = `sha256:${'b'.repeat(64)}`
const source: LookSource = {
  namespace: 'shop',
  stream: 'web',
  digest: list,
  reference: `quay.io/acme/web@${list}`,
  insecure: false,
}

const answering = (...images: unknown[]) =>
  fakeCluster(() => Response.json({ metadata: {}, spec: {}, status: { images } }, { status: 201 }))

test('a look stores nothing, keeps lists and asks for the texts', async () => {
  const { requests } = answering({
    status: { status: 'Success' },
    image: { metadata: { name: list } },
  })
  await newQueryClient().fetchQuery(imageLookQueries.detail(source))
  expect(requests[0]).toMatchObject({
    method: 'POST',
    body: {
      metadata: { name: 'web' },
      spec: {
        import: false,
        images: [
          {
            from: { kind: 'DockerImage', name: source.reference },
            importPolicy: { insecure: false, importMode: 'PreserveOriginal' },
            includeManifest: true,
          },
        ],
      },
    },
  } satisfies Partial<FakeRequest>)
})

test('the platforms of a list that was looked at are not asked for again', async () => {
  const image = { metadata: { name: child }, dockerImageConfig: '{}' }
  const { requests } = answering({
    status: { status: 'Success' },
    image: { metadata: { name: list } },
    manifests: [image],
  })
  const client = newQueryClient()
  await client.fetchQuery(imageLookQueries.detail(source))
  const look = await client.fetchQuery(imageLookQueries.detail({ ...source, digest: child }))
  expect(look).toEqual({ image, children: [] })
  expect(requests).toHaveLength(1)
})

test('a failure is forgotten, so that the next visit asks again', async () => {
  const { requests } = answering({ status: { status: 'Failure', reason: 'Unauthorized' } })
  const client = newQueryClient()
  await expect(client.fetchQuery(imageLookQueries.detail(source))).rejects.toThrow(LookError)
  await expect(client.fetchQuery(imageLookQueries.detail(source))).rejects.toThrow(LookError)
  expect(requests).toHaveLength(2)
})

test('companions that are not there are left out', async () => {
  const missing = { status: { status: 'Failure', reason: 'NotFound' } }
  const image = { metadata: { name: child } }
  answering({ status: { status: 'Success' }, image }, missing, missing, missing)
  const companions = await newQueryClient().fetchQuery(imageLookQueries.companions(source))
  expect(companions).toEqual([
    {
      kind: 'signature',
      reference: `quay.io/acme/web:sha256-${'a'.repeat(64)}.sig`,
      look: { image, children: [] },
    },
  ])
})

test('where the registry refuses, it is not said that there are no companions', async () => {
  const refused = { status: { status: 'Failure', reason: 'Unauthorized' } }
  answering(refused, refused, refused, refused)
  const read = newQueryClient().fetchQuery(imageLookQueries.companions(source))
  await expect(read).rejects.toThrow(LookError)
})
