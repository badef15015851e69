import { expect, test } from 'vitest'
import { aDigest } from '@/test/builders'
import type { Image } from './kinds/image'
import { lookAtRequest, lookedRepository, lookedTag } from './reference-look'

const at = { namespace: 'dev', reference: 'quay.io/o/a', insecure: true }
const success = { status: 'Success' as const }
const layer = (size: number) => ({ name: aDigest(size), size, mediaType: 'layer' })

function image(seed: number, more: Partial<Image> = {}): Image {
  return { metadata: { name: aDigest(seed) }, ...more }
}

test('a look stores nothing, and keeps lists of platforms as they are (S-28, S-37)', () => {
  const { spec, metadata } = lookAtRequest(at)
  expect(metadata).toEqual({ name: 'look', namespace: 'dev' })
  expect(spec).toEqual({
    import: false,
    repository: {
      from: { kind: 'DockerImage', name: 'quay.io/o/a' },
      importPolicy: { insecure: true, importMode: 'PreserveOriginal' },
    },
  })
  expect(lookAtRequest(at, ['quay.io/o/a:1']).spec).toMatchObject({
    import: false,
    images: [{ from: { name: 'quay.io/o/a:1' } }],
  })
})

test('an image tells its size, or that of its layers', () => {
  const told = { dockerImageMetadata: { Size: 61_400_000, Architecture: 'arm64' } }
  expect(lookedTag({ status: success, image: image(1, told) }, 'v1')).toMatchObject({
    tag: 'v1',
    state: 'looked',
    image: { digest: aDigest(1), size: 61_400_000, architecture: 'arm64', platforms: [] },
  })
  const summed = lookedTag(
    { status: success, image: image(1, { dockerImageLayers: [layer(1), layer(2)] }) },
    'v1',
  )
  expect(summed).toMatchObject({ image: { size: 3 } })
  expect(lookedTag({ status: success, image: image(1) }, 'v1')).toMatchObject({
    image: { size: null },
  })
})

test('a list tells its platforms with their sizes, attestations apart', () => {
  const entry = (seed: number, os: string, architecture: string) => ({
    digest: aDigest(seed),
    mediaType: 'm',
    manifestSize: 1,
    os,
    architecture,
  })
  const list = image(1, {
    dockerImageManifests: [entry(2, 'linux', 'amd64'), entry(3, 'unknown', 'unknown')],
  })
  const child = image(2, { dockerImageLayers: [layer(10)] })
  const found = lookedTag({ status: success, image: list, manifests: [child] }, 'v1')
  expect(found).toMatchObject({
    image: {
      size: null,
      platforms: [
        { name: 'linux/amd64', digest: aDigest(2), size: 10, isAttestation: false },
        { digest: aDigest(3), size: null, isAttestation: true },
      ],
    },
  })
})

const failure = { status: 'Failure' as const, reason: 'Unauthorized', message: 'no' }

test('a repository gives its tags in the cluster’s order, also those only named (S-6, S-37)', () => {
  const found = lookedRepository({
    repository: {
      status: { status: 'Failure', reason: 'ImportFailed', message: 'one of the images failed' },
      images: [
        { tag: 'v1.0', status: success, image: image(1) },
        { tag: 'latest', status: failure },
      ],
      additionalTags: ['v2.0', 'nightly'],
    },
  })
  expect(found.ok && found.tags.map(({ tag, state }) => [tag, state])).toEqual([
    ['latest', 'failed'],
    ['v2.0', 'named'],
    ['v1.0', 'looked'],
    ['nightly', 'named'],
  ])
})

test('a repository that cannot be looked at says why', () => {
  expect(lookedRepository({ repository: { status: failure } })).toMatchObject({
    ok: false,
    reason: 'Unauthorized',
    message: 'no',
  })
})

test.each([[undefined], [{}], [{ repository: {} }], [{ repository: { images: null } }]])(
  'odd answers are repositories without tags: %j',
  (status) => {
    expect(lookedRepository(status)).toEqual({ ok: true, tags: [] })
  },
)

test('an image that is missing from a success is a failure', () => {
  expect(lookedTag({ status: success }, 'v1')).toMatchObject({ state: 'failed' })
  expect(lookedTag(undefined, 'v1')).toMatchObject({ state: 'failed' })
})
