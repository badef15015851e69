import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accessoryTag, parseAccessoryTag } from './accessory-tag'
import {
  imageSize,
  isAttestation,
  isManifestList,
  parseImageConfig,
  platform,
  platformName,
} from './image-config'
import { failureAdvice, failureWords } from './import-failure'
import { mediaTypeWords } from './media-type'

const text = JSON.stringify({
  architecture: 'arm64',
  os: 'linux',
  variant: 'v8',
  'os.version': '10',
  created: '2026-11-20T17:40:00Z',
  config: { Env: ['A=1'] },
  rootfs: { type: 'layers', diff_ids: ['sha256:1'] },
  history: [{ created_by: 'ADD a /' }, { created_by: 'ENV A=1', empty_layer: true }],
})

test('a configuration is read', () => {
  const parsed = parseImageConfig(text)
  expect(parsed.ok && parsed.value).toMatchObject({
    architecture: 'arm64',
    os: 'linux',
    variant: 'v8',
    osVersion: '10',
    author: '',
    config: { Env: ['A=1'] },
    diffIds: ['sha256:1'],
    history: [
      { created_by: 'ADD a /', empty_layer: false, comment: '' },
      { created_by: 'ENV A=1', empty_layer: true },
    ],
  })
})

test.each([
  ['', 'There is no configuration.'],
  ['{', 'The configuration is not JSON.'],
  ['[]', 'The configuration is not an object.'],
  ['null', 'The configuration is not an object.'],
])('%j is refused: %s', (json, problem) => {
  expect(parseImageConfig(json)).toEqual({ ok: false, problem })
})

test('members that do not fit read as empty', () => {
  const parsed = parseImageConfig('{"os":1,"config":[],"rootfs":null,"history":[null,{}]}')
  expect(parsed.ok && parsed.value).toMatchObject({ os: '', config: {}, diffIds: [] })
  expect(parsed.ok && parsed.value.history).toHaveLength(1)
})

test('the platform is as much as is known', () => {
  const metadata = { name: 'sha256:1' }
  const dockerImageMetadata = { Architecture: 'amd64' }
  expect(platform({ metadata, dockerImageConfig: text })).toBe('linux/arm64/v8')
  expect(platform({ metadata, dockerImageMetadata })).toBe('amd64')
  expect(platform({ metadata, dockerImageMetadata, dockerImageConfig: '{' })).toBe('amd64')
  expect(platform({ metadata })).toBe('')
  const config = parseImageConfig('{"os":"windows"}')
  expect(platform({ metadata, dockerImageMetadata }, config.ok ? config.value : undefined)).toBe(
    'windows/amd64',
  )
})

test('the size is what the server counted, or that of the layers', () => {
  const metadata = { name: 'sha256:1' }
  const dockerImageLayers = [{ name: 'sha256:2', size: 40, mediaType: '' }]
  expect(imageSize({ metadata, dockerImageMetadata: { Size: 50 }, dockerImageLayers })).toBe(50)
  expect(imageSize({ metadata, dockerImageLayers })).toBe(40)
  expect(imageSize({ metadata })).toBeNull()
  expect(imageSize({ metadata, dockerImageMetadata: { Size: 0 } })).toBeNull()
})

const entry = { digest: 'sha256:1', mediaType: '', manifestSize: 1 }

test('a list is told by its entries or its media type', () => {
  const metadata = { name: 'sha256:1' }
  const manifest = { ...entry, os: 'linux', architecture: 'amd64' }
  expect(isManifestList({ metadata, dockerImageManifests: [manifest] })).toBe(true)
  const type = 'application/vnd.oci.image.index.v1+json'
  expect(isManifestList({ metadata, dockerImageManifestMediaType: type })).toBe(true)
  expect(isManifestList({ metadata })).toBe(false)
  expect(platformName({ ...manifest, variant: 'v8' })).toBe('linux/amd64/v8')
  expect(platformName({ ...entry, os: '', architecture: '' })).toBe('unknown/unknown')
  expect(isAttestation({ ...entry, os: 'unknown', architecture: 'unknown' })).toBe(true)
  expect(isAttestation(manifest)).toBe(false)
})

test.each([
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'Docker manifest list'],
  ['application/vnd.oci.image.manifest.v1+json', 'OCI manifest'],
  ['application/vnd.example', 'application/vnd.example'],
  ['constructor', 'constructor'],
  ['', 'Media type not given'],
])('%s is called %s', (type, words) => {
  expect(mediaTypeWords(type)).toBe(words)
})

const hex = 'a'.repeat(64)

test.each([
  [`sha256-${hex}.sig`, 'signature'],
  [`sha256-${hex}.att`, 'attestation'],
  [`sha256-${hex}.sbom`, 'sbom'],
  [`sha256-${hex}`, 'referrers'],
] as const)('%s carries: %s', (tag, kind) => {
  expect(parseAccessoryTag(tag)).toEqual({ digest: `sha256:${hex}`, kind })
  expect(accessoryTag(`sha256:${hex}`, kind)).toBe(tag)
})

test.each(['latest', `sha256-${hex}.zip`, `sha256-${hex.slice(1)}.sig`, `xsha256-${hex}.sig`])(
  '%s is an ordinary tag',
  (tag) => {
    expect(parseAccessoryTag(tag)).toBeUndefined()
  },
)

test.each([
  ['Unauthorized', 'The registry refused the login', 'pull secret'],
  ['NotFound', 'The registry does not have this image', 'tag'],
  ['Sideways', 'The import failed', 'message'],
  ['toString', 'The import failed', 'message'],
])('%s means: %s', (reason, words, advice) => {
  expect(failureWords(reason)).toBe(words)
  expect(failureAdvice(reason)).toContain(advice)
})

const shared = process.env.TAGSTREAM_SHARED
const vectors = shared ? join(shared, 'vectors') : ''

interface Vector {
  file: string
  kind: string
  expected: {
    architecture: string
    os: string
    diffIDs: number
    history: number
    emptyLayers: number
  }
}

test.skipIf(!vectors || !existsSync(vectors))(
  'real configurations are read as their vectors say (needs TAGSTREAM_SHARED)',
  () => {
    const index: { vectors: Vector[] } = JSON.parse(
      readFileSync(join(vectors, 'index.json'), 'utf8'),
    )
    const configs = index.vectors.filter(({ kind }) => kind === 'image-config')
    expect(configs.length).toBeGreaterThan(0)
    for (const { file, expected } of configs) {
      const parsed = parseImageConfig(readFileSync(join(vectors, file), 'utf8'))
      if (!parsed.ok) throw new Error(`${file}: ${parsed.problem}`)
      const { history, diffIds, os, architecture } = parsed.value
      const empty = history.filter((step) => step.empty_layer).length
      expect(
        {
          os,
          architecture,
          diffIDs: diffIds.length,
          history: history.length,
          emptyLayers: empty,
        },
        file,
      ).toMatchObject({
        os: expected.os ?? '',
        architecture: expected.architecture ?? '',
        diffIDs: expected.diffIDs ?? 0,
        history: expected.history ?? 0,
        emptyLayers: expected.emptyLayers ?? 0,
      })
    }
  },
)
