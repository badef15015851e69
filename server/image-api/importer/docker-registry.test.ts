import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiForTests, openApiForTests } from '../registry/api-for-tests'
import type { ImageStreamImport } from '../registry/import-request'
import { DockerRegistry, hasDockerRegistry, LOGIN } from './testing/docker-registry'
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from './testing/fake-registry'

const isThere = hasDockerRegistry()
if (!isThere && process.env.CI) {
  throw new Error('docker-registry is missing, and CI skips nothing.')
}
if (!isThere)
  process.stdout.write('skipped: docker-registry is not installed, so it is not asked\n')

const OCI = [
  OCI_MANIFEST,
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.oci.image.layer.v1.tar+gzip',
] as const
const DOCKER = [
  DOCKER_MANIFEST,
  'application/vnd.docker.container.image.v1+json',
  'application/vnd.docker.image.rootfs.diff.tar.gzip',
] as const

describe.skipIf(!isThere)('from a real registry', () => {
  const open = new DockerRegistry()
  const closed = new DockerRegistry()
  let server: ApiForTests

  beforeAll(async () => {
    await Promise.all([open.start(), closed.start({ isClosed: true })])
    server = await openApiForTests({
      imports: { allowPrivate: true, limits: { perSecond: 10_000, burst: 10_000 } },
    })
  })

  afterAll(async () => {
    await server.close()
    await Promise.all([open.close(), closed.close()])
  })

  async function importOne(name: string, importMode = 'Legacy') {
    const { json } = await server.ask('POST', '/namespaces/team/imagestreamimports', {
      metadata: { name: 'app' },
      spec: {
        import: true,
        images: [
          {
            from: { kind: 'DockerImage', name },
            to: { name: 'x' },
            importPolicy: { insecure: true, importMode },
          },
        ],
      },
    })
    const [outcome] = (json as unknown as ImageStreamImport).status?.images ?? []
    if (!outcome) throw new Error(JSON.stringify(json))
    return outcome
  }

  test.each([
    ['OCI', OCI, OCI_INDEX],
    ['Docker', DOCKER, DOCKER_LIST],
  ])('images and lists of %s', async (name, types, listType) => {
    const repository = `types/${name.toLowerCase()}`
    const image = await open.image(repository, 'one', 'amd64', types)
    const one = await importOne(`${open.host}/${repository}:one`)
    expect(one.image).toMatchObject({
      metadata: { name: image.digest },
      dockerImageManifestMediaType: types[0],
      dockerImageMetadata: { Architecture: 'amd64', Id: image.config },
      dockerImageLayers: [{ mediaType: types[2] }],
    })

    const children = [image, await open.image(repository, undefined, 's390x', types)]
    const list = await open.manifest(
      repository,
      'all',
      {
        schemaVersion: 2,
        mediaType: listType,
        manifests: children.map(({ digest, size, mediaType, architecture }) => ({
          digest,
          size,
          mediaType,
          platform: { architecture, os: 'linux' },
        })),
      },
      listType,
    )
    const all = await importOne(`${open.host}/${repository}:all`, 'PreserveOriginal')
    expect(all.image?.metadata.name).toBe(list.digest)
    expect(all.manifests?.map(({ metadata }) => metadata.name)).toEqual(
      children.map(({ digest }) => digest),
    )
  })

  test('a tag and a repository that are not there', async () => {
    await open.image('there/app', '1', 'amd64', OCI)
    for (const name of [`${open.host}/there/app:2`, `${open.host}/nowhere/app:1`]) {
      const { status } = await importOne(name)
      expect(status.message).toBe(`dockerimage.image.openshift.io "${name}" not found`)
    }
  })

  test('one that asks for a login', async () => {
    const { digest } = await closed.image('closed/app', '1', 'amd64', OCI)
    const name = `${closed.host}/closed/app:1`
    expect((await importOne(name)).status).toMatchObject({ code: 401, reason: 'Unauthorized' })
    const auths = { [closed.host]: LOGIN }
    await server.api.write.create('secrets', 'team', {
      metadata: { name: 'login' },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
    } as never)
    expect((await importOne(name)).image?.metadata.name).toBe(digest)
  })

  test('a configuration that was cut in half is not taken', async () => {
    const { config } = await open.image('broken/app', '1', 'ppc64le', DOCKER)
    open.truncate(config)
    const { status } = await importOne(`${open.host}/broken/app:1`)
    expect(status).toMatchObject({ code: 500, reason: 'InternalError' })
  })

  test('one behind redirects', async () => {
    const { digest } = await open.image('moved/app', '1', 'amd64', OCI)
    const front = Fastify()
    front.get('/v2/', async () => ({}))
    front.get('/v2/*', (request, reply) => reply.redirect(`http://${open.host}${request.url}`))
    const host = (await front.listen({ host: '127.0.0.1', port: 0 })).replace('http://', '')
    expect((await importOne(`${host}/moved/app:1`)).image?.metadata.name).toBe(digest)
    await front.close()
  })

  test('5,000 tags', async () => {
    const { digest } = await open.image('many/app', 'latest', 'amd64', OCI)
    const tags = Array.from({ length: 4999 }, (_, index) => `1.0.${index}`)
    open.addTags('many/app', digest, tags)
    const { json } = await server.ask('POST', '/namespaces/team/imagestreamimports', {
      metadata: { name: 'many' },
      spec: {
        import: true,
        repository: {
          from: { kind: 'DockerImage', name: `${open.host}/many/app` },
          importPolicy: { insecure: true },
        },
      },
    })
    const { repository, import: stream } = (json as unknown as ImageStreamImport).status ?? {}
    expect(repository?.status.status).toBe('Success')
    expect(repository?.images).toHaveLength(50)
    expect(repository?.images?.slice(0, 2).map(({ tag }) => tag)).toEqual(['latest', '1.0.4998'])
    expect(repository?.additionalTags).toHaveLength(4950)
    expect(stream?.status?.tags).toHaveLength(50)
  })
})
