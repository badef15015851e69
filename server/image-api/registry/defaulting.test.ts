import { expect, test } from 'vitest'
import type { TagReference } from '@/domain/kinds/image-stream'
import { withStatusDefaults, withStreamDefaults, withTagDefaults } from './defaulting'

const shown = {
  name: 't',
  annotations: null,
  importPolicy: { importMode: 'Legacy' },
  referencePolicy: { type: 'Source' },
}

// Observed 7.
test.each<[string, Partial<TagReference>, object]>([
  ['a bare tag has all defaults', {}, shown],
  ['empty policies are filled', { importPolicy: {}, referencePolicy: { type: '' } }, shown],
  [
    'false is left out',
    { reference: false, importPolicy: { insecure: false, scheduled: false } },
    shown,
  ],
  ['empty annotations are null', { annotations: {} }, shown],
  [
    'what is set stays',
    { reference: true, generation: 0 },
    { ...shown, reference: true, generation: 0 },
  ],
  [
    'an empty namespace is none',
    { from: { kind: 'ImageStreamTag', name: 'x', namespace: '' } },
    { ...shown, from: { kind: 'ImageStreamTag', name: 'x' } },
  ],
])('%s', (_rule, tag, expected) => {
  expect(withTagDefaults({ name: 't', ...tag })).toEqual(expected)
})

test('tags are in byte order, and of a name the last counts', () => {
  const { spec } = withStreamDefaults({
    metadata: { name: 'app' },
    spec: {
      tags: [
        { name: 'b', reference: true },
        { name: 'é' },
        { name: 'B' },
        { name: 'b' },
        { name: '' },
      ],
    },
  })
  expect(spec.tags.map(({ name }) => name)).toEqual(['', 'B', 'b', 'é'])
  expect(spec.tags[2]).not.toHaveProperty('reference')
})

test('a stream without anything has its lookup policy and empty lists', () => {
  expect(withStreamDefaults({ metadata: { name: 'app' }, spec: { tags: null } })).toEqual({
    metadata: { name: 'app' },
    spec: { lookupPolicy: { local: false }, tags: [] },
    status: { tags: [] },
  })
})

test('an empty history is null, empty conditions are none', () => {
  expect(withStatusDefaults({ tag: 't', items: [], conditions: [] })).toEqual({
    tag: 't',
    items: null,
  })
})
