import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiForTests, openApiForTests } from '../registry/api-for-tests'
import type { ImageStreamImport } from '../registry/import-request'
import { DockerRegistry, hasDockerRegistry } from './testing/docker-registry'
import { ImageTools, missingImageTools } from './testing/image-tools'

// Nothing here was written by us: umoci makes the images, skopeo and buildah put them into Debian's
// docker-registry in every form, and skopeo says which digests are right.

const missing = [...(hasDockerRegistry() ? [] : ['docker-registry']), ...missingImageTools()]
if (missing.length > 0 && process.env.CI) {
  throw new Error(`${missing.join(', ')} missing, and CI skips nothing.`)
}
if (missing.length > 0) {
  process.stdout.write(`skipped: no images are made, for want of ${missing.join(', ')}\n`)
}

describe.skipIf(missing.length > 0)('images that umoci, skopeo and buildah made', () => {
  const registry = new DockerRegistry()
  let tools: ImageTools
  let server: ApiForTests
  const at = (tag: string) => `${registry.host}/made/app:${tag}`
  const docker = (tag: string) => `docker://${at(tag)}`

  beforeAll(async () => {
    tools = new ImageTools()
    await registry.start()
    server = await openApiForTests({
      imports: { allowPrivate: true, limits: { perSecond: 10_000, burst: 10_000 } },
    })
    const amd64 = tools.make('amd64', 'amd64', ['one', 'two'])
    const arm64 = tools.make('arm64', 'arm64', ['one', 'three'])
    for (const format of ['oci', 'v2s2', 'v2s1'] as const) tools.push(amd64, docker(format), format)
    tools.push(arm64, docker('arm'), 'oci')
    for (const format of ['oci', 'v2s2'] as const) {
      tools.pushList(docker(`list-${format}`), [docker('oci'), docker('arm')], format)
    }
  }, 120_000)

  afterAll(async () => {
    await server.close()
    await registry.close()
    tools.close()
  })

  async function importTag(tag: string, importMode = 'Legacy') {
    const { json } = await server.ask('POST', '/namespaces/team/imagestreamimports', {
      metadata: { name: 'made' },
      spec: {
        import: true,
        images: [
          {
            from: { kind: 'DockerImage', name: at(tag) },
            to: { name: tag },
            importPolicy: { insecure: true, importMode },
          },
        ],
      },
    })
    const [outcome] = (json as unknown as ImageStreamImport).status?.images ?? []
    expect(outcome?.status).toEqual({ metadata: {}, status: 'Success' })
    return outcome
  }

  const config = { User: '1001', Env: ['MODE=prod'], Cmd: ['/app/serve'], Labels: { team: 'shop' } }
  const oci = 'application/vnd.oci.image'
  const schema2 = 'application/vnd.docker'

  test.each([
    ['oci', `${oci}.manifest.v1+json`, `${oci}.layer.v1.tar+gzip`],
    ['v2s2', `${schema2}.distribution.manifest.v2+json`, `${schema2}.image.rootfs.diff.tar.gzip`],
  ])('a plain image as %s', async (tag, manifestType, layerType) => {
    const image = (await importTag(tag))?.image
    expect(image?.metadata.name).toBe(tools.digest(docker(tag)))
    expect(image).toMatchObject({
      dockerImageManifestMediaType: manifestType,
      dockerImageMetadata: { Architecture: 'amd64', Config: config },
      dockerImageLayers: [{ mediaType: layerType }, { mediaType: layerType }],
    })
  })

  test('one of schema 1, by the digest of what is signed in it', async () => {
    const image = (await importTag('v2s1'))?.image
    expect(image?.metadata.name).toBe(tools.digest(docker('v2s1')))
    expect(image).toMatchObject({ dockerImageMetadata: { Architecture: 'amd64', Config: config } })
    // Two with files, and the empty one that the configuration is in this form.
    expect(image?.dockerImageLayers).toHaveLength(3)
  })

  test.each([
    ['list-oci', `${oci}.index.v1+json`],
    ['list-v2s2', `${schema2}.distribution.manifest.list.v2+json`],
  ])('%s whole, and of it one platform', async (tag, mediaType) => {
    const whole = await importTag(tag, 'PreserveOriginal')
    expect(whole?.image).toMatchObject({
      metadata: { name: tools.digest(docker(tag)) },
      dockerImageManifestMediaType: mediaType,
      dockerImageManifests: [{ architecture: 'amd64' }, { architecture: 'arm64' }],
    })
    const children = whole?.image?.dockerImageManifests?.map(({ digest }) => digest)
    expect(whole?.manifests?.map(({ metadata }) => metadata.name)).toEqual(children)
    const one = await importTag(tag)
    expect(one?.image?.metadata.name).toBe(children?.[0])
  })
})
