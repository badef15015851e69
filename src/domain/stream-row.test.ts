import { expect, test } from 'vitest'
import { imagesOf, specTag, tagConditions, tagHistory, tagNames, tagRow } from './image-stream'
import type { ImageStream, TagEvent } from './kinds/image-stream'
import { keepRow, sameRow, tagChanged, toStreamRow } from './stream-row'

function event(image: string, created: string, generation = 1): TagEvent {
  const dockerImageReference = `quay.io/acme/web@${image}`
  return { image, created, generation, dockerImageReference }
}

const failed = {
  type: 'ImportSuccess',
  status: 'False',
  reason: 'NotFound',
  message: 'no such image',
  generation: 3,
  lastTransitionTime: '2026-11-22T10:00:00Z',
}

const stream: ImageStream = {
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: 'u-1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'web' },
  },
  spec: {
    lookupPolicy: { local: true },
    tags: [
      {
        name: 'v1.0',
        from: { kind: 'DockerImage', name: 'quay.io/acme/web:v1.0' },
        generation: 3,
        importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
        referencePolicy: { type: 'Local' },
      },
      { name: 'wanted', from: { kind: 'ImageStreamTag', name: 'web:v1.0', namespace: 'shop' } },
    ],
  },
  status: {
    dockerImageRepository: 'registry.svc:5000/shop/web',
    tags: [
      {
        tag: 'v1.0',
        items: [
          event('sha256:b', '2026-11-20T00:00:00Z', 2),
          event('sha256:a', '2026-11-21T00:00:00Z'),
        ],
        conditions: [failed],
      },
      { tag: 'latest', items: [event('sha256:a', '2026-11-19T00:00:00Z')] },
      { tag: 'pending', items: null, conditions: null },
    ],
  },
}

test('a row has the union of wished and present tags, in the cluster’s order', () => {
  expect(toStreamRow(stream).tags.map(({ name }) => name)).toEqual([
    'latest',
    'v1.0',
    'pending',
    'wanted',
  ])
  expect(tagNames(stream)).toEqual(['latest', 'v1.0', 'pending', 'wanted'])
})

test('a row says what lists need', () => {
  expect({ ...toStreamRow(stream), tags: [] }).toEqual({
    key: 'u-1',
    namespace: 'shop',
    name: 'web',
    labels: { app: 'web' },
    created: '2026-01-01T00:00:00Z',
    changed: '2026-11-22T10:00:00Z',
    repository: 'registry.svc:5000/shop/web',
    publicRepository: '',
    localLookup: true,
    importsRepository: '',
    tags: [],
  })
  expect(tagRow(stream, 'v1.0')).toEqual({
    name: 'v1.0',
    spec: {
      from: { kind: 'DockerImage', name: 'quay.io/acme/web:v1.0', namespace: '' },
      reference: false,
      scheduled: true,
      insecure: false,
      importMode: 'PreserveOriginal',
      referencePolicy: 'Local',
      generation: 3,
    },
    latest: {
      image: 'sha256:b',
      reference: 'quay.io/acme/web@sha256:b',
      created: '2026-11-20T00:00:00Z',
      generation: 2,
    },
    revisions: 2,
    failure: {
      reason: 'NotFound',
      message: 'no such image',
      since: '2026-11-22T10:00:00Z',
      generation: 3,
    },
  })
})

test('a tag changed when its newest image came or its import failed, whichever is later', () => {
  const changed = (tag: string) => {
    const row = tagRow(stream, tag)
    return row && tagChanged(row)
  }
  expect(changed('v1.0')).toBe('2026-11-22T10:00:00Z')
  expect(changed('latest')).toBe('2026-11-19T00:00:00Z')
  expect(changed('pending')).toBe('')
  expect(changed('nowhere')).toBeUndefined()
})

test('the parts of a stream are found, and what is not there is empty', () => {
  expect(specTag(stream, 'v1.0')).toBe(stream.spec?.tags?.[0])
  expect(specTag(stream, 'latest')).toBeUndefined()
  expect(tagHistory(stream, 'v1.0').map(({ image }) => image)).toEqual(['sha256:b', 'sha256:a'])
  expect(tagHistory(stream, 'pending')).toEqual([])
  expect(tagHistory(stream, 'nowhere')).toEqual([])
  expect(tagConditions(stream, 'v1.0')).toEqual([failed])
  expect(tagConditions(stream, 'latest')).toEqual([])
})

test('of two wishes for one tag the last counts', () => {
  const twice = (name: string) => ({ name: 'v1', from: { kind: 'DockerImage', name } })
  const odd: ImageStream = { metadata: { name: 'web' }, spec: { tags: [twice('a'), twice('b')] } }
  expect(specTag(odd, 'v1')?.from?.name).toBe('b')
  expect(tagRow(odd, 'v1')).toEqual(toStreamRow(odd).tags[0])
})

test('images of a stream: held ones first, each with the tags that hold or held it', () => {
  expect([...imagesOf(stream).values()]).toEqual([
    {
      digest: 'sha256:a',
      reference: 'quay.io/acme/web@sha256:a',
      created: '2026-11-19T00:00:00Z',
      tags: ['latest'],
      formerTags: ['v1.0'],
    },
    {
      digest: 'sha256:b',
      reference: 'quay.io/acme/web@sha256:b',
      created: '2026-11-20T00:00:00Z',
      tags: ['v1.0'],
      formerTags: [],
    },
  ])
})

const now = new Date('2026-11-23T12:00:00Z')

test('a row that says the same keeps its identity', () => {
  const row = toStreamRow(stream)
  const again = toStreamRow(structuredClone(stream))
  expect(again).not.toBe(row)
  expect(keepRow(row, again, now)).toBe(row)
  expect(sameRow(row, again)).toBe(true)
})

test('only what changed gets a new identity', () => {
  const row = toStreamRow(stream)
  const next = structuredClone(stream)
  next.status?.tags?.[1]?.items?.unshift(event('sha256:c', '2026-11-23T00:00:00Z'))
  const kept = keepRow(row, toStreamRow(next), now)
  expect(kept).not.toBe(row)
  expect(kept.labels).toBe(row.labels)
  expect(kept.tags.map((tag, index) => tag === row.tags[index])).toEqual([false, true, true, true])
  expect(kept.tags[0]?.latest?.image).toBe('sha256:c')
  expect(kept.tags[0]?.wantedSince).toBeUndefined()
  expect(sameRow(row, kept)).toBe(false)
})

test('a wish that changes while one looks is marked with the time, and keeps the mark', () => {
  const row = toStreamRow(stream)
  const next = structuredClone(stream)
  const [wish] = next.spec?.tags ?? []
  if (wish) wish.generation = 4
  const kept = keepRow(row, toStreamRow(next), now)
  expect(kept.tags.find(({ name }) => name === 'v1.0')?.wantedSince).toBe(
    '2026-11-23T12:00:00.000Z',
  )
  const later = new Date('2026-11-23T12:10:00Z')
  expect(keepRow(kept, toStreamRow(structuredClone(next)), later)).toBe(kept)
  expect(sameRow(kept, toStreamRow(next))).toBe(true)
})

test('another stream of the same name is another row', () => {
  const row = toStreamRow(stream)
  const next = structuredClone(stream)
  next.metadata.uid = 'u-2'
  const kept = keepRow(row, toStreamRow(next), now)
  expect(kept.key).toBe('u-2')
  expect(kept.tags[0]).not.toBe(row.tags[0])
})

test('a stream without uid is known by its place', () => {
  expect(toStreamRow({ metadata: { name: 'web', namespace: 'shop' } }).key).toBe('shop/web')
})
