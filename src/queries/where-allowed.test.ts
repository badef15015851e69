import { afterEach, expect, test, vi } from 'vitest'
import { aFailure, fakeCluster } from '@/test/fake-cluster'
import { accessQueries } from './access'
import { imageStreamImageQueries } from './image-stream-images'
import { imageStreamLayersQueries } from './image-stream-layers'
import { imageQueries } from './images'
import { newQueryClient } from './query-client'
import { userQueries } from './users'

afterEach(() => vi.unstubAllGlobals())

const API = '/apis/image.openshift.io/v1'
const managedFields = [{ manager: 'test' }]
const object = { metadata: { name: 'x', managedFields } }

const client = () => {
  const made = newQueryClient()
  made.setDefaultOptions({ queries: { retry: false } })
  return made
}

test.each([
  [
    'an image',
    () => client().fetchQuery(imageQueries.detail('sha256:1')),
    `${API}/images/sha256%3A1`,
  ],
  [
    'layers',
    () => client().fetchQuery(imageStreamLayersQueries.detail('web', 'app')),
    `${API}/namespaces/web/imagestreams/app/layers`,
  ],
  ['a user', () => client().fetchQuery(userQueries.me()), '/apis/user.openshift.io/v1/users/~'],
])('%s that one may not see is null, and one that failed is a failure', async (_, read, path) => {
  const { requests } = fakeCluster(() => aFailure(403, 'Forbidden', 'cannot get'))
  expect(await read()).toBeNull()
  expect(requests[0]?.url.pathname).toBe(path)
  fakeCluster(() => aFailure(503, 'ServiceUnavailable', 'away'))
  await expect(read()).rejects.toMatchObject({ code: 503 })
})

test('images are kept without their managedFields', async () => {
  fakeCluster(() => Response.json(object))
  const reader = client()
  expect(await reader.fetchQuery(imageQueries.detail('a'))).toEqual({ metadata: { name: 'x' } })
  const image = await reader.fetchQuery(imageStreamImageQueries.detail('web', 'app', 'a'))
  expect(image).toEqual({ metadata: { name: 'x' } })
})

test.each([
  [{ allowed: true }, true],
  [{ allowed: false }, false],
  [undefined, false],
])('an access review that says %o means %s', async (status, may) => {
  const { requests } = fakeCluster(() => Response.json({ status }, { status: 201 }))
  const question = { verb: 'update', resource: 'imagestreamtags', namespace: 'web' }
  expect(await client().fetchQuery(accessQueries.may(question))).toBe(may)
  expect(requests[0]?.body).toMatchObject({
    spec: { resourceAttributes: { group: 'image.openshift.io', ...question } },
  })
})
