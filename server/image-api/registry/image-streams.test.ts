import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiForTests, DIGEST_A, openApiForTests, push, referenceTag } from './api-for-tests'

let server: ApiForTests
beforeAll(async () => {
  server = await openApiForTests()
})
afterAll(() => server.close())

const at = '/namespaces/team/imagestreams'
const create = (name: string, spec: object = {}, meta: object = {}) =>
  server.ask('POST', at, { metadata: { name, ...meta }, spec })

describe('an image stream', () => {
  test('shows its repositories, its lookup policy and no empty lists', async () => {
    const { code, json } = await create('plain')
    expect(code).toBe(201)
    expect(json).toMatchObject({
      kind: 'ImageStream',
      metadata: { generation: 1, namespace: 'team' },
    })
    expect(json.spec).toEqual({ lookupPolicy: { local: false } })
    expect(json.status).toEqual({
      dockerImageRepository: 'registry:5000/team/plain',
      publicDockerImageRepository: 'images.example.com/team/plain',
    })
  })

  test('that is there already is not made again; one that is wrong is wrong first', async () => {
    await create('twice')
    expect((await create('twice')).code).toBe(409)
    expect((await create('twice', { dockerImageRepository: 'a:b:c' })).code).toBe(422)
  })

  test('cannot be made with a version or a status', async () => {
    expect((await create('versioned', {}, { resourceVersion: '7' })).json).toMatchObject({
      code: 500,
      message: 'resourceVersion should not be set on objects to be created',
    })
    const { json } = await server.ask('POST', at, {
      metadata: { name: 'status' },
      status: { tags: [{ tag: 'x', items: [] }] },
    })
    expect(json.status).not.toHaveProperty('tags')
  })

  test('is replaced only by who knows its version (observed 32)', async () => {
    const { json: made } = await create('locked')
    const put = (metadata: object) =>
      server.ask('PUT', `${at}/locked`, { metadata: { name: 'locked', ...metadata } })
    expect((await put({})).json).toMatchObject({
      code: 422,
      message:
        'imagestreams.image.openshift.io "locked" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    })
    expect((await put({ resourceVersion: '1' })).code).toBe(409)
    expect((await put({ resourceVersion: made.metadata.resourceVersion, uid: 'x' })).code).toBe(409)
    const labels = { a: 'b' }
    const { code, json } = await put({ resourceVersion: made.metadata.resourceVersion, labels })
    expect(code).toBe(200)
    expect(json.metadata).toMatchObject({ labels, generation: 1, uid: made.metadata.uid })
  })

  test('is not written where nothing changes (observed 38)', async () => {
    const { json: made } = await create('still', { tags: [referenceTag('a', 'r.e/x:1')] })
    const { json: same } = await server.ask('PATCH', `${at}/still`, {
      spec: { tags: [{ ...referenceTag('a', 'r.e/x:1'), generation: 99 }] },
    })
    expect(same.metadata).toEqual(made.metadata)
  })

  test('keeps what a tag held when the tag leaves the spec (observed 49)', async () => {
    await create('left', { tags: [referenceTag('a', 'r.e/x:1')] })
    const { json } = await server.ask('PATCH', `${at}/left`, { spec: { tags: null } })
    expect(json.spec).not.toHaveProperty('tags')
    expect(json.status?.tags?.[0]?.tag).toBe('a')
  })

  test('tells everything that is wrong, the tags it cannot resolve first (observed 23)', async () => {
    const { code, json } = await create('wrong', {
      tags: [
        { name: 'x', from: { kind: 'Pod', name: 'z' } },
        { name: 'y', from: { kind: 'ImageStreamTag', name: 'no:v1' } },
      ],
    })
    expect(code).toBe(422)
    expect(json.details?.causes?.map(({ reason, field }) => `${reason} ${field}`)).toEqual([
      'InternalError []',
      'FieldValueRequired spec.tags[x].from.kind',
    ])
    expect(json.message).toContain('spec.tags[y].from.name: Not found: "no:v1"]')
  })

  test('says once what several checks find', async () => {
    await create('labelled')
    const { json } = await server.ask('PATCH', `${at}/labelled`, {
      metadata: { labels: { a: 'b c' } },
    })
    expect(json.details?.causes).toHaveLength(4)
    expect(json.message?.match(/metadata\.labels/g)).toHaveLength(1)
  })

  test('is found by its repository', async () => {
    await create('whole', { dockerImageRepository: 'quay.io/acme/whole' })
    const { json } = await server.ask(
      'GET',
      `${at}?fieldSelector=${encodeURIComponent('spec.dockerImageRepository=quay.io/acme/whole')}`,
    )
    expect(json.items.map(({ metadata }) => metadata.name)).toEqual(['whole'])
  })

  test('goes when it is still the one that is meant (observed 49)', async () => {
    const { json: made } = await create('going')
    const remove = (body: object) => server.ask('DELETE', `${at}/going`, body)
    expect((await remove({ preconditions: { uid: 'x' } })).code).toBe(409)
    expect((await remove({ preconditions: { resourceVersion: '1' } })).code).toBe(409)
    const { uid } = made.metadata
    expect((await remove({ preconditions: { uid } })).json).toMatchObject({
      status: 'Success',
      details: { name: 'going', group: 'image.openshift.io', kind: 'imagestreams', uid },
    })
    await create('going')
    const { json } = await remove({ propagationPolicy: 'Foreground' })
    expect(json.metadata).toHaveProperty('deletionTimestamp')
    expect((await server.ask('GET', `${at}/going`)).code).toBe(404)
  })
})

describe('its status', () => {
  test('takes history and the lookup policy, not tags (observed 63)', async () => {
    const { json: made } = await create('history', { tags: [referenceTag('a', 'r.e/x:1')] })
    const item = {
      created: '2026-01-01T00:00:00Z',
      dockerImageReference: 'r.e/y:1',
      image: DIGEST_A,
    }
    const { code, json } = await server.ask('PATCH', `${at}/history/status`, {
      spec: { lookupPolicy: { local: true }, tags: [] },
      status: { tags: [{ tag: 'b', items: [item] }] },
    })
    expect(code).toBe(200)
    expect(json.metadata.generation).toBe(1)
    expect(json.spec).toEqual({ ...made.spec, lookupPolicy: { local: true } })
    expect(json.status?.tags).toEqual([{ tag: 'b', items: [{ ...item, generation: 1 }] }])
  })

  test('refuses a pull spec that does not parse', async () => {
    await create('badhistory')
    const item = { created: '2026-01-01T00:00:00Z', dockerImageReference: 'A B', image: '' }
    const { code } = await server.ask('PATCH', `${at}/badhistory/status`, {
      status: { tags: [{ tag: 'b', items: [item] }] },
    })
    expect(code).toBe(422)
  })
})

describe('its layers', () => {
  test('list the blobs of every image, and the images that are gone (observed 55)', async () => {
    await create('layered')
    const body = push('layered', 'x', DIGEST_A)
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { digest: 'sha256:c' },
      layers: [{ digest: 'sha256:1', size: 5, mediaType: 'layer' }],
    }
    await server.ask('POST', '/namespaces/team/imagestreammappings', {
      ...body,
      image: {
        ...body.image,
        dockerImageManifest: JSON.stringify(manifest),
        dockerImageConfig: '{"architecture":"amd64"}',
      },
    })
    const { json } = await server.ask('GET', `${at}/layered/layers`)
    expect(json).toMatchObject({
      kind: 'ImageStreamLayers',
      blobs: {
        'sha256:1': { size: 5, mediaType: 'layer' },
        'sha256:c': { size: null, mediaType: 'application/vnd.docker.container.image.v1+json' },
        [DIGEST_A]: { size: null },
      },
      images: { [DIGEST_A]: { imageMissing: false, layers: ['sha256:1'], config: 'sha256:c' } },
    })
    await server.ask('DELETE', `/images/${DIGEST_A}`)
    expect((await server.ask('GET', `${at}/layered/layers`)).json).toMatchObject({
      blobs: {},
      images: { [DIGEST_A]: { imageMissing: true, layers: null, config: null } },
    })
  })
})

test('import secrets are asked for by stream', async () => {
  await create('secretive')
  expect((await server.ask('GET', `${at}/secretive/secrets`)).json).toMatchObject({
    kind: 'SecretList',
    items: [],
  })
  expect((await server.ask('GET', `${at}/none/secrets`)).code).toBe(404)
})
