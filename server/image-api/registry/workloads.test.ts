import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-workloads-'))
  api = await openImageApi({ dataDir: folder, internalRegistry: '', publicRegistry: '' })
  app = Fastify()
  await app.register(api.plugin)
  await api.write.create('namespaces', '', { metadata: { name: 'team' } })
})

afterAll(async () => {
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) {
  const answer = await app.inject({
    method,
    url: `/apis/${url}`,
    headers,
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { code: answer.statusCode, json: JSON.parse(answer.body), headers: answer.headers }
}

const STRATEGIC = { 'content-type': 'application/strategic-merge-patch+json' }
const MERGE = { 'content-type': 'application/merge-patch+json' }
const JSON_PATCH = { 'content-type': 'application/json-patch+json' }
const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: {
    containers: [
      { name: 'web', image, env: [{ name: 'A', value: '1' }], livenessProbe: { periodSeconds: 5 } },
      { name: 'proxy', image: 'quay.io/acme/proxy:1' },
    ],
    terminationGracePeriodSeconds: 30,
  },
})

const kinds = [
  ['apps/v1', 'deployments', 'Deployment', { replicas: 2, template: template('a') }],
  ['apps/v1', 'statefulsets', 'StatefulSet', { serviceName: 'db', template: template('a') }],
  ['apps/v1', 'daemonsets', 'DaemonSet', { template: template('a') }],
  [
    'batch/v1',
    'cronjobs',
    'CronJob',
    { schedule: '@daily', jobTemplate: { spec: { template: template('a') } } },
  ],
  [
    'build.openshift.io/v1',
    'buildconfigs',
    'BuildConfig',
    { strategy: { type: 'Source' }, triggers: [{ type: 'ImageChange', imageChange: {} }] },
  ],
  [
    'apps.openshift.io/v1',
    'deploymentconfigs',
    'DeploymentConfig',
    { template: template('a'), triggers: [{ type: 'ConfigChange' }] },
  ],
] as const

describe.each(kinds)('%s %s', (apiVersion, plural, kind, spec) => {
  const all = `${apiVersion}/namespaces/team/${plural}`
  const group = apiVersion.split('/')[0] ?? ''

  test('are found by discovery', async () => {
    const { json } = await ask('GET', apiVersion)
    const found = json.resources.find(({ name }: { name: string }) => name === plural)
    expect(found).toMatchObject({ kind, namespaced: true })
    expect(found.verbs).toContain('watch')
  })

  test('are kept as they come, with what no schema knows', async () => {
    const body = { apiVersion, kind, metadata: { name: 'kept' }, spec }
    const created = await ask('POST', `${all}?fieldValidation=Strict`, body)
    expect(created.code).toBe(201)
    const { json } = await ask('GET', `${all}/kept`)
    expect(json).toMatchObject({ apiVersion, kind, spec })
    expect(json.metadata).toMatchObject({ namespace: 'team', generation: 1 })
    expect(json.metadata.managedFields).toHaveLength(1)
  })

  test('are changed, counted and deleted', async () => {
    await ask('POST', all, { apiVersion, kind, metadata: { name: 'changed' }, spec })
    const labelled = await ask(
      'PATCH',
      `${all}/changed`,
      { metadata: { labels: { a: 'b' } } },
      MERGE,
    )
    expect(labelled.json.metadata).toMatchObject({ generation: 1, labels: { a: 'b' } })
    const paused = [{ op: 'add', path: '/spec/paused', value: true }]
    const patched = await ask('PATCH', `${all}/changed`, paused, JSON_PATCH)
    expect(patched.json.metadata.generation).toBe(2)
    expect(patched.json.spec).toEqual({ ...spec, paused: true })

    const listed = await ask('GET', `${apiVersion}/${plural}?labelSelector=a%3Db`)
    expect(listed.json.items).toHaveLength(1)
    const gone = await ask('DELETE', `${all}/changed`)
    expect(gone.json).toMatchObject({ status: 'Success', details: { group, kind: plural } })
    const missing = await ask('GET', `${all}/changed`)
    expect(missing.code).toBe(404)
    expect(missing.json.message).toBe(`${plural}.${group} "changed" not found`)
  })

  test('a write to an old version is refused', async () => {
    const { json } = await ask('POST', all, {
      apiVersion,
      kind,
      metadata: { name: 'raced' },
      spec,
    })
    await ask('PATCH', `${all}/raced`, { metadata: { labels: { a: 'c' } } }, MERGE)
    const late = await ask('PUT', `${all}/raced`, json)
    expect(late.code).toBe(409)
    expect(late.json.details.group).toBe(group)
  })

  test('are shown as a table with what runs in them', async () => {
    await ask('POST', all, { apiVersion, kind, metadata: { name: 'shown' }, spec })
    const { json } = await ask('GET', `${all}/shown`, undefined, TABLE)
    expect(json.kind).toBe('Table')
    expect(json.rows[0].cells).toHaveLength(json.columnDefinitions.length)
    expect(json.rows[0].cells[0]).toBe('shown')
  })
})

const DEPLOYMENTS = 'apps/v1/namespaces/team/deployments'
const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { replicas: 2, template: template('quay.io/acme/web:1') },
})

test('a strategic merge patch changes one container and leaves the others', async () => {
  await ask('POST', DEPLOYMENTS, deployment('strategic'))
  const patch = {
    spec: {
      template: { spec: { containers: [{ name: 'web', image: 'b', env: [{ name: 'B' }] }] } },
    },
  }
  const { json } = await ask('PATCH', `${DEPLOYMENTS}/strategic`, patch, STRATEGIC)
  const [web, proxy] = json.spec.template.spec.containers
  expect(web).toMatchObject({ name: 'web', image: 'b', livenessProbe: { periodSeconds: 5 } })
  expect(web.env.map(({ name }: { name: string }) => name).sort()).toEqual(['A', 'B'])
  expect(proxy).toEqual({ name: 'proxy', image: 'quay.io/acme/proxy:1' })
})

test('what a client says of the state of a deployment is dropped', async () => {
  const body = { ...deployment('stateful'), status: { readyReplicas: 2 } }
  const { json } = await ask('POST', DEPLOYMENTS, body)
  expect(json.status).toBeUndefined()
  const put = await ask('PUT', `${DEPLOYMENTS}/stateful`, { ...json, status: { readyReplicas: 2 } })
  expect(put.json.status).toEqual({})
})

test('a deployment may be put without its version, a build config may not', async () => {
  await ask('POST', DEPLOYMENTS, deployment('put'))
  expect((await ask('PUT', `${DEPLOYMENTS}/put`, deployment('put'))).code).toBe(200)
  const url = 'build.openshift.io/v1/namespaces/team/buildconfigs'
  const body = { kind: 'BuildConfig', metadata: { name: 'put' }, spec: {} }
  expect((await ask('POST', url, body)).code).toBe(201)
  expect((await ask('PUT', `${url}/put`, body)).code).toBe(422)
})

test('a name that is none is refused', async () => {
  const { code, json } = await ask('POST', DEPLOYMENTS, deployment('Not_A_Name'))
  expect(code).toBe(422)
  expect(json.details).toMatchObject({ group: 'apps', kind: 'Deployment' })
})

test('a project takes its workloads with it', async () => {
  await api.write.create('namespaces', '', { metadata: { name: 'gone' } })
  await api.write.create('deployments', 'gone', { metadata: { name: 'web' } })
  await api.write.delete('namespaces', '', 'gone')
  expect(api.store.list('deployments', { namespace: 'gone' })).toEqual([])
})
