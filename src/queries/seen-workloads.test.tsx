// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { WorkloadRow } from '@/domain/image-triggers'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { newQueryClient } from './query-client'
import { lookedSentences, together, unseenSentences, useSeenWorkloads } from './seen-workloads'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const row = (name: string, namespace = 'shop'): WorkloadRow => ({
  ...{ key: `Deployment/${namespace}/${name}`, kind: 'Deployment', namespace, name },
  ...{ triggers: [], output: null, problems: [] },
})

test('each kind that was not read is told, with why', () => {
  expect(
    unseenSentences([
      { kind: 'Deployment', why: 'forbidden', message: 'no' },
      { kind: 'CronJob', why: 'forbidden', message: 'no' },
      { kind: 'BuildConfig', why: 'absent', message: 'no' },
      { kind: 'DaemonSet', why: 'failed', message: 'etcd is away' },
    ]),
  ).toEqual([
    'Not visible to you: Deployment and CronJob.',
    'This cluster does not have BuildConfig.',
    'DaemonSet could not be read: etcd is away',
  ])
})

test('of all projects and of one, each workload is there once', () => {
  const unseen = [{ kind: 'CronJob' as const, why: 'forbidden' as const, message: 'no' }]
  const all = together(
    { rows: [row('a')], unseen: [] },
    { rows: [row('a', 'other'), row('a')], unseen },
  )
  expect(all.rows.map(({ key }) => key)).toEqual(['Deployment/shop/a', 'Deployment/other/a'])
  expect(unseenSentences(all.unseen)).toEqual(['Visible to you in this project only: CronJob.'])
  const neither = together({ rows: [], unseen }, { rows: [], unseen })
  expect(unseenSentences(neither.unseen)).toEqual(['Not visible to you: CronJob.'])
  expect(together({ rows: [row('a')], unseen: [] }, undefined).rows).toEqual([row('a')])
})

/** A cluster with one Deployment in each of two projects, for who may list all of them, or not. */
function twoProjects(maySeeAll: boolean) {
  const aDeployment = (namespace: string) => ({
    metadata: {
      ...{ name: 'web', namespace },
      annotations: {
        'image.openshift.io/triggers':
          '[{"from":{"kind":"ImageStreamTag","name":"app:prod"},"fieldPath":"spec.template.spec.containers[0].image"}]',
      },
    },
    spec: { template: { spec: { containers: [{ name: 'web', image: 'a' }] } } },
  })
  return fakeCluster(({ url }: FakeRequest) => {
    if (url.pathname.endsWith('/selfsubjectaccessreviews')) {
      return Response.json({ status: { allowed: maySeeAll } }, { status: 201 })
    }
    if (!url.pathname.endsWith('/deployments')) return Response.json({ metadata: {}, items: [] })
    if (url.pathname.includes('/namespaces/shop/')) {
      return Response.json({ metadata: {}, items: [aDeployment('shop')] })
    }
    return maySeeAll
      ? Response.json({ metadata: {}, items: [aDeployment('shop'), aDeployment('other')] })
      : aFailure(403, 'Forbidden', 'not in all')
  })
}

function seen() {
  const client = newQueryClient()
  const { result } = renderHook(() => useSeenWorkloads('shop'), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  })
  return result
}

test('who may list all projects sees those too, by one question and one list of each kind', async () => {
  const { requests } = twoProjects(true)
  const result = seen()
  await vi.waitFor(() => expect(result.current.data?.others).toBe('seen'))
  expect(result.current.data?.rows.map(({ key }) => key)).toEqual([
    'Deployment/shop/web',
    'Deployment/other/web',
  ])
  const paths = requests.map(({ url }) => url.pathname)
  expect(paths.filter((path) => path.endsWith('/selfsubjectaccessreviews'))).toHaveLength(1)
  expect(paths.filter((path) => path === '/apis/apps/v1/deployments')).toHaveLength(1)
  if (result.current.data) {
    expect(lookedSentences(result.current.data)).toEqual(['Looked at in all projects.'])
  }
})

test('who may not is told that only this project was looked at, and no other is asked for', async () => {
  const { requests } = twoProjects(false)
  const result = seen()
  await vi.waitFor(() => expect(result.current.data?.others).toBe('unseen'))
  expect(result.current.data?.rows.map(({ key }) => key)).toEqual(['Deployment/shop/web'])
  expect(requests.map(({ url }) => url.pathname)).not.toContain('/apis/apps/v1/deployments')
  if (result.current.data) {
    expect(lookedSentences(result.current.data)).toEqual(['Looked at in this project only.'])
  }
})
