import { expect, test } from 'vitest'
import type { Image } from '@/domain/kinds/image'
import { presentedImage, withImageMetadata, withoutStoredBlobs } from './image-metadata'

const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json'
const layer = (digest: string, size: number) => ({ mediaType: 'layer', digest, size })
const config = {
  architecture: 'arm64',
  os: 'linux',
  author: 'acme',
  created: '2026-01-02T03:04:05.678901234Z',
  config: {
    User: '',
    Env: ['A=b'],
    ExposedPorts: { '80/tcp': {} },
    Healthcheck: { Test: ['NONE'] },
    Labels: null,
  },
  history: [{ created_by: 'RUN x' }],
}
const manifest = {
  schemaVersion: 2,
  mediaType: DOCKER,
  config: { digest: 'sha256:c', size: 1 },
  layers: [layer('sha256:1', 10), layer('sha256:2', 20), layer('sha256:1', 10)],
}
const imageOf = (text: unknown, more: Partial<Image> = {}): Image => ({
  metadata: { name: 'sha256:m' },
  dockerImageManifest: typeof text === 'string' ? text : JSON.stringify(text),
  ...more,
})

test('a Docker image: layers, configuration, size of both, every layer once', () => {
  const text = JSON.stringify(config)
  const image = withImageMetadata(imageOf(manifest, { dockerImageConfig: text }))
  expect(image.dockerImageLayers?.map(({ name, size }) => [name, size])).toEqual([
    ['sha256:1', 10],
    ['sha256:2', 20],
    ['sha256:1', 10],
  ])
  expect(image.dockerImageManifestMediaType).toBe(DOCKER)
  expect(image.metadata.annotations).toEqual({
    'image.openshift.io/dockerLayersOrder': 'ascending',
  })
  expect(image.dockerImageMetadata).toEqual({
    kind: 'DockerImage',
    apiVersion: 'image.openshift.io/1.0',
    Id: 'sha256:c',
    Created: '2026-01-02T03:04:05Z',
    ContainerConfig: {},
    Author: 'acme',
    Architecture: 'arm64',
    Config: { Env: ['A=b'], ExposedPorts: { '80/tcp': {} } },
    Size: 30 + text.length,
  })
})

test('the media type of the image stands where the manifest names none, as OCI may', () => {
  const { mediaType: _mediaType, ...bare } = manifest
  const oci = 'application/vnd.oci.image.manifest.v1+json'
  const image = withImageMetadata(imageOf(bare, { dockerImageManifestMediaType: oci }))
  expect(image.dockerImageManifestMediaType).toBe(oci)
})

test('without a configuration there are layers and no more', () => {
  const image = withImageMetadata(imageOf(manifest))
  expect(image.dockerImageLayers).toHaveLength(3)
  expect(image).not.toHaveProperty('dockerImageMetadata')
})

test('an image list: its entries, no layers, the time given (observed 47)', () => {
  const entry = {
    digest: 'sha256:1',
    mediaType: DOCKER,
    size: 5,
    platform: { architecture: 'arm', os: 'linux', variant: 'v7' },
  }
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  const image = withImageMetadata(
    imageOf({ schemaVersion: 2, mediaType, manifests: [entry] }),
    '2026-05-05T00:00:00Z',
  )
  expect(image.dockerImageManifests).toEqual([
    {
      digest: 'sha256:1',
      mediaType: DOCKER,
      manifestSize: 5,
      architecture: 'arm',
      os: 'linux',
      variant: 'v7',
    },
  ])
  expect(image.dockerImageMetadata).toMatchObject({
    Id: 'sha256:m',
    Created: '2026-05-05T00:00:00Z',
  })
  expect(image).not.toHaveProperty('dockerImageLayers')
  expect(image.dockerImageManifestMediaType).toBe(mediaType)
})

test('Docker’s first manifest: the base layer comes first, metadata is that of the newest', () => {
  const v1 = (id: string, Size: number) => ({
    v1Compatibility: JSON.stringify({ id, Size, architecture: 'amd64' }),
  })
  const image = withImageMetadata(
    imageOf({
      schemaVersion: 1,
      fsLayers: [{ blobSum: 'sha256:top' }, { blobSum: 'sha256:base' }],
      history: [v1('new', 5), v1('old', 7)],
    }),
  )
  expect(image.dockerImageLayers?.map(({ name, size }) => [name, size])).toEqual([
    ['sha256:base', 7],
    ['sha256:top', 5],
  ])
  expect(image.dockerImageMetadata).toMatchObject({ Id: 'new', Architecture: 'amd64', Size: 12 })
})

test.each([
  ['no text', ''],
  ['no JSON', 'rubbish'],
  ['a list', '[]'],
  ['null', 'null'],
  ['an unknown schema', '{"schemaVersion":7}'],
  ['odd members', '{"schemaVersion":2,"layers":{"a":1},"config":"x"}'],
  ['a schema 1 that does not match itself', '{"schemaVersion":1,"fsLayers":[{}],"history":[]}'],
])('a manifest of %s is no obstacle', (_what, text) => {
  const image = withImageMetadata(imageOf(text, { dockerImageConfig: '{' }))
  expect(image.dockerImageLayers ?? []).toEqual([])
})

test('what the registry filled stays', () => {
  const filled = imageOf(manifest, {
    dockerImageLayers: [{ name: 'x', size: 1, mediaType: 'y' }],
    dockerImageMetadata: { Size: 1 },
    dockerImageManifestMediaType: DOCKER,
  })
  expect(withImageMetadata(filled)).toMatchObject({
    dockerImageLayers: [{ name: 'x' }],
    dockerImageMetadata: { Size: 1 },
  })
})

test('texts that the registry keeps are not kept twice (S-41)', () => {
  const image = imageOf(manifest, { dockerImageConfig: '{}' })
  expect(withoutStoredBlobs(image)).toBe(image)
  image.metadata.annotations = { 'image.openshift.io/manifestBlobStored': 'true' }
  expect(withoutStoredBlobs(image)).toEqual({ metadata: image.metadata })
})

test('an image always shows metadata, and no empty members', () => {
  expect(
    presentedImage({
      kind: 'Image',
      metadata: { name: 'x' },
      dockerImageLayers: [],
      signatures: null,
    }),
  ).toEqual({
    metadata: { name: 'x' },
    dockerImageMetadata: {
      kind: 'DockerImage',
      apiVersion: 'image.openshift.io/1.0',
      Id: '',
      Created: null,
      ContainerConfig: {},
    },
    dockerImageMetadataVersion: '1.0',
  })
})
