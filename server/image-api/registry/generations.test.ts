import { expect, test } from 'vitest'
import type { TagReference } from '@/domain/kinds/image-stream'
import { withStreamDefaults } from './defaulting'
import { setFirstGenerations, setNextGenerations } from './generations'
import { specTag } from './tag-lists'

const docker = (name: string) => ({ kind: 'DockerImage', name })
const stored: TagReference = { name: 't', from: docker('quay.io/acme/app:1'), generation: 2 }
const streamOf = (tags: TagReference[], generation?: number) =>
  withStreamDefaults({
    metadata: { name: 'app', namespace: 'team', ...(generation ? { generation } : {}) },
    spec: { tags },
  })

test('everything of a new stream has generation 1, whatever was given', () => {
  const stream = streamOf([
    { ...stored, generation: 99 },
    { name: 'u', generation: 0 },
  ])
  setFirstGenerations(stream)
  expect(stream.metadata.generation).toBe(1)
  expect(stream.spec.tags.map(({ generation }) => generation)).toEqual([1, 1])
})

// S-18, observed 38 and 39: what a change does to the generation of the stream (5) and of the tag (2).
test.each<[string, Partial<TagReference>, number, number]>([
  ['nothing', {}, 5, 2],
  ['another name', { from: docker('quay.io/acme/app:2') }, 6, 6],
  ['another namespace', { from: { ...docker('quay.io/acme/app:1'), namespace: 'x' } }, 6, 6],
  ['its own namespace', { from: { ...docker('quay.io/acme/app:1'), namespace: 'team' } }, 6, 2],
  ['another kind alone', { from: { kind: 'ImageStreamTag', name: 'quay.io/acme/app:1' } }, 6, 2],
  ['reference', { reference: true }, 6, 6],
  ['importMode', { importPolicy: { importMode: 'PreserveOriginal' } }, 6, 6],
  ['the default importMode said aloud', { importPolicy: { importMode: 'Legacy' } }, 5, 2],
  ['scheduled', { importPolicy: { scheduled: true } }, 6, 2],
  ['insecure', { importPolicy: { insecure: true } }, 6, 2],
  ['referencePolicy', { referencePolicy: { type: 'Local' } }, 6, 2],
  ['annotations', { annotations: { a: 'b' } }, 6, 2],
  ['generation 0', { generation: 0 }, 6, 6],
  ['generation from the future', { generation: 999 }, 5, 2],
  ['generation null', { generation: null }, 5, 2],
  ['from taken away', { from: null }, 6, 2],
])('a change of %s', (_what, change, ofStream, ofTag) => {
  const next = streamOf([{ ...stored, ...change }], 5)
  setNextGenerations(streamOf([stored], 5), next)
  expect(next.metadata.generation).toBe(ofStream)
  expect(specTag(next, 't')?.generation).toBe(ofTag)
})

test('a new tag takes the new generation, the others keep theirs', () => {
  const next = streamOf([stored, { name: 'u', generation: 40 }], 5)
  setNextGenerations(streamOf([stored], 5), next)
  expect(next.spec.tags.map(({ generation }) => generation)).toEqual([2, 6])
})

test('removing a tag and changing the lookup policy count, labels do not', () => {
  const without = streamOf([], 5)
  setNextGenerations(streamOf([stored], 5), without)
  expect(without.metadata.generation).toBe(6)

  const looked = streamOf([stored], 5)
  looked.spec.lookupPolicy = { local: true }
  setNextGenerations(streamOf([stored], 5), looked)
  expect(looked.metadata.generation).toBe(6)

  const labelled = streamOf([stored], 5)
  labelled.metadata.labels = { a: 'b' }
  setNextGenerations(streamOf([stored], 5), labelled)
  expect(labelled.metadata.generation).toBe(5)
})
