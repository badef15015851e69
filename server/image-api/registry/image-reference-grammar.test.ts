import { expect, test } from 'vitest'
import { referenceParts, referenceProblem } from './image-reference-grammar'

const digest = `sha256:${'0'.repeat(64)}`

test.each([
  ['busybox', undefined],
  ['quay.io/acme/app:1.2', undefined],
  ['localhost:5000/a/b_c/d--e', undefined],
  ['Registry.Example.com/app', undefined],
  [`a/b:tag@${digest}`, undefined],
  ['', 'repository name must have at least one component'],
  ['quay.io/Acme/App', 'repository name must be lowercase'],
  ['a:b:c', 'invalid reference format'],
  ['UPPER//bad::name', 'invalid reference format'],
  ['a/b:', 'invalid reference format'],
  ['https://quay.io/a/b', 'invalid reference format'],
  [`a/b@sha256:00`, 'invalid reference format'],
  [`a/${'b'.repeat(260)}`, 'repository name must not be more than 255 characters'],
])('%s', (text, problem) => {
  expect(referenceProblem(text)).toBe(problem)
})

test('a reference has a name, a tag and a digest', () => {
  expect(referenceParts(`quay.io:443/a/b:1@${digest}`)).toEqual({
    name: 'quay.io:443/a/b',
    tag: '1',
    digest,
  })
})

test('a text made to be slow is quick', () => {
  expect(referenceProblem(`${'a'.repeat(1000)}${'-'.repeat(1000)}!`)).toBe(
    'invalid reference format',
  )
})
