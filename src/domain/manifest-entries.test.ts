import { expect, test } from 'vitest'
import type { Image } from './kinds/image'
import { listedEntries } from './manifest-entries'

const amd64 = `sha256:${'a'.repeat(64)}`
const arm64 = `sha256:${'b'.repeat(64)}`
const attestation = `sha256:${'c'.repeat(64)}`
const other = `sha256:${'d'.repeat(64)}`
const oci = 'application/vnd.oci.image.manifest.v1+json'

const summary = (digest: string, os: string, architecture: string, mediaType = oci) => ({
  digest,
  mediaType,
  manifestSize: 500,
  architecture,
  os,
})
const list = (...dockerImageManifests: NonNullable<Image['dockerImageManifests']>): Image => ({
  metadata: { name: 'sha256:list' },
  dockerImageManifests,
})
const entry = (digest: string, os: string, architecture: string, annotations = {}) => ({
  mediaType: oci,
  digest,
  size: 500,
  platform: { os, architecture, 'os.version': os === 'windows' ? '10.0.17763.1' : undefined },
  annotations,
})

test('an attestation is with the platform that its annotation names', () => {
  const text = JSON.stringify({
    manifests: [
      entry(amd64, 'windows', 'amd64'),
      entry(arm64, 'linux', 'arm64'),
      entry(attestation, 'unknown', 'unknown', { 'vnd.docker.reference.digest': arm64 }),
    ],
  })
  const { platforms, unmatched, matchedBy } = listedEntries(list(), text, [])
  expect(platforms.map(({ attestations }) => attestations.map(({ digest }) => digest))).toEqual([
    [],
    [attestation],
  ])
  expect(platforms[0]?.osVersion).toBe('10.0.17763.1')
  expect({ unmatched, matchedBy }).toEqual({ unmatched: [], matchedBy: 'annotation' })
})

test('without annotations, as many attestations as platforms are matched by their place', () => {
  const found = listedEntries(
    list(
      summary(amd64, 'linux', 'amd64'),
      summary(arm64, 'linux', 'arm64'),
      summary(attestation, 'unknown', 'unknown'),
      summary(other, 'unknown', 'unknown'),
    ),
    '',
    [],
  )
  expect(found.platforms.map(({ attestations }) => attestations[0]?.digest)).toEqual([
    attestation,
    other,
  ])
  expect(found.matchedBy).toBe('place')
})

test('an attestation of nothing in the list is not given to any platform', () => {
  const found = listedEntries(
    list(
      summary(amd64, 'linux', 'amd64'),
      summary(arm64, 'linux', 'arm64'),
      summary(attestation, 'unknown', 'unknown'),
    ),
    '',
    [],
  )
  expect(found.unmatched.map(({ digest }) => digest)).toEqual([attestation])
  expect(found.matchedBy).toBe('nothing')
})

test('images that were looked at tell size, layers, os.version and what they attest', () => {
  const children: Image[] = [
    {
      metadata: { name: amd64 },
      dockerImageLayers: [
        { name: 'sha256:1', size: 10, mediaType: '' },
        { name: 'sha256:2', size: 20, mediaType: '' },
      ],
      dockerImageConfig: '{"os":"windows","os.version":"10.0"}',
    },
    {
      metadata: { name: attestation },
      dockerImageManifest: JSON.stringify({
        layers: [{ annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' } }],
      }),
    },
  ]
  const { platforms } = listedEntries(
    list(summary(amd64, 'windows', 'amd64'), summary(attestation, 'unknown', 'unknown')),
    '',
    children,
  )
  expect(platforms[0]).toMatchObject({ size: 30, layers: 2, osVersion: '10.0' })
  expect(platforms[0]?.attestations[0]?.attests).toEqual(['SBOM (SPDX)'])
})

test('lists in lists and artifacts are told apart from platforms', () => {
  const index = 'application/vnd.oci.image.index.v1+json'
  const text = JSON.stringify({
    manifests: [
      { mediaType: index, digest: amd64, size: 1 },
      { mediaType: oci, digest: arm64, size: 1, artifactType: 'application/vnd.acme.thing' },
    ],
  })
  expect(listedEntries(list(), text, []).platforms.map(({ kind }) => kind)).toEqual([
    'index',
    'artifact',
  ])
})

test.each(['', 'no JSON', '{"manifests":[null,7,{}]}', '{"layers":[]}'])(
  'the odd list %j breaks nothing',
  (text) => {
    const odd = { metadata: { name: '' }, dockerImageManifests: [null, {}, 7] } as unknown as Image
    expect(listedEntries(odd, text, []).platforms.length).toBeLessThanOrEqual(1)
  },
)
