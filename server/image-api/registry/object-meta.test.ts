import { expect, test } from 'vitest'
import { metaProblems, newMeta, nextMeta, ownMembers, pathSegmentProblem } from './object-meta'

const stored = {
  name: 'app',
  namespace: 'team',
  uid: 'u',
  resourceVersion: '7',
  generation: 3,
  creationTimestamp: '2026-01-01T00:00:00Z',
  labels: { a: '1' },
}

test('a new object has what the server gives, whatever the client says of it', () => {
  const meta = newMeta({ ...stored, annotations: {} }, '2026-05-05T00:00:00Z')
  expect(meta).toEqual({
    name: 'app',
    namespace: 'team',
    uid: expect.not.stringMatching(/^u$/),
    creationTimestamp: '2026-05-05T00:00:00Z',
    labels: { a: '1' },
  })
})

test('a generated name begins as wished', () => {
  const { name } = newMeta({ name: '', generateName: 'x-' } as never, 'now')
  expect(name).toMatch(/^x-[a-z0-9]{5}$/)
})

test('an update changes what is the client’s and nothing else', () => {
  const next = nextMeta(stored, {
    name: 'app',
    uid: 'other',
    generation: 99,
    annotations: { b: '2' },
  })
  const { labels: _labels, ...kept } = stored
  expect(next).toEqual({ ...kept, annotations: { b: '2' } })
})

test('empty members are none', () => {
  expect(ownMembers({ name: 'x', labels: {}, annotations: { a: '' } })).toEqual({
    annotations: { a: '' },
  })
})

test.each([
  ['a label', { labels: { 'example.com/team': 'a.b-C_1', empty: '' } }, []],
  ['an annotation in capitals', { annotations: { 'Example.COM/Note': 'any text: ü' } }, []],
  ['a label with a space', { labels: { a: 'b c' } }, ['metadata.labels']],
  ['a label that is too long', { labels: { a: 'b'.repeat(64) } }, ['metadata.labels']],
  [
    'a label without a name',
    { labels: { 'example.com/': 'x' } },
    ['metadata.labels', 'metadata.labels'],
  ],
  ['a label with a bad prefix', { labels: { 'A B/x': 'x' } }, ['metadata.labels']],
  [
    'too much of an annotation',
    { annotations: { a: 'x'.repeat(262_144) } },
    ['metadata.annotations'],
  ],
])('%s', (_what, members, fields) => {
  const problems = metaProblems({ name: 'app', ...members }, pathSegmentProblem)
  expect(problems.map(({ field }) => field)).toEqual(fields)
})

test.each([
  ['', 'Required value: name or generateName is required'],
  ['a/b', `Invalid value: "a/b": may not contain '/'`],
  ['a%b', `Invalid value: "a%b": may not contain '%'`],
])('the name “%s”', (name, message) => {
  expect(metaProblems({ name }, pathSegmentProblem)).toMatchObject([
    { field: 'metadata.name', message },
  ])
})
