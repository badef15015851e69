import { describe, expect, test } from 'vitest'
import { applyJsonPatch, PatchError, type PatchOperation } from './json-patch'

const cases: [name: string, document: unknown, patch: PatchOperation[], result: unknown][] = [
  ['add a member', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
  ['add over a member', { a: 1 }, [{ op: 'add', path: '/a', value: 2 }], { a: 2 }],
  ['add to the end', { a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
  ['add before an item', { a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
  ['add behind the last', { a: [1] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2] }],
  ['add null', {}, [{ op: 'add', path: '/a', value: null }], { a: null }],
  ['replace the whole', { a: 1 }, [{ op: 'replace', path: '', value: [1] }], [1]],
  ['remove a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
  ['remove an item', { a: [1, 2] }, [{ op: 'remove', path: '/a/0' }], { a: [2] }],
  ['replace an item', { a: [1, 2] }, [{ op: 'replace', path: '/a/1', value: 3 }], { a: [1, 3] }],
  ['replace null', { a: null }, [{ op: 'replace', path: '/a', value: 1 }], { a: 1 }],
  ['move', { a: { x: 1 } }, [{ op: 'move', from: '/a/x', path: '/b' }], { a: {}, b: 1 }],
  [
    'move in a list',
    { a: [1, 2, 3] },
    [{ op: 'move', from: '/a/0', path: '/a/2' }],
    { a: [2, 3, 1] },
  ],
  ['move onto itself', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
  ['move beside a like name', { a: 1 }, [{ op: 'move', from: '/a', path: '/ab' }], { ab: 1 }],
  [
    'copy',
    { a: { x: 1 } },
    [
      { op: 'copy', from: '/a', path: '/b' },
      { op: 'add', path: '/b/y', value: 2 },
    ],
    { a: { x: 1 }, b: { x: 1, y: 2 } },
  ],
  [
    'test passes',
    { a: { b: [1, { c: 'x' }] } },
    [{ op: 'test', path: '/a', value: { b: [1, { c: 'x' }] } }],
    { a: { b: [1, { c: 'x' }] } },
  ],
  [
    'test does not mind order',
    { a: { x: 1, y: 2 } },
    [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }],
    { a: { x: 1, y: 2 } },
  ],
  ['test the whole', { a: 1 }, [{ op: 'test', path: '', value: { a: 1 } }], { a: 1 }],
  [
    'escapes',
    { 'a/b': { 'c~d': 1, '~1': 2 } },
    [
      { op: 'remove', path: '/a~1b/c~0d' },
      { op: 'test', path: '/a~1b/~01', value: 2 },
    ],
    { 'a/b': { '~1': 2 } },
  ],
  ['the empty name', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
  [
    '__proto__ is a name like any other',
    JSON.parse('{"__proto__":{"a":1}}'),
    [{ op: 'add', path: '/__proto__/b', value: 2 }],
    JSON.parse('{"__proto__":{"a":1,"b":2}}'),
  ],
  [
    'a null test holds where a member is null',
    { a: null },
    [{ op: 'test', path: '/a', value: null }],
    { a: null },
  ],
  [
    'a null test holds where a member is absent',
    { a: {} },
    [{ op: 'test', path: '/a/b', value: null }],
    { a: {} },
  ],
  [
    'further members do not matter',
    { a: 1 },
    [{ op: 'remove', path: '/a', value: 'x', from: 'y' }],
    {},
  ],
]

test.each(cases)('%s', (_name, document, patch, result) => {
  const before = structuredClone(document)
  expect(applyJsonPatch(document, patch)).toEqual(result)
  expect(document).toEqual(before)
})

const refused: [name: string, document: unknown, patch: unknown[]][] = [
  ['a test that fails', { a: 1 }, [{ op: 'test', path: '/a', value: 2 }]],
  ['a test of a number for a text', { a: 1 }, [{ op: 'test', path: '/a', value: '1' }]],
  ['a test for null where something is', { a: 1 }, [{ op: 'test', path: '/a', value: null }]],
  ['a test for null below nothing', {}, [{ op: 'test', path: '/a/b', value: null }]],
  ['a test for null behind a list', { a: [] }, [{ op: 'test', path: '/a/0', value: null }]],
  ['a test of something absent', {}, [{ op: 'test', path: '/a', value: 1 }]],
  ['a test without a value', { a: null }, [{ op: 'test', path: '/a' }]],
  ['a path that is not there', {}, [{ op: 'remove', path: '/a' }]],
  ['replacing what is not there', {}, [{ op: 'replace', path: '/a', value: 1 }]],
  ['adding below nothing', {}, [{ op: 'add', path: '/a/b', value: 1 }]],
  ['adding below a text', { a: 'x' }, [{ op: 'add', path: '/a/b', value: 1 }]],
  ['adding beyond the end', { a: [1] }, [{ op: 'add', path: '/a/2', value: 1 }]],
  ['an index with a leading zero', { a: [1, 2] }, [{ op: 'add', path: '/a/01', value: 1 }]],
  ['a negative index', { a: [1] }, [{ op: 'remove', path: '/a/-1' }]],
  ['removing behind the end', { a: [1] }, [{ op: 'remove', path: '/a/-' }]],
  ['an index that is a word', { a: [1] }, [{ op: 'replace', path: '/a/length', value: 0 }]],
  ['moving into itself', { a: { b: 1 } }, [{ op: 'move', from: '/a', path: '/a/b' }]],
  ['moving from nothing', {}, [{ op: 'move', from: '/a', path: '/b' }]],
  [
    'copies of copies without end',
    { a: ['x'] },
    Array.from({ length: 40 }, () => ({ op: 'copy', from: '/a', path: '/a/-' })),
  ],
  ['moving without from', { a: 1 }, [{ op: 'move', path: '/b' }]],
  ['an unknown operation', { a: 1 }, [{ op: 'increment', path: '/a' }]],
  ['no operation', { a: 1 }, [{ path: '/a' }]],
  ['no path', { a: 1 }, [{ op: 'remove' }]],
  ['a path without a slash', { a: 1 }, [{ op: 'remove', path: 'a' }]],
  ['add without a value', {}, [{ op: 'add', path: '/a' }]],
  ['what every object inherits', {}, [{ op: 'test', path: '/toString/name', value: 'toString' }]],
]

describe('refuses', () => {
  test.each(refused)('%s', (_name, document, patch) => {
    expect(() => applyJsonPatch(document, patch as PatchOperation[])).toThrow(PatchError)
  })
})
