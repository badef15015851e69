import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiForTests, DIGEST_A, DIGEST_B, openApiForTests, push } from './api-for-tests'

let server: ApiForTests
beforeAll(async () => {
  server = await openApiForTests()
})
afterAll(() => server.close())

const mappings = '/namespaces/team/imagestreammappings'
const makeStream = (name: string, meta: object = {}) =>
  server.ask('POST', '/namespaces/team/imagestreams', { metadata: { name, ...meta } })
const imageBody = (name: string, more: object = {}) => ({
  metadata: { name },
  dockerImageReference: 'quay.io/acme/app:1',
  ...more,
})

describe('an image', () => {
  test('is made, read, listed and deleted', async () => {
    const { code } = await server.ask('POST', '/images', imageBody('one'))
    expect(code).toBe(201)
    expect((await server.ask('POST', '/images', imageBody('one'))).code).toBe(409)
    expect((await server.ask('GET', '/images/one')).json).toMatchObject({
      kind: 'Image',
      dockerImageMetadata: { Id: '' },
    })
    expect((await server.ask('GET', '/images')).json.items).toHaveLength(1)
    expect((await server.ask('DELETE', '/images/one')).code).toBe(200)
    expect((await server.ask('GET', '/images/one')).code).toBe(404)
  })

  test.each([
    ['without a pull spec', imageBody('x', { dockerImageReference: '' }), 'dockerImageReference'],
    [
      'with one that does not parse',
      imageBody('x', { dockerImageReference: 'A B' }),
      'dockerImageReference',
    ],
    ['without a name', imageBody(''), 'metadata.name'],
  ])('%s is refused', async (_what, body, field) => {
    const { code, json } = await server.ask('POST', '/images', body)
    expect([code, json.details?.causes?.[0]?.field]).toEqual([422, field])
  })

  test('takes a manifest only where it is the one of its name', async () => {
    const manifest = '{"schemaVersion":2,"layers":[]}'
    const name = `sha256:${createHash('sha256').update(manifest).digest('hex')}`
    await server.ask('POST', '/images', imageBody(name))
    const put = (dockerImageManifest: string) =>
      server.ask('PATCH', `/images/${name}`, { dockerImageManifest })
    expect((await put('{"schemaVersion":2}')).json).not.toHaveProperty('dockerImageManifest')
    expect((await put(manifest)).json.dockerImageManifest).toBe(manifest)
  })

  test('is not written where nothing changes', async () => {
    const { json: made } = await server.ask('POST', '/images', imageBody('still'))
    const { json } = await server.ask('PATCH', '/images/still', {
      dockerImageReference: 'quay.io/acme/app:1',
    })
    expect(json.metadata.resourceVersion).toBe(made.metadata.resourceVersion)
  })
})

describe('a push', () => {
  test('needs its stream, a tag and an image with a name', async () => {
    const tries = [
      push('none', 'x', DIGEST_A),
      { ...push('none', '', DIGEST_A) },
      { ...push('none', 'x', '') },
    ]
    const answers = await Promise.all(tries.map((body) => server.ask('POST', mappings, body)))
    expect(answers.map(({ code, json }) => [code, json.details?.causes?.[0]?.field])).toEqual([
      [404, undefined],
      [422, 'tag'],
      [422, 'image.metadata.name'],
    ])
  })

  test('keeps the image, and writes neither spec nor generations (observed 44)', async () => {
    await makeStream('pushed')
    const { code, json } = await server.ask('POST', mappings, push('pushed', 'x', DIGEST_A))
    expect([code, json.status, json.code]).toEqual([201, 'Success', 201])
    const { json: stream } = await server.ask('GET', '/namespaces/team/imagestreams/pushed')
    expect(stream.metadata.generation).toBe(1)
    expect(stream.spec).not.toHaveProperty('tags')
    expect((await server.ask('GET', `/images/${DIGEST_A}`)).code).toBe(200)
    await server.ask('POST', mappings, push('pushed', 'x', DIGEST_A))
    expect((await server.ask('GET', '/namespaces/team/imagestreams/pushed')).json).toEqual(stream)
  })

  test('is stored in spite of a dry run (observed 52)', async () => {
    await makeStream('notdry')
    await server.ask('POST', `${mappings}?dryRun=All`, push('notdry', 'x', DIGEST_A))
    const { json } = await server.ask('GET', '/namespaces/team/imagestreams/notdry')
    expect(json.status?.tags).toHaveLength(1)
  })

  test('without a pull spec is of the internal registry; a known managed image too', async () => {
    await makeStream('home')
    await makeStream('second')
    const digest = `sha256:${'e'.repeat(64)}`
    const managed = {
      metadata: { name: digest, annotations: { 'openshift.io/image.managed': 'true' } },
    }
    for (const name of ['home', 'second']) {
      await server.ask('POST', mappings, { metadata: { name }, tag: 'x', image: managed })
      const { json } = await server.ask('GET', `/namespaces/team/imagestreams/${name}`)
      expect(json.status?.tags?.[0]?.items?.[0]?.dockerImageReference).toBe(
        `registry:5000/team/${name}@${digest}`,
      )
    }
  })
})

describe('an image of a stream', () => {
  test('is found by the beginning of its digest and answers to the name asked for (observed 54)', async () => {
    await makeStream('images', { annotations: { note: 'stream' } })
    for (const digest of [DIGEST_A, DIGEST_B]) {
      await server.ask('POST', mappings, push('images', 'x', digest))
    }
    const get = (name: string) => server.ask('GET', `/namespaces/team/imagestreamimages/${name}`)
    for (const id of [DIGEST_A, 'sha256:aaa', 'aaaa']) {
      const { json } = await get(`images@${id}`)
      expect(json.metadata).toMatchObject({ name: `images@${id}`, annotations: { note: 'stream' } })
      expect(json.image?.metadata.name).toBe(DIGEST_A)
    }
    expect((await get('images@sha256:')).code).toBe(200)
    expect((await get('images@ffff')).json.details?.kind).toBe('imagestreamimage')
    expect((await get('none@ffff')).json.details).toMatchObject({
      kind: 'imagestreamimages',
      name: 'none',
    })
    expect((await get('images')).json.message).toBe(
      'ImageStreamImages must be retrieved with <name>@<id>',
    )
  })

  test('may be a platform of an image list', async () => {
    await makeStream('platforms')
    const child = `sha256:${'9'.repeat(64)}`
    const list = push('platforms', 'x', `sha256:${'8'.repeat(64)}`)
    const entry = {
      digest: child,
      mediaType: 'm',
      size: 1,
      platform: { architecture: 'arm64', os: 'linux' },
    }
    await server.ask('POST', '/images', imageBody(child))
    await server.ask('POST', mappings, {
      ...list,
      image: {
        ...list.image,
        dockerImageManifest: JSON.stringify({ schemaVersion: 2, manifests: [entry] }),
      },
    })
    const { json } = await server.ask(
      'GET',
      `/namespaces/team/imagestreamimages/platforms@${child}`,
    )
    expect(json.image?.metadata.name).toBe(child)
    const { json: layers } = await server.ask(
      'GET',
      '/namespaces/team/imagestreams/platforms/layers',
    )
    expect(layers).toMatchObject({ images: { [child]: { imageMissing: false } } })
  })
})

describe('a signature', () => {
  const sign = (name: string, content = 'YQ==', more: object = {}) =>
    server.ask('POST', '/imagesignatures', {
      metadata: { name },
      type: 'AtomicImageV1',
      content,
      ...more,
    })

  test('is kept with its image, once by name and by content (observed 56)', async () => {
    await server.ask('POST', '/images', imageBody('signed'))
    const { code, json } = await sign('signed@1')
    expect([code, json.metadata.resourceVersion]).toEqual([201, undefined])
    expect((await sign('signed@1', 'Yg==')).code).toBe(409)
    expect((await sign('signed@2')).json.details?.kind).toBe('imageSignatures')
    const { json: image } = await server.ask('GET', '/images/signed')
    expect(image.signatures).toMatchObject([{ metadata: { name: 'signed@1' }, content: 'YQ==' }])
    expect((await server.ask('DELETE', '/imagesignatures/signed@1')).code).toBe(200)
    expect((await server.ask('DELETE', '/imagesignatures/signed@1')).code).toBe(404)
    expect((await server.ask('GET', '/images/signed')).json).not.toHaveProperty('signatures')
  })

  test('says nothing of itself that only a verification may say', async () => {
    await server.ask('POST', '/images', imageBody('claimed'))
    const { json } = await sign('claimed@1', 'YQ==', {
      imageIdentity: 'me',
      issuedBy: { commonName: 'me' },
    })
    expect(json).not.toHaveProperty('imageIdentity')
    expect(json).not.toHaveProperty('issuedBy')
  })

  test.each([
    ['loose', 'YQ==', 'metadata.name'],
    ['a@b', '', 'content'],
  ])('%s is refused', async (name, content, field) => {
    const { code, json } = await sign(name, content)
    expect([code, json.details?.causes?.[0]?.field]).toEqual([422, field])
  })

  test('of an image that is not there is refused', async () => {
    expect((await sign('nowhere@1')).json).toMatchObject({ code: 404, details: { kind: 'images' } })
    expect((await server.ask('DELETE', '/imagesignatures/loose')).code).toBe(400)
  })
})
