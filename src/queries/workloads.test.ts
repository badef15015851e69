import { afterEach, expect, test, vi } from 'vitest'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { newQueryClient } from './query-client'
import { workloadQueries } from './workloads'

afterEach(() => {
  vi.unstubAllGlobals()
})

const triggered = (name: string) => ({
  metadata: {
    name,
    namespace: 'shop',
    annotations: {
      'image.openshift.io/triggers':
        '[{"from":{"kind":"ImageStreamTag","name":"app:prod"},"fieldPath":"spec.template.spec.containers[0].image"}]',
    },
  },
  spec: { template: { spec: { containers: [{ name: 'web', image: 'a' }] } } },
})

const none = () => Response.json({ metadata: {}, items: [] })
const read = (namespace?: string) =>
  newQueryClient().fetchQuery({ ...workloadQueries.list(namespace), retry: false })
const pluralOf = ({ url }: FakeRequest) => url.pathname.split('/').at(-1)

test('each kind is read for itself, and rows are of what is about tags', async () => {
  const { requests } = fakeCluster((request) =>
    pluralOf(request) === 'deployments'
      ? Response.json({
          metadata: {},
          items: [triggered('web'), { metadata: { name: 'plain', namespace: 'shop' } }],
        })
      : none(),
  )
  const { rows, unseen } = await read('shop')
  expect(rows.map(({ key }) => key)).toEqual(['Deployment/shop/web'])
  expect(unseen).toEqual([])
  expect(requests.map(({ url }) => url.pathname).sort()).toEqual([
    '/apis/apps.openshift.io/v1/namespaces/shop/deploymentconfigs',
    '/apis/apps/v1/namespaces/shop/daemonsets',
    '/apis/apps/v1/namespaces/shop/deployments',
    '/apis/apps/v1/namespaces/shop/statefulsets',
    '/apis/batch/v1/namespaces/shop/cronjobs',
    '/apis/build.openshift.io/v1/namespaces/shop/buildconfigs',
  ])
})

test('a kind that may not be read, that is not there, or that fails is told, and hides no other', async () => {
  fakeCluster((request) => {
    switch (pluralOf(request)) {
      case 'statefulsets':
        return aFailure(403, 'Forbidden', 'no')
      case 'deploymentconfigs':
        return aFailure(404, 'NotFound', 'the server could not find the requested resource')
      case 'buildconfigs':
        return aFailure(500, 'InternalError', 'etcd is away')
      case 'daemonsets':
        return Response.json({ metadata: {}, items: [triggered('agent')] })
      default:
        return none()
    }
  })
  const { rows, unseen } = await read('shop')
  expect(rows).toHaveLength(1)
  expect(unseen.map(({ kind, why }) => `${kind} ${why}`)).toEqual([
    'StatefulSet forbidden',
    'DeploymentConfig absent',
    'BuildConfig failed',
  ])
  expect(unseen.at(-1)?.message).toBe('etcd is away')
})

test('all projects are read page by page', async () => {
  const { requests } = fakeCluster((request) => {
    if (pluralOf(request) !== 'deployments') return none()
    return request.url.searchParams.has('continue')
      ? Response.json({ metadata: {}, items: [triggered('b')] })
      : Response.json({ metadata: { continue: 'next' }, items: [triggered('a')] })
  })
  const { rows } = await read()
  expect(rows.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(requests.every(({ url }) => !url.pathname.includes('/namespaces/'))).toBe(true)
})
