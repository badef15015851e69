import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchImage } from './fetch-image'
import { parsePullSpec } from './pull-spec'
import { RegistryClient } from './registry-client'
import { RegistryError } from './registry-error'
import { sha256 } from './schema-1'
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  FakeRegistry,
  OCI_INDEX,
  OCI_MANIFEST,
} from './testing/fake-registry'

const now = '2026-11-23T20:00:00Z'
const SIGNED = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
const registry = new FakeRegistry()
let client: RegistryClient

beforeAll(async () => {
  await registry.start()
  client = new RegistryClient({ registry: registry.host, insecure: true, allowPrivate: true })
})

afterAll(async () => {
  await client.close()
  await registry.close()
})

function fetch(reference: string, options: { preserve?: boolean; architecture?: string } = {}) {
  const spec = parsePullSpec(`${registry.host}/team/app${reference}`)
  if (!spec) throw new Error(`${reference} is no reference`)
  const { preserve = false, architecture = '' } = options
  return fetchImage(client, spec, {
    isOriginalPreserved: preserve,
    platform: { os: '', architecture },
    now,
  })
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof RegistryError ? error.message : `bug: ${error}`),
  )

test.each([OCI_MANIFEST, DOCKER_MANIFEST])('an image of %s, as the API keeps it', async (type) => {
  const config = { Env: ['A=b'], Labels: { a: 'b' } }
  const { digest } = registry.image('team/app', 'one', { mediaType: type, config })
  const { image, entries } = await fetch(':one')
  expect(entries).toEqual([])
  expect(image).toMatchObject({
    metadata: {
      name: digest,
      annotations: { 'image.openshift.io/dockerLayersOrder': 'ascending' },
    },
    dockerImageReference: `${registry.host}/team/app@${digest}`,
    dockerImageManifestMediaType: type,
    dockerImageLayers: [{ size: 1000 }],
    dockerImageMetadata: { Architecture: 'amd64', Config: config, Created: '2026-02-03T04:05:06Z' },
  })
  expect(image.dockerImageManifest && sha256(Buffer.from(image.dockerImageManifest))).toBe(digest)
  expect(image.dockerImageConfig).toContain('"architecture":"amd64"')
})

test('an image by its digest is the one that was asked for', async () => {
  const { digest } = registry.image('team/app', undefined, { architecture: 'riscv64' })
  expect((await fetch(`@${digest}`)).image.metadata.name).toBe(digest)
})

describe('a list', () => {
  const children = ['amd64', 's390x'].map((architecture) => ({ architecture }))

  function put(tag: string, mediaType: string) {
    const entries = children.map(({ architecture }) => ({
      ...registry.image('team/app', undefined, { architecture }),
      architecture,
    }))
    return { entries, list: registry.list('team/app', tag, entries, mediaType) }
  }

  test.each([OCI_INDEX, DOCKER_LIST])('of %s gives one image, or itself', async (mediaType) => {
    const { entries, list } = put('multi', mediaType)
    const one = await fetch(':multi', { architecture: 's390x' })
    expect(one.image.metadata.name).toBe(entries[1]?.digest)

    const all = await fetch(':multi', { preserve: true })
    expect(all.image).toMatchObject({
      metadata: { name: list.digest },
      dockerImageManifestMediaType: mediaType,
      dockerImageManifests: [{ architecture: 'amd64' }, { architecture: 's390x' }],
      dockerImageMetadata: { Id: list.digest, Created: now },
    })
    expect(all.image).not.toHaveProperty('dockerImageManifest')
    expect(all.image).not.toHaveProperty('dockerImageLayers')
    expect(all.entries.map(({ metadata }) => metadata.name)).toEqual(
      entries.map(({ digest }) => digest),
    )
  })

  test('in a list is one image of it, and no deeper', async () => {
    const { entries, list } = put('inner', OCI_INDEX)
    const outer = registry.list('team/app', 'outer', [{ ...list, architecture: 'amd64' }])
    const kept = await fetch(':outer', { preserve: true })
    expect(kept.entries.map(({ metadata }) => metadata.name)).toEqual([entries[0]?.digest])
    expect(await failure(fetch(':outer'))).toContain('a list within a list')

    registry.list('team/app', 'deepest', [{ ...outer, architecture: 'amd64' }])
    expect(await failure(fetch(':deepest', { preserve: true }))).toContain('a list within a list')
  })

  test('with an entry that is not there is not imported', async () => {
    const digest = `sha256:${'0'.repeat(64)}`
    const gone = { digest, mediaType: OCI_MANIFEST, size: 1, architecture: 'amd64' }
    registry.list('team/app', 'gap', [gone])
    expect(await failure(fetch(':gap', { preserve: true }))).toBe(
      'manifest unknown: manifest unknown',
    )
  })

  test('of nothing, or of too much, is not imported', async () => {
    registry.list('team/app', 'empty', [])
    expect(await failure(fetch(':empty'))).toBe('no manifests in manifest list')
    const entry = { ...registry.image('team/app', undefined), architecture: 'amd64' }
    registry.list('team/app', 'long', Array<typeof entry>(65).fill(entry))
    expect(await failure(fetch(':long', { preserve: true }))).toContain('more than 64 entries')
  })
})

test('a manifest of the first schema is read without its signatures', async () => {
  const layer = `sha256:${'1'.repeat(64)}`
  const payload = `${JSON.stringify({
    schemaVersion: 1,
    name: 'team/app',
    fsLayers: [{ blobSum: layer }],
    history: [{ v1Compatibility: JSON.stringify({ id: 'a', architecture: 'amd64', Size: 7 }) }],
  }).slice(0, -1)}`
  const guarded = Buffer.from(
    JSON.stringify({
      formatLength: payload.length,
      formatTail: Buffer.from('}').toString('base64url'),
    }),
  ).toString('base64url')
  const signed = `${payload},"signatures":[{"protected":"${guarded}"}]}`
  registry.manifest('team/app', signed, SIGNED, 'old')
  const { image } = await fetch(':old')
  expect(image.metadata.name).toBe(sha256(Buffer.from(`${payload}}`)))
  expect(image.dockerImageLayers).toMatchObject([{ name: layer, size: 7 }])
})

describe('what cannot be imported says why', () => {
  const config = { digest: `sha256:${'2'.repeat(64)}` }
  const whole = { schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [] }
  test.each([
    ['a page of HTML', '<html>', OCI_MANIFEST, "invalid character '<' looking for beginning"],
    ['half a manifest', '{"schemaVersion":2', OCI_MANIFEST, 'unexpected end of JSON input'],
    ['nothing', '', OCI_MANIFEST, 'unexpected end of JSON input'],
    ['a list', '[]', OCI_MANIFEST, 'invalid character'],
    ['an unknown kind', { ...whole, mediaType: 'text/odd' }, 'text/odd', 'text/odd'],
    ['another kind than it says', whole, DOCKER_MANIFEST, 'mediaType in manifest should be'],
    ['a list and an image', { ...whole, manifests: [] }, OCI_MANIFEST, 'at once'],
    ['no configuration', { ...whole, config: {} }, OCI_MANIFEST, 'no usable config'],
    ['a path for a digest', { ...whole, config: { digest: '../x' } }, OCI_MANIFEST, 'config'],
    ['layers that are none', { ...whole, layers: [null] }, OCI_MANIFEST, 'no usable layers'],
    ['no version', { ...whole, schemaVersion: 3 }, OCI_MANIFEST, 'no usable schemaVersion'],
    ['a configuration that is gone', whole, OCI_MANIFEST, 'manifest unknown'],
  ])('%s', async (_what, content, type, message) => {
    registry.manifest('team/app', content, type, 'odd')
    expect(await failure(fetch(':odd'))).toContain(message)
  })

  test.each([
    ['text', 'not json', 'no JSON object'],
    ['a list of settings', '{"config":[]}', 'cannot unmarshal array'],
    ['a number for a label', '{"config":{"Labels":{"a":1}}}', 'DockerConfig.Labels'],
    ['an object for the environment', '{"config":{"Env":{"a":"b"}}}', 'DockerConfig.Env'],
    ['labels without end', { config: { Labels: { a: 'x'.repeat(2e6) } } }, 'too large'],
  ])('a configuration with %s', async (_what, content, message) => {
    const blob = registry.blob('team/app', content)
    registry.manifest('team/app', { ...whole, config: blob }, OCI_MANIFEST, 'odd')
    expect(await failure(fetch(':odd'))).toContain(message)
  })

  test('bytes with another digest', async () => {
    const { digest } = registry.image('team/app', 'swapped')
    registry.misbehave(/blobs/, (_request, reply) => reply.send('{"architecture":"evil"}'))
    expect(await failure(fetch(`@${digest}`))).toContain('has the digest')
    registry.behave()
  })
})
