import { beforeAll, describe, expect, test } from 'vitest'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { tagState } from '@/domain/tag-state'
import { tracking } from '@/domain/tracking'
import { DEFAULT_INTERNAL_REGISTRY, type SampleObjects, sampleObjects } from './sample-objects'
import { sha256Digest } from './seeded'

const now = new Date('2026-11-23T12:00:00Z')
let objects: SampleObjects
let streams: ImageStream[]
let images: Map<string, Image>

beforeAll(() => {
  objects = sampleObjects({ now })
  streams = objects.imagestreams as ImageStream[]
  images = new Map(objects.images.map((image) => [image.metadata.name, image as Image]))
})

/** All tags with what the dashboard says of them. */
function tags() {
  return streams.flatMap((stored) => {
    const { namespace = '', name } = stored.metadata
    const repository = `${DEFAULT_INTERNAL_REGISTRY}/${namespace}/${name}`
    const stream = toStreamRow({
      ...stored,
      status: { ...stored.status, dockerImageRepository: repository },
    })
    return stream.tags.map((tag) => ({
      name: `${namespace}/${name}:${tag.name}`,
      tag,
      state: tagState(tag, now, { stream }),
      tracking: tracking(tag, { namespace, stream: name }),
    }))
  })
}

function count<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('the promised company', () => {
  test('has its projects, streams and tags', () => {
    expect(objects.namespaces.length).toBeGreaterThanOrEqual(5)
    expect(streams.length).toBeGreaterThanOrEqual(20)
    expect(tags().length).toBeGreaterThanOrEqual(110)
  })

  test('puts every stream in one of its projects', () => {
    const projects = new Set(objects.namespaces.map(({ metadata }) => metadata.name))
    expect(streams.filter(({ metadata }) => !projects.has(metadata.namespace ?? ''))).toEqual([])
  })

  test.each([
    'current',
    'pushed',
    'neverImported',
    'importing',
    'noAnswer',
    'diverged',
    'importFailed',
    'reference',
    'unresolved',
  ])('has a tag that is %s', (word) => {
    expect(count(tags().map(({ state }) => state.word)).get(word as never) ?? 0).toBeGreaterThan(0)
  })

  test.each([
    'live',
    'scheduled',
    'imported-once',
    'copied',
    'pinned',
    'reference',
    'pushed',
    'none',
  ])('has a tag whose tracking is %s', (word) => {
    expect(count(tags().map((each) => each.tracking)).get(word as never) ?? 0).toBeGreaterThan(0)
  })

  test.each([
    'Unauthorized',
    'Forbidden',
    'NotFound',
    'BadRequest',
    'InternalError',
    'NotV2Registry',
    'ImportFailed',
  ])('has an import that failed with %s', (reason) => {
    expect(tags().filter(({ tag }) => tag.failure?.reason === reason)).not.toEqual([])
  })

  test('only the tags that were pushed over are diverged', () => {
    const diverged = tags().filter(({ state }) => state.word === 'diverged')
    expect(diverged.map(({ name }) => name)).toEqual(['shop/checkout:prod'])
  })

  test('has histories from 1 to 40 entries, and a digest that comes twice', () => {
    const lengths = tags().map(({ tag }) => tag.revisions)
    expect(lengths).toContain(1)
    expect(Math.max(...lengths)).toBe(40)
    const lists = streams.flatMap(({ status }) => status?.tags ?? [])
    const twice = lists.filter(({ items }) => {
      const digests = (items ?? []).map(({ image }) => image)
      return new Set(digests).size < digests.length
    })
    expect(twice.length).toBeGreaterThanOrEqual(2)
  })

  test('has streams with managedFields and streams without', () => {
    const has = streams.map(({ metadata }) => metadata.managedFields !== undefined)
    expect(new Set(has)).toEqual(new Set([true, false]))
  })

  test('has long names of tags and streams', () => {
    expect(tags().some(({ tag }) => tag.name.length >= 63)).toBe(true)
    expect(streams.some(({ metadata }) => metadata.name.length >= 60)).toBe(true)
  })

  test('has a stream without tags, and one that imports a whole repository', () => {
    const rows = streams.map(toStreamRow)
    expect(rows.some((row) => row.tags.length === 0)).toBe(true)
    expect(rows.some((row) => row.importsRepository !== '')).toBe(true)
  })
})

describe('images', () => {
  test('have true digests of manifest and configuration', () => {
    for (const image of images.values()) {
      expect(sha256Digest(image.dockerImageManifest ?? '')).toBe(image.metadata.name)
      if (image.dockerImageConfig !== undefined) {
        expect(sha256Digest(image.dockerImageConfig)).toBe(image.dockerImageMetadata?.Id)
      }
    }
  })

  test('are there for every item of every history, and nothing else is', () => {
    const named = new Set(
      streams
        .flatMap(({ status }) => status?.tags ?? [])
        .flatMap(({ items }) => items ?? [])
        .map(({ image }) => image)
        .filter((image) => image !== ''),
    )
    for (const image of [...named]) {
      for (const child of images.get(image)?.dockerImageManifests ?? []) named.add(child.digest)
    }
    expect([...named].filter((digest) => !images.has(digest))).toEqual([])
    expect([...images.keys()].filter((digest) => !named.has(digest))).toEqual([])
  })

  test('agree with their manifests in layers and in entries', () => {
    for (const image of images.values()) {
      const manifest = JSON.parse(image.dockerImageManifest ?? '')
      expect(manifest.mediaType).toBe(image.dockerImageManifestMediaType)
      expect((manifest.layers ?? []).map((layer: { digest: string }) => layer.digest)).toEqual(
        (image.dockerImageLayers ?? []).map(({ name }) => name),
      )
      expect((manifest.manifests ?? []).map((entry: { digest: string }) => entry.digest)).toEqual(
        (image.dockerImageManifests ?? []).map(({ digest }) => digest),
      )
      const config = JSON.parse(image.dockerImageConfig ?? '{}')
      expect(config.rootfs?.diff_ids?.length).toBe(image.dockerImageLayers?.length)
    }
  })

  test('have as many layers as their history says', () => {
    for (const image of images.values()) {
      const config = JSON.parse(image.dockerImageConfig ?? '{}')
      if (config.history === undefined) continue
      const filled = config.history.filter((entry: { empty_layer?: boolean }) => !entry.empty_layer)
      expect(filled.length).toBe(image.dockerImageLayers?.length)
    }
  })

  test('come in all the forms that were promised', () => {
    const types = count([...images.values()].map((image) => image.dockerImageManifestMediaType))
    expect([...types.keys()].sort()).toEqual([
      'application/vnd.docker.distribution.manifest.list.v2+json',
      'application/vnd.docker.distribution.manifest.v2+json',
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.oci.image.manifest.v1+json',
    ])
    const layerCounts = [...images.values()]
      .filter((image) => image.dockerImageManifests === undefined)
      .map((image) => image.dockerImageLayers?.length ?? 0)
    expect(Math.min(...layerCounts)).toBe(1)
    expect(Math.max(...layerCounts)).toBe(30)
    const layerTypes = new Set(
      [...images.values()].flatMap(
        (image) => image.dockerImageLayers?.map(({ mediaType }) => mediaType) ?? [],
      ),
    )
    expect(layerTypes).toContain('application/vnd.oci.image.layer.v1.tar+zstd')
    expect(layerTypes).toContain('application/vnd.docker.image.rootfs.foreign.diff.tar.gzip')
  })

  test('a list of five platforms has an attestation for each', () => {
    const list = [...images.values()].find((image) => image.dockerImageManifests?.length === 10)
    const entries: { platform: { os: string }; annotations?: Record<string, string> }[] =
      JSON.parse(list?.dockerImageManifest ?? '{}').manifests
    const digests = list?.dockerImageManifests?.slice(0, 5).map(({ digest }) => digest)
    const attested = entries
      .filter(({ platform }) => platform.os === 'unknown')
      .map(({ annotations }) => annotations?.['vnd.docker.reference.digest'])
    expect(attested).toEqual(digests)
  })

  test('share base layers over streams', () => {
    const users = new Map<string, Set<string>>()
    for (const stream of streams) {
      for (const { items } of stream.status?.tags ?? []) {
        for (const layer of images.get(items?.[0]?.image ?? '')?.dockerImageLayers ?? []) {
          users.set(layer.name, (users.get(layer.name) ?? new Set()).add(stream.metadata.name))
        }
      }
    }
    expect(Math.max(...[...users.values()].map((names) => names.size))).toBeGreaterThanOrEqual(3)
  })

  test('are the same on every machine and at every time', () => {
    const later = sampleObjects({ now: new Date('2031-01-01T00:00:00Z') })
    expect(later.images.map(({ metadata }) => metadata.name)).toEqual([...images.keys()])
  })
})

describe('times', () => {
  test('nothing happens after the moment of seeding or before its stream was made', () => {
    for (const { metadata, spec: _spec, status } of streams) {
      for (const { conditions } of status?.tags ?? []) {
        for (const { lastTransitionTime } of conditions ?? []) {
          expect(Date.parse(lastTransitionTime)).toBeLessThanOrEqual(now.getTime())
        }
      }
      expect(Date.parse(metadata.creationTimestamp ?? '')).toBeLessThan(now.getTime())
    }
  })

  test('pushes and imports are told newest first', () => {
    for (const { spec, status } of streams) {
      for (const { tag, items } of status?.tags ?? []) {
        const kind = spec?.tags?.find(({ name }) => name === tag)?.from?.kind
        if (kind === 'ImageStreamTag') continue
        const times = (items ?? []).map(({ created }) => Date.parse(created))
        expect(times).toEqual([...times].sort((a, b) => b - a))
      }
    }
  })
})

test('streams are as the registry keeps them: sorted, defaulted, with generations', () => {
  for (const { metadata, spec, status } of streams) {
    const names = spec?.tags?.map(({ name }) => name) ?? []
    expect(names).toEqual([...names].sort())
    for (const tag of spec?.tags ?? []) {
      expect(tag).toMatchObject({
        annotations: tag.annotations ?? null,
        importPolicy: { importMode: expect.stringMatching(/^(Legacy|PreserveOriginal)$/) },
        referencePolicy: { type: expect.stringMatching(/^(Source|Local)$/) },
      })
      expect(tag.generation).toBeLessThanOrEqual(metadata.generation ?? 0)
    }
    for (const { items } of status?.tags ?? []) {
      for (const { generation } of items ?? []) {
        expect(generation).toBeLessThanOrEqual(metadata.generation ?? 0)
      }
    }
  }
})
