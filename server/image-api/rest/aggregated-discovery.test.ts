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
  folder = mkdtempSync(join(tmpdir(), 'tagstream-discovery-'))
  api = await openImageApi({ dataDir: folder, internalRegistry: '', publicRegistry: '' })
  app = Fastify()
  await app.register(api.plugin)
})

afterAll(async () => {
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const V2 = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
const BETA = V2.replace('v=v2', 'v=v2beta1')

const get = (url: string, accept: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { accept, ...headers } })

describe('discovery', () => {
  test.each([
    ['/apis', `${V2},${BETA},application/json`, V2, 'apidiscovery.k8s.io/v2'],
    ['/apis', `${BETA},application/json`, BETA, 'apidiscovery.k8s.io/v2beta1'],
    ['/api', V2, V2, 'apidiscovery.k8s.io/v2'],
  ])('%s as %s is one document', async (url, accept, type, apiVersion) => {
    const { headers, body } = await get(url, accept)
    expect(headers['content-type']).toBe(type)
    expect(headers.vary).toBe('Accept')
    expect(JSON.parse(body)).toMatchObject({ kind: 'APIGroupDiscoveryList', apiVersion })
  })

  test.each(['application/json', '*/*', V2.replace('v=v2', 'v=v9')])(
    'as %s is the plain list',
    async (accept) => {
      expect(JSON.parse((await get('/apis', accept)).body).kind).toBe('APIGroupList')
    },
  )

  test('tells of resources and what is below them', async () => {
    const { items } = JSON.parse((await get('/apis', V2)).body)
    const group = items.find(
      ({ metadata }: { metadata: { name: string } }) => metadata.name === 'image.openshift.io',
    )
    expect(group.versions).toHaveLength(1)
    const { version, freshness, resources } = group.versions[0]
    expect([version, freshness]).toEqual(['v1', 'Current'])
    const streams = resources.find(
      ({ resource }: { resource: string }) => resource === 'imagestreams',
    )
    expect(streams).toMatchObject({
      responseKind: { group: '', version: '', kind: 'ImageStream' },
      scope: 'Namespaced',
      singularResource: 'imagestream',
      shortNames: ['is'],
      categories: ['all'],
    })
    expect(streams.subresources).toContainEqual({
      subresource: 'layers',
      responseKind: { group: '', version: '', kind: 'ImageStreamLayers' },
      verbs: ['get'],
    })
  })

  test('is not sent to who has it', async () => {
    const { headers } = await get('/apis', V2)
    const again = await get('/apis', V2, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })
})
