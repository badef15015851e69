import { describe, expect, test } from 'vitest'
import type { JsonPatch } from '@/domain/json-patch'
import { aTag } from '@/test/builders'
import { guardsHold, hasLanded } from './patch-outcome'

const from = { kind: 'DockerImage', name: 'quay.io/org/app:1' }
const other = { kind: 'ImageStreamTag', name: 'app:2' }
const tag = aTag('prod', { from })

const test1 = (path: string, value: unknown): JsonPatch => [{ op: 'test', path, value }]

describe('the guards of a patch', () => {
  test.each([
    ['the same source', test1('/tag/from', from), tag, true],
    [
      'members in another order',
      test1('/tag/from', { name: from.name, kind: from.kind }),
      tag,
      true,
    ],
    ['another source', test1('/tag/from', other), tag, false],
    ['a member more', test1('/tag/from', { ...from, namespace: 'x' }), tag, false],
    ['null where a member is absent', test1('/tag/importPolicy/scheduled', null), tag, true],
    ['null where a member is null', test1('/tag/annotations', null), tag, true],
    [
      'null below an absent parent',
      test1('/tag/from/name', null),
      aTag('p', { from: null }),
      false,
    ],
    ['no tag, of a pushed tag', test1('/tag', null), undefined, true],
    ['no tag, of one that got a source', test1('/tag', null), tag, false],
    ['a member of a tag that is gone', test1('/tag/from', from), undefined, false],
    [
      'an escaped name',
      test1('/tag/annotations/a~1b', 'c'),
      aTag('p', { annotations: { 'a/b': 'c' } }),
      true,
    ],
  ])('%s', (_what, patch, current, holds) => {
    expect(guardsHold(patch, current)).toBe(holds)
  })
})

describe('whether a patch has landed', () => {
  const patch: JsonPatch = [
    { op: 'test', path: '/tag/from', value: from },
    { op: 'add', path: '/tag/from', value: other },
    { op: 'add', path: '/tag/generation', value: 0 },
  ]
  test.each([
    ['what it sets is there', patch, aTag('prod', { from: other }), 'yes'],
    ['what was there still is', patch, tag, 'no'],
    ['the tag is gone', patch, undefined, 'no'],
    ['it only asks again', patch.filter(({ path }) => path !== '/tag/from'), tag, 'unknown'],
    ['it removed', [{ op: 'remove', path: '/tag/annotations' }], tag, 'yes'],
    [
      'the whole tag with defaults',
      [{ op: 'add', path: '/tag', value: { name: 'prod', from, generation: 0 } }],
      tag,
      'yes',
    ],
  ] as const)('%s', (_what, operations, current, outcome) => {
    expect(hasLanded(operations, current)).toBe(outcome)
  })
})
