import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import { draftOf } from '@/domain/tag-draft'
import { applyPatch } from '@/test/apply-patch'
import { aDigest, aStream, aTag } from '@/test/builders'
import { isSameReference, seenTag } from './seen-tag'
import { draftWrite, type TagWrite } from './tag-write'
import { undoWrites } from './undo-tag'

const at = { namespace: 'web', stream: 'app', tag: 'prod' }
const uid = 'uid-web-app'
const [one, two] = [aDigest('one'), aDigest('two')]
const registry = { kind: 'DockerImage', name: 'quay.io/org/app:1' }

type Written = Pick<ImageStreamTag, 'metadata' | 'tag'>

function objectOf(tag: TagReference | null): Written {
  const annotations = tag?.annotations ?? undefined
  return { metadata: { name: 'app:prod', ...(annotations ? { annotations } : {}) }, tag }
}

/** As the API stores it: what counts are the annotations of the object (S-15). */
function written(before: TagReference | null, write: TagWrite | undefined): TagReference | null {
  if (write?.how !== 'patch') throw new Error(`not a patch: ${JSON.stringify(write)}`)
  const { metadata, tag } = applyPatch(objectOf(before), write.patch)
  return tag && { ...tag, annotations: metadata.annotations ?? null }
}

const references: fc.Arbitrary<TagReference> = fc
  .record({
    from: fc.constantFrom(
      registry,
      { kind: 'DockerImage', name: 'quay.io/org/app:2' },
      { kind: 'ImageStreamTag', name: 'app:dev' },
      { kind: 'ImageStreamTag', name: 'base:1', namespace: 'dev' },
      { kind: 'ImageStreamImage', name: `app@${one}` },
    ),
    annotations: fc.option(fc.dictionary(fc.constantFrom('a', 'b/c'), fc.constantFrom('', 'x'))),
    reference: fc.constantFrom(undefined, true),
    importPolicy: fc.record(
      {
        insecure: fc.constant(true),
        scheduled: fc.constant(true),
        importMode: fc.constantFrom('Legacy', 'PreserveOriginal'),
      },
      { requiredKeys: [] },
    ),
    referencePolicy: fc.constantFrom({ type: 'Source' }, { type: 'Local' }),
  })
  .map(({ reference, ...parts }) => ({
    ...aTag('prod', parts),
    ...(reference ? { reference } : {}),
  }))

test('undo of an edit gives the first reference again, for every pair', () => {
  fc.assert(
    fc.property(references, references, (was, wanted) => {
      const stream = aStream({ name: 'app', tags: [{ name: 'prod', wish: was }] })
      const before = seenTag(stream, 'prod')
      const write = draftWrite(at, before, draftOf(wanted))
      const after = written(was, write)
      if (!after) throw new Error('the edit took the reference away')
      const undo = undoWrites({ at, write, before, after, uid })
      expect(undo.length).toBeLessThan(2)
      const end = undo.length === 0 ? after : written(after, undo[0])
      expect(isSameReference(end, was), JSON.stringify([was, after, end])).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('undo fails where somebody has changed the same part since', () => {
  const stream = aStream({ name: 'app', tags: [{ name: 'prod', wish: { from: registry } }] })
  const before = seenTag(stream, 'prod')
  const write = draftWrite(at, before, { ...draftOf(before?.spec), from: `app@${one}` })
  const after = written(before?.spec ?? null, write)
  const [undo] = undoWrites({ at, write, before, after: after ?? undefined, uid })
  const moved = aTag('prod', { from: { kind: 'DockerImage', name: 'quay.io/org/app:9' } })
  expect(() => written(moved, undo)).toThrow('test of /tag/from failed')
  const local = { ...after, name: 'prod', referencePolicy: { type: 'Local' } }
  expect(written(local, undo)).toMatchObject({ from: registry, referencePolicy: { type: 'Local' } })
})

test('a created tag is taken away again, but not with what came over it since', () => {
  const write: TagWrite = { how: 'create', reference: { from: registry } }
  const after = aTag('prod', { from: registry })
  expect(undoWrites({ at, write, before: undefined, after, uid })).toEqual([
    { how: 'delete', guard: { spec: after, most: 1, uid } },
  ])
})

test('an untracked tag gets its reference back, annotations in both places (S-15)', () => {
  const spec = aTag('prod', { annotations: { a: 'b' }, generation: 4 })
  const stream = aStream({ name: 'app', tags: [{ name: 'prod', wish: spec, images: ['one'] }] })
  const [undo] = undoWrites({
    at,
    write: { how: 'untrack', spec },
    before: seenTag(stream, 'prod'),
    after: undefined,
    uid,
  })
  const { generation: _new, ...reference } = spec
  expect(written(null, undo)).toEqual(reference)
  expect(() => written(spec, undo)).toThrow()
})

test('a pushed tag that was rolled back gets its image again, and then loses its reference', () => {
  const stream = aStream({ name: 'app', tags: [{ name: 'prod', images: ['two', 'one'] }] })
  const before = seenTag(stream, 'prod')
  const write = draftWrite(at, before, { ...draftOf(undefined), from: `app@${one}` })
  const after = written(null, write)
  const undo = undoWrites({ at, write, before, after: after ?? undefined, uid })
  expect(undo.map(({ how }) => how)).toEqual(['patch', 'untrack'])
  const back = written(after, undo[0])
  expect(back?.from).toEqual({ kind: 'ImageStreamImage', name: `app@${two}` })
  const [, last] = undo
  expect(last?.how === 'untrack' && isSameReference(last.spec, back)).toBe(true)
})

test('a pushed tag that was pinned to what it holds only loses its reference', () => {
  const stream = aStream({ name: 'app', tags: [{ name: 'prod', images: ['two'] }] })
  const before = seenTag(stream, 'prod')
  const write = draftWrite(at, before, { ...draftOf(undefined), from: `app@${two}` })
  const after = written(null, write) ?? undefined
  expect(undoWrites({ at, write, before, after, uid })).toEqual([{ how: 'untrack', spec: after }])
})

test('there is no way back to an image that was pushed over a reference, nor from a deletion', () => {
  const pinned = { from: { kind: 'ImageStreamImage', name: `app@${one}` } }
  const stream = aStream({
    name: 'app',
    tags: [{ name: 'prod', wish: pinned, images: ['two', 'one'] }],
  })
  const before = seenTag(stream, 'prod')
  const write = draftWrite(at, before, { ...draftOf(before?.spec), from: 'app:dev' })
  const after = written(before?.spec ?? null, write) ?? undefined
  expect(before?.isPushedOver).toBe(true)
  expect(undoWrites({ at, write, before, after, uid })).toEqual([])
  const guard = { spec: before?.spec, uid }
  const gone: TagWrite = { how: 'delete', guard }
  expect(undoWrites({ at, write: gone, before, after: undefined, uid })).toEqual([])
})

test.each([
  ['the same', aTag('prod'), aTag('prod'), true],
  ['another generation', aTag('prod', { generation: 9 }), aTag('prod'), true],
  ['absent and false', aTag('prod', { reference: false }), aTag('prod'), true],
  ['absent and empty', aTag('prod', { annotations: {} }), aTag('prod'), true],
  ['another source', aTag('prod', { from: null }), aTag('prod'), false],
  ['a policy more', aTag('prod', { importPolicy: { insecure: true } }), aTag('prod'), false],
  ['an annotation less', aTag('prod'), aTag('prod', { annotations: { a: 'b' } }), false],
  ['an empty annotation less', aTag('prod'), aTag('prod', { annotations: { a: '' } }), false],
  ['none', undefined, aTag('prod'), false],
  ['both none', undefined, undefined, true],
])('references are compared: %s', (_, a, b, expected) => {
  expect(isSameReference(a, b)).toBe(expected)
})
