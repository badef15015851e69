import { expect, test } from 'vitest'
import { schemaOfKind } from './schema'
import { applyStrategicMerge, StrategicMergeError } from './strategic-merge'

const merge = (
  target: Record<string, unknown>,
  patch: Record<string, unknown>,
  kind = 'ImageStream',
) => applyStrategicMerge(target, patch, schemaOfKind('image.openshift.io', 'v1', kind), kind)

const stream = {
  metadata: { name: 'app', labels: { a: '1', b: '2' }, finalizers: ['x', 'y'] },
  spec: {
    lookupPolicy: { local: false },
    tags: [
      { name: 'a', from: { kind: 'DockerImage', name: 'r/a' }, annotations: { k: 'v' } },
      { name: 'b', from: { kind: 'DockerImage', name: 'r/b' } },
    ],
  },
  status: { tags: [{ tag: 'a', items: [1, 2] }] },
}

test('tags merge by name, and others are added', () => {
  const merged = merge(stream, {
    spec: {
      tags: [
        { name: 'b', reference: true },
        { name: 'c' },
        { name: 'a', annotations: { k: null, l: 'w' } },
      ],
    },
  })
  expect(merged.spec).toEqual({
    lookupPolicy: { local: false },
    tags: [
      { name: 'a', from: { kind: 'DockerImage', name: 'r/a' }, annotations: { l: 'w' } },
      { name: 'b', from: { kind: 'DockerImage', name: 'r/b' }, reference: true },
      { name: 'c' },
    ],
  })
})

test('the tags of a status merge by tag, their items are replaced', () => {
  expect(
    merge(stream, { status: { tags: [{ tag: 'a', items: [3] }, { tag: 'b' }] } }).status,
  ).toEqual({
    tags: [{ tag: 'a', items: [3] }, { tag: 'b' }],
  })
})

test('labels merge, null removes', () => {
  expect(merge(stream, { metadata: { labels: { a: null, c: '3' } } }).metadata).toMatchObject({
    labels: { b: '2', c: '3' },
  })
})

test('an item is deleted by its key', () => {
  const { tags } = merge(stream, { spec: { tags: [{ $patch: 'delete', name: 'a' }] } }).spec as {
    tags: unknown[]
  }
  expect(tags).toEqual([stream.spec.tags[1]])
})

test('a list is replaced by a directive', () => {
  const { tags } = merge(stream, { spec: { tags: [{ $patch: 'replace' }, { name: 'z' }] } })
    .spec as { tags: unknown[] }
  expect(tags).toEqual([{ name: 'z' }])
})

test('an object is replaced by a directive', () => {
  expect(merge(stream, { metadata: { $patch: 'replace', name: 'app' } }).metadata).toEqual({
    name: 'app',
  })
})

test('finalizers are a set', () => {
  expect(merge(stream, { metadata: { finalizers: ['y', 'z'] } }).metadata).toMatchObject({
    finalizers: ['x', 'y', 'z'],
  })
  expect(
    merge(stream, { metadata: { '$deleteFromPrimitiveList/finalizers': ['x'] } }).metadata,
  ).toMatchObject({ finalizers: ['y'] })
})

test('the order can be told', () => {
  const { tags } = merge(stream, {
    spec: {
      '$setElementOrder/tags': [{ name: 'c' }, { name: 'b' }, { name: 'a' }],
      tags: [{ name: 'c' }],
    },
  }).spec as { tags: { name: string }[] }
  expect(tags.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
})

test('only what is retained stays', () => {
  expect(merge(stream, { metadata: { $retainKeys: ['name'], name: 'app' } }).metadata).toEqual({
    name: 'app',
  })
})

test('signatures merge by name, conditions of a signature by type', () => {
  const image = { signatures: [{ name: 's', conditions: [{ type: 'Trusted', status: 'False' }] }] }
  expect(
    merge(
      image,
      {
        signatures: [
          { name: 's', conditions: [{ type: 'Trusted', status: 'True' }, { type: 'ForImage' }] },
        ],
      },
      'Image',
    ),
  ).toEqual({
    signatures: [
      { name: 's', conditions: [{ type: 'Trusted', status: 'True' }, { type: 'ForImage' }] },
    ],
  })
})

test('an item without its key is refused', () => {
  expect(() => merge(stream, { spec: { tags: [{ reference: true }] } })).toThrow(
    StrategicMergeError,
  )
})

test('an unknown directive is refused', () => {
  expect(() => merge(stream, { $patch: 'explode' })).toThrow(StrategicMergeError)
})
