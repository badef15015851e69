import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  DOCKER_LIST,
  FakeRegistry,
  OCI_MANIFEST,
  type Trouble,
} from '../importer/testing/fake-registry'
import { type Answer, type ApiForTests, openApiForTests } from './api-for-tests'
import type { ImageStreamImport } from './import-request'

const registry = new FakeRegistry()
let server: ApiForTests

beforeAll(async () => {
  await registry.start()
  server = await openApiForTests({
    imports: {
      allowPrivate: true,
      requestTimeoutMs: 300,
      limits: { perSecond: 10_000, burst: 10_000 },
    },
  })
})

afterAll(async () => {
  await server.close()
  await registry.close()
})

type Import = Answer & ImageStreamImport

async function send(name: string, spec: object, metadata: object = {}, query = '') {
  const answer = await server.ask('POST', `/namespaces/team/imagestreamimports${query}`, {
    metadata: { name, ...metadata },
    spec,
  })
  return { code: answer.code, json: answer.json as Import }
}

const imageOf = (reference: string, further: object = {}) => ({
  from: { kind: 'DockerImage', name: `${registry.host}/${reference}` },
  importPolicy: { insecure: true },
  ...further,
})

async function importTag(stream: string, reference: string, tag: string, further: object = {}) {
  const { json } = await send(stream, {
    import: true,
    images: [imageOf(reference, { to: { name: tag }, ...further })],
  })
  const status = json.status?.images?.[0]?.status
  if (!status) throw new Error(JSON.stringify(json))
  return { status, stream: json.status?.import, image: json.status?.images?.[0] }
}

const streamNow = async (name: string) =>
  (await server.ask('GET', `/namespaces/team/imagestreams/${name}`)).json

describe('a look', () => {
  test('shows manifest and configuration where they are asked for, and writes nothing', async () => {
    const { digest } = registry.image('looks/app', '1')
    const revision = server.api.store.revision
    const images = [
      imageOf('looks/app:1', { includeManifest: true }),
      imageOf('looks/app:1'),
      imageOf(`looks/app@${digest}`),
    ]
    const { code, json } = await send('looked', { import: false, images })
    expect(code).toBe(201)
    expect(server.api.store.revision).toBe(revision)
    const [full, bare, pinned] = json.status?.images ?? []
    expect(full?.image?.dockerImageConfig).toContain('amd64')
    expect(full?.image?.dockerImageManifest).toContain('schemaVersion')
    expect(bare?.image).not.toHaveProperty('dockerImageManifest')
    expect(bare?.image?.metadata).not.toHaveProperty('uid')
    expect(bare?.tag).toBe('1')
    expect(pinned).not.toHaveProperty('tag')
    expect(json.status).not.toHaveProperty('import')
    expect(json.spec.images?.map(({ to }) => to?.name)).toEqual(['1', '1', undefined])
  })

  test('at a list keeps the texts of its images (S-41)', async () => {
    const child = { ...registry.image('looks/multi', undefined), architecture: 'amd64' }
    registry.list('looks/multi', 'all', [child], DOCKER_LIST)
    const importPolicy = { insecure: true, importMode: 'PreserveOriginal' }
    const { json } = await send('looked', {
      import: false,
      images: [imageOf('looks/multi:all', { importPolicy })],
    })
    const [shown] = json.status?.images ?? []
    expect(shown?.manifests?.[0]?.dockerImageConfig).toContain('amd64')
    expect(shown?.image).not.toHaveProperty('dockerImageManifest')
  })
})

describe('an import', () => {
  test('asks for each image once, and writes the stream once', async () => {
    registry.image('once/app', '1')
    registry.asked.length = 0
    const revision = server.api.store.revision
    const images = ['a', 'b'].map((name) => imageOf('once/app:1', { to: { name } }))
    const { json } = await send('once', { import: true, images })
    expect(json.status?.import?.status?.tags).toHaveLength(2)
    expect(registry.asked.filter((path) => path.includes('/manifests/'))).toHaveLength(1)
    expect(server.api.store.revision).toBe(revision + 2)
  })

  test('is stored also where a dry run is asked for (observed 52)', async () => {
    registry.image('dry/app', '1')
    const images = [imageOf('dry/app:1')]
    const { json } = await send('dry', { import: true, images }, {}, '?dryRun=All')
    expect(json.status?.import?.metadata.resourceVersion).toMatch(/^\d+$/)
    expect((await streamNow('dry')).metadata.generation).toBe(1)
  })

  test('of the same image again writes nothing (S-38)', async () => {
    registry.image('same/app', '1')
    await importTag('same', 'same/app:1', 'x')
    const revision = server.api.store.revision
    const { stream } = await importTag('same', 'same/app:1', 'x')
    expect(stream?.metadata.generation).toBe(1)
    expect(server.api.store.revision).toBe(revision)
  })

  test('of the same image by another mode downgrades the tag (S-35)', async () => {
    registry.image('mode/app', '1')
    const importPolicy = {
      insecure: true,
      scheduled: true,
      importMode: 'PreserveOriginal',
    }
    await importTag('mode', 'mode/app:1', 'x', { importPolicy, referencePolicy: { type: 'Local' } })
    const { stream } = await importTag('mode', 'mode/app:1', 'x')
    expect(stream?.spec?.tags?.[0]).toMatchObject({
      importPolicy: { insecure: true, importMode: 'Legacy' },
      referencePolicy: { type: 'Local' },
    })
    expect(stream?.spec?.tags?.[0]?.importPolicy).not.toHaveProperty('scheduled')
  })

  test('of a new image goes on top, also for the tags that follow (observed 45)', async () => {
    const first = registry.image('moving/app', '1')
    await importTag('moving', 'moving/app:1', 'x')
    await server.ask('PUT', '/namespaces/team/imagestreamtags/moving:follower', {
      metadata: { name: 'moving:follower' },
      tag: { from: { kind: 'ImageStreamTag', name: 'moving:x' } },
    })
    const second = registry.image('moving/app', '1', { architecture: 'arm64' })
    const { stream } = await importTag('moving', 'moving/app:1', 'x')
    for (const list of stream?.status?.tags ?? []) {
      expect(list.items?.map(({ image }) => image)).toEqual([second.digest, first.digest])
    }
  })

  test('onto a pinned tag replaces what it points at (S-34)', async () => {
    const { digest } = registry.image('pinned/app', '1')
    await importTag('pinned', 'pinned/app:1', 'x')
    await server.ask('PUT', '/namespaces/team/imagestreamtags/pinned:x', {
      metadata: { name: 'pinned:x' },
      tag: { from: { kind: 'ImageStreamImage', name: `pinned@${digest}` } },
    })
    registry.image('pinned/app', '1', { architecture: 'arm64' })
    const { stream } = await importTag('pinned', 'pinned/app:1', 'x')
    expect(stream?.spec?.tags?.[0]?.from).toEqual({
      kind: 'DockerImage',
      name: `${registry.host}/pinned/app:1`,
    })
  })

  test('prefers the platform that the tag wishes for (S-44)', async () => {
    const [amd64, arm64] = ['amd64', 'arm64'].map((architecture) => ({
      ...registry.image('wished/app', undefined, { architecture }),
      architecture,
    }))
    if (!amd64 || !arm64) throw new Error('unreachable')
    registry.list('wished/app', '1', [amd64, arm64])
    const annotations = { 'importer.image.openshift.io/prefer-arch': 'arm64' }
    await server.ask('POST', '/namespaces/team/imagestreams', {
      metadata: { name: 'wished', annotations },
    })
    const { image } = await importTag('wished', 'wished/app:1', 'x')
    expect(image?.image?.metadata.name).toBe(arm64.digest)
  })

  test('of another state of the stream than there is conflicts', async () => {
    registry.image('stale/app', '1')
    const images = [imageOf('stale/app:1')]
    const metadata = { resourceVersion: '7' }
    expect((await send('stale', { import: true, images }, metadata)).json).toMatchObject({
      code: 404,
      details: { kind: 'imagestreams', name: 'stale' },
    })
    const { json } = await send('stale', { import: true, images })
    const current = json.status?.import?.metadata.resourceVersion
    expect((await send('stale', { import: false, images }, metadata)).json).toMatchObject({
      code: 409,
      message: `Operation cannot be fulfilled on imagestream.image.openshift.io "stale": the image stream was updated from "7" to "${current}"`,
    })
  })

  test('of a stream that changes meanwhile is written to the stream as it is then', async () => {
    registry.image('meanwhile/app', '1')
    await server.ask('POST', '/namespaces/team/imagestreams', { metadata: { name: 'meanwhile' } })
    registry.misbehave(/meanwhile\/app\/blobs/, async () => {
      registry.behave()
      await server.ask('PATCH', '/namespaces/team/imagestreams/meanwhile', {
        metadata: { labels: { changed: 'meanwhile' } },
      })
      const config = registry.asked.at(-1) ?? ''
      const response = await fetch(`http://${registry.host}${config}`)
      return Buffer.from(await response.arrayBuffer())
    })
    const { stream } = await importTag('meanwhile', 'meanwhile/app:1', 'x')
    expect(stream?.metadata.labels).toEqual({ changed: 'meanwhile' })
    expect(stream?.status?.tags?.[0]?.items).toHaveLength(1)
  })
})

describe('a failed import', () => {
  const unknown = () => `${registry.host}/gone/app:1`

  test('gives a new tag its wish and the reason; the same again writes nothing (S-39)', async () => {
    const { status, stream } = await importTag('failing', 'gone/app:1', 'x')
    const message = `dockerimage.image.openshift.io "${unknown()}" not found`
    expect(status).toMatchObject({ code: 404, reason: 'NotFound', message })
    expect(stream?.spec?.tags?.[0]).toMatchObject({ name: 'x', generation: 1 })
    expect(stream?.status?.tags?.[0]).toMatchObject({
      items: null,
      conditions: [{ type: 'ImportSuccess', status: 'False', reason: 'NotFound', generation: 1 }],
    })
    const revision = server.api.store.revision
    await importTag('failing', 'gone/app:1', 'x')
    expect(server.api.store.revision).toBe(revision)
  })

  test('of a tag that had an image keeps it, and a success takes the reason away', async () => {
    const { digest } = registry.image('flaky/app', '1')
    await importTag('flaky', 'flaky/app:1', 'x')
    registry.misbehave(/flaky\/app\/manifests/, (_request, reply) => reply.code(500).send('no'))
    const { status, stream } = await importTag('flaky', 'flaky/app:1', 'x')
    expect(status.message).toBe(
      `Internal error occurred: ${registry.host}/flaky/app:1: received unexpected HTTP status: 500 Internal Server Error`,
    )
    const [list] = stream?.status?.tags ?? []
    expect(list?.items?.[0]?.image).toBe(digest)
    expect(list?.conditions?.[0]?.generation).toBe(2)
    expect(stream?.spec?.tags?.[0]?.generation).toBe(2)
    registry.behave()
    const mended = await importTag('flaky', 'flaky/app:1', 'x')
    const [after] = mended.stream?.status?.tags ?? []
    expect(after).not.toHaveProperty('conditions')
    expect(after?.items).toMatchObject([{ image: digest, generation: 3 }])
  })

  const troubles: [string, Trouble, string, string][] = [
    [
      'a registry that hangs',
      (_request, reply) => reply.hijack(),
      'InternalError',
      'context deadline exceeded',
    ],
    [
      'a registry that answers rubbish',
      (_request, reply) => reply.type(OCI_MANIFEST).send('<!doctype html>'),
      'InternalError',
      "invalid character '<' looking for beginning of value",
    ],
    [
      'a login that nobody has',
      (_request, reply) => reply.code(401).header('www-authenticate', 'Basic realm="x"').send({}),
      'Unauthorized',
      'you may not have access to the container image',
    ],
    [
      'a registry that asks to wait',
      (_request, reply) =>
        reply.code(429).send({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] }),
      'InternalError',
      'toomanyrequests: slow down',
    ],
  ]

  test.each(troubles)('%s', async (_what, trouble, reason, message) => {
    registry.misbehave(/odd\/app\/manifests/, trouble)
    const { status } = await importTag('odd', 'odd/app:1', 'x')
    expect(status.reason).toBe(reason)
    expect(status.message).toContain(message)
    registry.behave()
  })

  test('a server that is no registry (S-39)', async () => {
    registry.misbehave(/^\/v2\/$/, (_request, reply) => reply.code(404).send('no'))
    const { status } = await importTag('odd', 'odd/app:1', 'x')
    expect(status).toEqual({
      metadata: {},
      status: 'Failure',
      code: 403,
      reason: 'NotV2Registry',
      details: { group: 'image.openshift.io' },
      message: `.image.openshift.io is forbidden: registry "${registry.host}" does not support the v2 Registry API`,
    })
    registry.behave()
  })
})

describe('a repository', () => {
  const repositoryOf = (name: string) => ({
    from: { kind: 'DockerImage', name: `${registry.host}/${name}` },
    importPolicy: { insecure: true },
  })

  test('gives its first 50 tags, and the names of the others (S-37)', async () => {
    const tags = Array.from({ length: 60 }, (_, index) => `1.${index}.0`)
    for (const tag of [...tags, 'latest', 'odd']) registry.image('whole/app', tag)
    const { json } = await send('whole', { import: true, repository: repositoryOf('whole/app') })
    const { repository, import: stream } = json.status ?? {}
    expect(repository?.status).toEqual({ metadata: {}, status: 'Success' })
    expect(repository?.images?.slice(0, 3).map(({ tag }) => tag)).toEqual([
      'latest',
      '1.59.0',
      '1.58.0',
    ])
    expect(repository?.additionalTags).toHaveLength(12)
    expect(repository?.additionalTags?.at(-1)).toBe('odd')
    expect(stream?.spec?.tags).toHaveLength(50)
    expect(stream?.spec?.tags?.[0]?.from?.name).toBe(`${registry.host}/whole/app:1.11.0`)
    expect(json.spec.repository).toMatchObject({
      importPolicy: { insecure: true, importMode: 'Legacy' },
      referencePolicy: { type: 'Source' },
    })
  })

  test('that is not there makes an empty stream (observed 53)', async () => {
    const { json } = await send('hollow', { import: true, repository: repositoryOf('no/where') })
    expect(json.status?.repository).toMatchObject({
      status: {
        reason: 'NotFound',
        message: `dockerimage.image.openshift.io "${registry.host}/no/where" not found`,
      },
    })
    expect(json.status?.repository).not.toHaveProperty('images')
    expect((await streamNow('hollow')).spec).toEqual({ lookupPolicy: { local: false } })
  })

  test('of which some fail says how many; they get no wish', async () => {
    registry.image('partly/app', 'good')
    registry.manifest('partly/app', '<html>', OCI_MANIFEST, 'bad')
    const { json } = await send('partly', { import: true, repository: repositoryOf('partly/app') })
    expect(json.status?.repository?.status).toMatchObject({
      status: 'Failure',
      reason: 'ImportFailed',
      message: 'one of the images from this repository failed to import',
    })
    const stream = json.status?.import
    expect(stream?.spec?.tags?.map(({ name }) => name)).toEqual(['good'])
    expect(stream?.status?.tags?.map(({ tag }) => tag)).toEqual(['bad', 'good'])
  })
})

describe('a request that is wrong is refused', () => {
  test.each([
    ['a tag without a name', { to: { name: '' } }, 'spec.images[0].to.name'],
    ['no image', { from: { kind: 'DockerImage', name: '' } }, 'spec.images[0].from.name'],
    [
      'a digest on schedule',
      {
        from: { kind: 'DockerImage', name: `a/b@sha256:${'0'.repeat(64)}` },
        importPolicy: { scheduled: true },
      },
      'spec.images[0].from.name',
    ],
  ])('%s', async (_what, image, field) => {
    const { code, json } = await send('wrong', { import: true, images: [imageOf('a/b', image)] })
    expect(code).toBe(422)
    expect(json.details?.causes?.map((cause: { field?: string }) => cause.field)).toEqual([field])
  })

  test('a project that is not there', async () => {
    const answer = await server.ask('POST', '/namespaces/nowhere/imagestreamimports', {
      metadata: { name: 'x' },
      spec: { import: true, images: [imageOf('a/b')] },
    })
    expect(answer.code).toBe(404)
  })
})

describe('logins', () => {
  const secret = (name: string, auths: object) => ({
    metadata: { name },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  })

  test('come from the secrets of the namespace, wrong ones do not matter (S-42)', async () => {
    registry.image('closed/app', '1')
    registry.misbehave(/closed\/app/, (request, reply) => {
      if (request.headers.authorization === `Basic ${btoa('maria:secret')}`) {
        registry.behave()
        reply.redirect(request.url)
      } else reply.code(401).header('www-authenticate', 'Basic realm="closed"').send({})
      return reply
    })
    const login = { username: 'maria', password: 'secret' }
    const refused = await importTag('closed', 'closed/app:1', 'x')
    expect(refused.status.reason).toBe('Unauthorized')
    await server.api.write.create('secrets', 'other', secret('pull', { [registry.host]: login }))
    expect((await importTag('closed', 'closed/app:1', 'x')).status.reason).toBe('Unauthorized')

    await server.api.write.create(
      'secrets',
      'team',
      secret('old', { [registry.host]: { username: 'old', password: 'wrong' } }),
    )
    await server.api.write.create('secrets', 'team', secret('pull', { [registry.host]: login }))
    expect((await importTag('closed', 'closed/app:1', 'x')).status.status).toBe('Success')
    const { json } = await server.ask('GET', '/namespaces/team/imagestreams/closed/secrets')
    expect(json.items.map(({ metadata }) => metadata.name)).toEqual(['old', 'pull'])
    registry.behave()
  })
})
