import { expect, test } from 'vitest'
import { baseAmong, namedBase } from './base-image'

const base = { digest: 'base', layers: ['a'] }
const nearer = { digest: 'nearer', layers: ['a', 'b'] }

test.each([
  ['all its layers come first', ['a', 'b', 'c'], [base], base],
  ['of two the nearer', ['a', 'b', 'c'], [base, nearer], nearer],
  ['never the image itself, or one of the same layers', ['a', 'b'], [nearer], undefined],
  ['not one that branched off', ['a', 'c', 'd'], [nearer], undefined],
  ['not one without layers', ['a'], [{ digest: 'empty', layers: [] }], undefined],
])('an image is built on another: %s', (_, layers, candidates, expected) => {
  expect(baseAmong(layers, candidates)).toBe(expected)
})

test('the base is named by annotations, else by labels', () => {
  const label = { 'org.opencontainers.image.base.name': 'quay.io/acme/base:9' }
  expect(namedBase(null, 7, label)).toEqual({ name: 'quay.io/acme/base:9', digest: '' })
  expect(namedBase({ 'org.opencontainers.image.base.digest': 'sha256:1' }, label)).toEqual({
    name: '',
    digest: 'sha256:1',
  })
  expect(namedBase({}, undefined)).toBeUndefined()
})
