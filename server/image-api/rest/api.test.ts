import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-api-'))
  const tokenFile = join(folder, 'tokens.csv')
  writeFileSync(
    tokenFile,
    'boss,boss,1,"system:masters"\nviewer,viewer,2,"system:cluster-readers"\nguest,guest,3\n',
  )
  api = await openImageApi({
    dataDir: folder,
    internalRegistry: 'registry:5000',
    publicRegistry: '',
    tokenFile,
    maxEvents: 40,
  })
  app = Fastify()
  await app.register(api.plugin)
})

afterEach(async () => {
  api.endWatches()
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Call {
  as?: string
  body?: unknown
  type?: string
  headers?: Record<string, string>
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS',
  url: string,
  { as = 'boss', body, type, headers }: Call = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return {
    code: answer.statusCode,
    type: String(answer.headers['content-type']).split(';')[0],
    warning: answer.headers.warning,
    text: answer.body,
    get json() {
      return JSON.parse(answer.body)
    },
    get lines() {
      return answer.body
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    },
  }
}

const make = (name: string, labels: Record<string, string> = {}) =>
  call('POST', '/api/v1/namespaces', { body: { metadata: { name, labels } } })

test('who has no token or a wrong one, or may not, is told so', async () => {
  expect((await call('GET', '/apis', { as: 'nonsense' })).json).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'Unauthorized',
    reason: 'Unauthorized',
    code: 401,
  })
  expect((await call('GET', '/apis', { as: '' })).code).toBe(403)
  expect((await call('GET', '/version', { as: '' })).code).toBe(200)
  expect((await call('GET', '/api/v1/namespaces/x', { as: 'guest' })).json.message).toBe(
    'namespaces "x" is forbidden: User "guest" cannot get resource "namespaces" in API group "" in the namespace "x"',
  )
  expect((await call('GET', '/api/v1/namespaces', { as: 'viewer' })).code).toBe(200)
  expect((await call('POST', '/api/v1/namespaces', { as: 'viewer', body: {} })).code).toBe(403)
})

test('everybody sees the projects that are theirs', async () => {
  await make('shop')
  const url = '/apis/project.openshift.io/v1/projects'
  expect((await call('GET', url)).json.items).toHaveLength(1)
  expect((await call('GET', url, { as: 'viewer' })).json.items[0].metadata.name).toBe('shop')
  expect((await call('GET', url, { as: 'guest' })).json.items).toEqual([])
  expect((await call('GET', `${url}/shop`, { as: 'guest' })).code).toBe(403)
})

test('a project request makes a project', async () => {
  const made = await call('POST', '/apis/project.openshift.io/v1/projectrequests', {
    body: { metadata: { name: 'shop' }, displayName: 'The shop' },
  })
  expect(made.code).toBe(201)
  expect(made.json).toMatchObject({
    kind: 'Project',
    metadata: {
      name: 'shop',
      annotations: { 'openshift.io/display-name': 'The shop', 'openshift.io/requester': 'boss' },
    },
    status: { phase: 'Active' },
  })
})

test('who asks and what they may', async () => {
  expect(
    (await call('GET', '/apis/user.openshift.io/v1/users/~', { as: 'guest' })).json,
  ).toMatchObject({ kind: 'User', metadata: { name: 'guest' } })
  const review = (as: string, verb: string) =>
    call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      as,
      body: {
        spec: {
          resourceAttributes: {
            verb,
            group: 'image.openshift.io',
            resource: 'imagestreamtags',
            namespace: 'shop',
          },
        },
      },
    })
  expect((await review('viewer', 'get')).json.status.allowed).toBe(true)
  expect((await review('viewer', 'update')).json.status.allowed).toBe(false)
  expect((await review('boss', 'update')).code).toBe(201)
  expect((await review('', 'get')).code).toBe(403)
})

test.each([
  ['GET', '/api/v1/namespaces/x/pods', 404],
  ['GET', '/apis/nothing.example.com/v1/things', 404],
  ['PUT', '/api/v1/namespaces', 405],
  ['POST', '/api/v1/namespaces/x', 405],
  ['HEAD', '/api/v1/namespaces', 405],
  ['OPTIONS', '/api/v1/namespaces', 405],
  ['DELETE', '/api/v1/namespaces', 405],
  ['GET', '/api/v1/namespaces/x/a/b/c/d', 404],
  ['GET', '/api/v1/namespaces/%E0%A4%A', 400],
  ['GET', '/apis/image.openshift.io/v1/imagestreams', 200],
  ['POST', '/apis/image.openshift.io/v1/imagestreams', 405],
  ['DELETE', '/apis/image.openshift.io/v1/imagestreams', 405],
  ['GET', '/apis/image.openshift.io/v1/imagestreams/app', 404],
  ['GET', '/apis/image.openshift.io/v1/namespaces/x/images', 404],
  ['GET', '/apis/image.openshift.io/v1/namespaces/x/imagestreamimages', 404],
] as const)('%s %s is %i', async (method, url, code) => {
  expect((await call(method, url)).code).toBe(code)
})

test('bodies are checked before anything is done', async () => {
  const url = '/api/v1/namespaces'
  expect((await call('POST', url, { body: '{"kind":' })).json).toMatchObject({
    code: 400,
    reason: 'BadRequest',
  })
  expect((await call('POST', url, { body: 'a,b', type: 'text/csv' })).json).toMatchObject({
    code: 415,
    reason: 'UnsupportedMediaType',
  })
  expect((await call('POST', url, { body: { kind: 'Pod' } })).code).toBe(400)
  expect((await call('POST', url, { body: { apiVersion: 'v9' } })).code).toBe(400)
  expect((await call('POST', url, { body: { metadata: { name: 1 } } })).code).toBe(400)
  expect((await call('POST', url, { body: [] })).code).toBe(400)
  expect((await call('POST', url, { body: '' })).code).toBe(400)
  expect(
    (await call('POST', `${url}?dryRun=Some`, { body: { metadata: { name: 'x' } } })).code,
  ).toBe(422)
  expect(
    (
      await call('POST', `${url}?fieldValidation=Strict`, {
        body: { metadata: { name: 'x', colour: 1 } },
      })
    ).json.message,
  ).toBe(
    'Namespace in version "v1" cannot be handled as a Namespace: strict decoding error: unknown field "metadata.colour"',
  )
  expect((await call('GET', `${url}/x`)).code).toBe(404)
  const warned = await call('POST', url, { body: { metadata: { name: 'x', colour: 1 } } })
  expect([warned.code, warned.warning]).toEqual([
    201,
    ['299 - "unknown field \\"metadata.colour\\""'],
  ])
})

test('a body that is too large is refused with a Status', async () => {
  const answer = await call('POST', '/api/v1/namespaces', {
    body: `"${'x'.repeat(4 * 1024 * 1024)}"`,
  })
  expect(answer.json).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' })
})

test('a body that is nested beyond all measure is refused', async () => {
  const deep = `{"metadata":{"name":"x"},"spec":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`
  expect((await call('POST', '/api/v1/namespaces', { body: deep })).json).toMatchObject({
    code: 400,
    reason: 'BadRequest',
  })
  await make('x')
  const type = 'application/merge-patch+json'
  expect((await call('PATCH', '/api/v1/namespaces/x', { body: deep, type })).code).toBe(400)
})

test('YAML is read and written', async () => {
  const made = await call('POST', '/api/v1/namespaces', {
    body: 'metadata:\n  name: shop\n',
    type: 'application/yaml',
  })
  expect(made.code).toBe(201)
  const read = await call('GET', '/api/v1/namespaces/shop', {
    headers: { accept: 'application/yaml' },
  })
  expect(read.type).toBe('application/yaml')
  expect(read.text).toContain('name: shop')
})

test('a dry run answers as if and stores nothing', async () => {
  const made = await call('POST', '/api/v1/namespaces?dryRun=All', {
    body: { metadata: { name: 'shop' } },
  })
  expect(made.code).toBe(201)
  expect(made.json.metadata.resourceVersion).toBeUndefined()
  expect((await call('GET', '/api/v1/namespaces/shop')).code).toBe(404)
})

test('patches of each kind, and what is none', async () => {
  await make('shop', { a: '1' })
  const url = '/api/v1/namespaces/shop'
  const patch = (type: string, body: unknown, query = '') =>
    call('PATCH', `${url}${query}`, { body, type: `application/${type}` })
  expect(
    (await patch('merge-patch+json', { metadata: { labels: { b: '2' } } })).json.metadata.labels,
  ).toMatchObject({ a: '1', b: '2' })
  expect(
    (await patch('strategic-merge-patch+json', { metadata: { labels: { a: null } } })).json.metadata
      .labels,
  ).not.toHaveProperty('a')
  expect(
    (await patch('json-patch+json', [{ op: 'replace', path: '/metadata/labels/b', value: '3' }]))
      .json.metadata.labels.b,
  ).toBe('3')
  const failed = await patch('json-patch+json', [
    { op: 'test', path: '/metadata/labels/b', value: '9' },
  ])
  expect(failed.json).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
    code: 422,
  })
  expect((await patch('json-patch+json', { op: 'replace' })).code).toBe(400)
  expect((await patch('merge-patch+json', '{')).code).toBe(400)
  expect((await patch('merge-patch+json', { metadata: { name: 'other' } })).code).toBe(400)
  expect((await patch('merge-patch+json', { metadata: { labels: { a: 1 } } })).code).toBe(422)
  expect(
    (await patch('merge-patch+json', { x: 1 }, '?fieldValidation=Strict')).json.message,
  ).toContain('strict decoding error: unknown field "x"')
  expect((await patch('x-patch', {})).json.message).toBe('415: Unsupported Media Type')
  expect((await patch('merge-patch+json', {}, '?force=true')).code).toBe(422)
  expect((await patch('merge-patch+json', { metadata: { resourceVersion: '7' } })).code).toBe(409)
})

test('a list in pages is of one moment', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await make(name)
  const first = (await call('GET', '/api/v1/namespaces?limit=2')).json
  expect(first.metadata).toMatchObject({ remainingItemCount: 2, continue: expect.any(String) })
  await call('DELETE', '/api/v1/namespaces/c')
  await make('bb')
  const second = (
    await call('GET', `/api/v1/namespaces?limit=2&continue=${first.metadata.continue}`)
  ).json
  expect(second.items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual([
    'c',
    'd',
  ])
  expect(second.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion })
  const exact = (
    await call(
      'GET',
      `/api/v1/namespaces?resourceVersionMatch=Exact&resourceVersion=${first.metadata.resourceVersion}`,
    )
  ).json
  expect(exact.items).toHaveLength(4)
})

test('a token that is too old comes with a fresh one', async () => {
  for (const name of ['a', 'b', 'c']) await make(name)
  const first = (await call('GET', '/api/v1/namespaces?limit=1')).json
  await make('d')
  await api.store.compact(api.store.revision)
  const expired = await call(
    'GET',
    `/api/v1/namespaces?limit=1&continue=${first.metadata.continue}`,
  )
  expect(expired.json).toMatchObject({ code: 410, reason: 'Expired' })
  const rest = (await call('GET', `/api/v1/namespaces?continue=${expired.json.metadata.continue}`))
    .json
  expect(rest.items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual([
    'b',
    'c',
    'd',
  ])
  expect(
    (await call('GET', '/api/v1/namespaces?resourceVersion=1&resourceVersionMatch=Exact')).code,
  ).toBe(410)
  expect(
    (await call('GET', '/api/v1/namespaces?resourceVersion=1&resourceVersionMatch=NotOlderThan'))
      .code,
  ).toBe(200)
})

test('selectors choose', async () => {
  await make('a', { tier: 'web' })
  await make('b')
  const names = async (query: string) =>
    (await call('GET', `/api/v1/namespaces?${query}`)).json.items.map(
      (each: { metadata: { name: string } }) => each.metadata.name,
    )
  expect(await names('labelSelector=tier')).toEqual(['a'])
  expect(await names('labelSelector=!tier')).toEqual(['b'])
  expect(await names('fieldSelector=metadata.name!=a')).toEqual(['b'])
  expect(await names('limit=1&resourceVersion=0')).toEqual(['a', 'b'])
})

test('a watch tells what happened since, as the selector sees it', async () => {
  await make('a', { tier: 'web' })
  const since = (await call('GET', '/api/v1/namespaces')).json.metadata.resourceVersion
  const label = (tier: string | null) =>
    call('PATCH', '/api/v1/namespaces/a', {
      body: { metadata: { labels: { tier } } },
      type: 'application/merge-patch+json',
    })
  await label('db')
  await make('b', { tier: 'web' })
  await label('web')
  await call('DELETE', '/api/v1/namespaces/b')
  const told = async (query: string) =>
    (
      await call(
        'GET',
        `/api/v1/namespaces?watch=true&timeoutSeconds=1&resourceVersion=${since}${query}`,
      )
    ).lines.map(
      ({ type, object }) => `${type} ${object.metadata.name} ${object.metadata.labels.tier}`,
    )
  const [all, web] = await Promise.all([told(''), told('&labelSelector=tier%3Dweb')])
  expect(all).toEqual(['MODIFIED a db', 'ADDED b web', 'MODIFIED a web', 'DELETED b web'])
  expect(web).toEqual(['DELETED a web', 'ADDED b web', 'ADDED a web', 'DELETED b web'])
})

test('a watch goes on with what is written while it is open', async () => {
  await make('a')
  const watch = call(
    'GET',
    '/api/v1/namespaces?watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
  )
  const other = call('GET', '/api/v1/namespaces?watch=true&timeoutSeconds=1')
  await make('b')
  await make('c')
  const told = (lines: { type: string; object: { metadata: { name?: string } } }[]) =>
    lines.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}`.trim())
  expect(told((await watch).lines)).toEqual(['ADDED a', 'BOOKMARK', 'ADDED b', 'ADDED c'])
  expect(told((await other).lines)).toEqual(['ADDED a', 'ADDED b', 'ADDED c'])
})

test('a watch from too long ago is told so, in the stream', async () => {
  const watch = await call('GET', '/api/v1/namespaces?watch=true&resourceVersion=1')
  expect(watch.code).toBe(200)
  expect(watch.lines).toEqual([
    {
      type: 'ERROR',
      object: expect.objectContaining({
        code: 410,
        reason: 'Expired',
        message: 'too old resource version: 1 (1000)',
      }),
    },
  ])
  expect((await call('GET', '/api/v1/namespaces?watch=true&resourceVersion=abc')).code).toBe(500)
})

test('open watches end when the server stops', async () => {
  const watch = call('GET', '/api/v1/namespaces?watch=true')
  await make('a')
  api.endWatches()
  expect((await watch).lines).toHaveLength(1)
})

test('a table and the metadata alone', async () => {
  await make('a')
  const as = (name: string, query = '') =>
    call('GET', `/api/v1/namespaces${query}`, {
      headers: { accept: `application/json;as=${name};v=v1;g=meta.k8s.io,application/json` },
    })
  const table = (await as('Table')).json
  expect(table.kind).toBe('Table')
  expect(table.rows[0].cells[0]).toBe('a')
  expect(table.rows[0].object).toMatchObject({
    kind: 'PartialObjectMetadata',
    metadata: { name: 'a' },
  })
  expect((await as('Table', '?includeObject=None')).json.rows[0].object).toBeNull()
  expect((await as('Table', '?includeObject=Some')).code).toBe(400)
  const metadata = (await as('PartialObjectMetadataList')).json
  expect(metadata.kind).toBe('PartialObjectMetadataList')
  expect(Object.keys(metadata.items[0])).toEqual(['kind', 'apiVersion', 'metadata'])
})

test('what is not acceptable is 406', async () => {
  expect(
    (await call('GET', '/api/v1/namespaces', { headers: { accept: 'text/csv' } })).json,
  ).toMatchObject({ code: 406, reason: 'NotAcceptable' })
  expect(
    (await call('GET', '/api/v1/namespaces', { headers: { accept: 'text/html, */*;q=0.1' } })).code,
  ).toBe(200)
})

test('a long list is compressed when asked', async () => {
  const ballast = 'x'.repeat(100_000)
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await api.store.transact((tx) =>
      tx.put('namespaces', { metadata: { name, annotations: { ballast } } }),
    )
  }
  const url = '/api/v1/namespaces'
  const headers = { authorization: 'Bearer boss' }
  const plain = await app.inject({ url, headers })
  const packed = await app.inject({ url, headers: { ...headers, 'accept-encoding': 'gzip' } })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.rawPayload.length).toBeLessThan(20_000)
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  expect(plain.json().items).toHaveLength(6)
})

test('pretty is pretty when asked', async () => {
  expect((await call('GET', '/api/v1/namespaces')).text).not.toContain('\n  ')
  expect((await call('GET', '/api/v1/namespaces?pretty=true')).text).toContain('\n  "kind"')
})

test('deleting a namespace deletes what is in it', async () => {
  await make('shop')
  await api.store.transact((tx) =>
    tx.put('imagestreams', { metadata: { name: 'app', namespace: 'shop' } }),
  )
  expect(
    (await call('DELETE', '/api/v1/namespaces/shop', { body: { preconditions: { uid: 'other' } } }))
      .code,
  ).toBe(409)
  expect((await call('DELETE', '/api/v1/namespaces/shop?propagationPolicy=Sideways')).code).toBe(
    422,
  )
  expect(
    (await call('DELETE', '/api/v1/namespaces/shop', { body: 'rubbish' })).json,
  ).not.toHaveProperty('reason')
  expect((await call('DELETE', '/api/v1/namespaces/shop')).json.status.phase).toBe('Terminating')
  expect(api.store.count('imagestreams')).toBe(0)
})

test('discovery and OpenAPI name what there is', async () => {
  expect(
    (await call('GET', '/apis')).json.groups.map(({ name }: { name: string }) => name),
  ).toContain('project.openshift.io')
  expect((await call('GET', '/api/v1')).json.resources[0]).toMatchObject({
    name: 'namespaces',
    kind: 'Namespace',
  })
  expect((await call('GET', '/apis/nothing/v1')).text).toBe('404 page not found\n')
  const index = (await call('GET', '/openapi/v3')).json
  const document = (
    await call('GET', index.paths['apis/project.openshift.io/v1'].serverRelativeURL)
  ).json
  expect(document.paths).toHaveProperty('/apis/project.openshift.io/v1/projects')
  expect((await call('GET', '/openapi/v2')).json.definitions).toHaveProperty(
    'io.k8s.api.core.v1.Namespace',
  )
  const binary = await call('GET', '/openapi/v2', {
    headers: { accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf' },
  })
  expect(binary.type).toContain('protobuf')
})
