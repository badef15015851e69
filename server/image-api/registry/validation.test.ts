import { expect, test } from 'vitest'
import type { ImageStreamSpec, TagReference } from '@/domain/kinds/image-stream'
import { withStreamDefaults, withTagDefaults } from './defaulting'
import {
  statusProblems,
  streamNameProblem,
  streamProblems,
  tagReferenceProblems,
} from './validation'

const docker = (name: string) => ({ kind: 'DockerImage', name })

// Observed 22, S-25.
test.each<[string, Partial<TagReference>, string[]]>([
  ['an image', { from: docker('quay.io/acme/app:1') }, []],
  ['nothing at all', {}, []],
  [
    'a scheduled image by digest',
    { from: docker(`a/b@sha256:${'0'.repeat(64)}`), importPolicy: { scheduled: true } },
    [],
  ],
  ['no name', { from: docker('') }, ['tag.from.name: Required value']],
  [
    'neither kind nor name',
    { from: { kind: '', name: '' } },
    [
      'tag.from.name: Required value',
      "tag.from.kind: Required value: valid values are 'DockerImage', 'ImageStreamImage', 'ImageStreamTag'",
    ],
  ],
  [
    'a name that does not parse',
    { from: docker('UPPER//bad::name') },
    ['tag.from.name: Invalid value: "UPPER//bad::name": invalid reference format'],
  ],
  [
    'a scheduled tag that follows a tag',
    { from: { kind: 'ImageStreamTag', name: 'x' }, importPolicy: { scheduled: true } },
    [
      'tag.importPolicy.scheduled: Invalid value: true: only tags pointing to Docker repositories may be scheduled for background import',
    ],
  ],
  [
    'policies that there are not',
    { importPolicy: { importMode: 'All' }, referencePolicy: { type: 'Now' } },
    [
      `tag.importPolicy.importMode: Invalid value: "All": invalid import mode, valid modes are '', 'Legacy', 'PreserveOriginal'`,
      'tag.referencePolicy.type: Invalid value: "Now": valid values are "Source", "Local"',
    ],
  ],
])('a tag reference with %s', (_what, tag, expected) => {
  const problems = tagReferenceProblems(withTagDefaults({ name: 't', ...tag }), 'tag')
  expect(problems.map(({ field, message }) => `${field}: ${message}`)).toEqual(expected)
})

// Observed 21.
test.each([
  ['app', undefined],
  ['a.b_c-d0', undefined],
  ['App', 'must match "[a-z0-9]+(?:[._-][a-z0-9]+)*"'],
  ['a__b', 'must match "[a-z0-9]+(?:[._-][a-z0-9]+)*"'],
  ['a/b', "may not contain '/'"],
  ['..', "may not be '..'"],
])('the stream name %s', (name, problem) => {
  expect(streamNameProblem(name)).toBe(problem)
})

test.each<[string, string, ImageStreamSpec, string[]]>([
  ['a good one', 'app', { dockerImageRepository: 'quay.io/acme/app' }, []],
  [
    'a repository with a tag',
    'app',
    { dockerImageRepository: 'a/b:1' },
    [
      'spec.dockerImageRepository: Invalid value: "a/b:1": the repository name may not contain a tag',
    ],
  ],
  [
    'a repository that does not parse',
    'app',
    { dockerImageRepository: 'a:b:c' },
    ['spec.dockerImageRepository: Invalid value: "a:b:c": invalid reference format'],
  ],
  [
    'a name that is too long',
    'a'.repeat(251),
    {},
    [
      `metadata.name: Invalid value: "${'a'.repeat(251)}": 'namespace/name' cannot be longer than 255 characters`,
    ],
  ],
  [
    'a bad tag',
    'app',
    { tags: [{ name: 'x', from: docker('') }] },
    ['spec.tags[x].from.name: Required value'],
  ],
  [
    'odd names of tags',
    'app',
    { tags: [{ name: '' }, { name: 'a:b' }, { name: 'É'.repeat(200) }] },
    [],
  ],
])('a stream with %s', (_what, name, spec, expected) => {
  const stream = withStreamDefaults({ metadata: { name, namespace: 'team' }, spec })
  expect(streamProblems(stream).map(({ field, message }) => `${field}: ${message}`)).toEqual(
    expected,
  )
})

test('a pull spec in the history must parse, unless it was there before', () => {
  const item = {
    created: '2026-01-01T00:00:00Z',
    dockerImageReference: 'A B',
    image: '',
    generation: 1,
  }
  const stream = withStreamDefaults({
    metadata: { name: 'app', namespace: 'team' },
    status: { tags: [{ tag: 't', items: [item] }] },
  })
  expect(statusProblems(stream)).toMatchObject([
    {
      field: 'status.tags[t].items[0].dockerImageReference',
      message: 'Invalid value: "A B": invalid reference format',
    },
  ])
  expect(statusProblems(stream, stream)).toEqual([])
})
