import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPatch } from '@/test/apply-patch'
import { aStream } from '@/test/builders'
import { createStream, undoCreateStream } from './create-stream'
import { deleteStream } from './delete-stream'
import { setLookupPolicy } from './lookup-policy'
import { mergePairs, setStreamMetadata } from './stream-metadata'
import type { StreamWrite } from './stream-operation'

const at = { namespace: 'web', stream: 'app' }

function applied(object: unknown, write: StreamWrite | null): unknown {
  if (write?.how !== 'patch') throw new Error('not a patch')
  return applyPatch(object, write.patch)
}

test.each([
  ['', 'app', 'Write the name of the project.'],
  ['web', '', 'Write the name of the image stream.'],
  ['Web', 'app', 'is not the name of a project'],
  ['web', 'App', 'is not the name of an image stream'],
])('a stream %s/%s is not made', (namespace, stream, blocker) => {
  const operation = createStream({ namespace, stream, localLookup: false })
  expect(operation.write).toBeNull()
  expect(operation.blocker).toContain(blocker)
})

test('a stream is made as `oc create imagestream` makes it', () => {
  expect(createStream({ namespace: ' web', stream: 'app ', localLookup: true })).toMatchObject({
    write: {
      how: 'create',
      object: {
        metadata: { name: 'app', namespace: 'web' },
        spec: { lookupPolicy: { local: true } },
      },
    },
    command: 'oc create imagestream app -n web --lookup-local',
    rights: [{ verb: 'create', resource: 'imagestreams', namespace: 'web' }],
  })
  expect(undoCreateStream('u1')).toEqual({ how: 'delete', uid: 'u1', most: 0 })
  expect(undoCreateStream('')).toBeNull()
})

test('deleting a stream lists what is lost, and names the very stream', () => {
  const stream = aStream({
    name: 'app',
    tags: [
      { name: 'a', images: [1, 2] },
      { name: 'b', images: [1] },
      { name: 'c', wish: {} },
    ],
  })
  const operation = deleteStream(at, stream)
  expect(operation.write).toEqual({ how: 'delete', uid: 'uid-web-app' })
  expect(operation.sentences[0]).toBe('3 tags with 3 revisions are lost. Nothing brings them back.')
  expect(operation.sentences[1]).toMatch(/^2 images/)
  expect(operation.command).toBe('oc delete imagestream app -n web')
  expect(operation.undo).toBeNull()
  expect(deleteStream(at, aStream({ name: 'app' })).sentences[0]).toMatch(/no tags/)
  expect(deleteStream(at, undefined).write).toBeNull()
})

test('lookup is switched on and off, as `oc set image-lookup` does (S-51), and back', () => {
  const stream = aStream({ name: 'app' })
  const on = setLookupPolicy(at, stream, true)
  const after = applied(stream, on.write)
  expect(after).toMatchObject({ spec: { lookupPolicy: { local: true } } })
  expect(on.command).toBe('oc set image-lookup app -n web')
  expect(applied(after, on.undo)).toEqual(stream)
  expect(setLookupPolicy(at, stream, false)).toMatchObject({
    write: null,
    blocker: 'Local lookup is off already.',
    command: 'oc set image-lookup app -n web --enabled=false',
  })
})

test('a switch that somebody else has used since is not used again', () => {
  const stream = aStream({ name: 'app' })
  const { write } = setLookupPolicy(at, stream, true)
  const other = { ...stream, spec: { lookupPolicy: { local: true } } }
  expect(() => applied(other, write)).toThrow()
})

test('a stream that was deleted and made again is another one', () => {
  const { write } = setLookupPolicy(at, aStream({ name: 'app' }), true)
  expect(() => applied(aStream({ name: 'app', uid: 'other' }), write)).toThrow()
})

test('only labels that change are written, each tested to be as it was seen', () => {
  const stream = aStream({ name: 'app', labels: { team: 'a', tier: 'x' } })
  const { write, command, sentences } = setStreamMetadata(at, stream, {
    labels: [
      ['team', 'b'],
      ['tier', 'x'],
      ['acme.io/new', ''],
    ],
    annotations: [],
  })
  expect(write).toEqual({
    how: 'patch',
    patch: [
      { op: 'test', path: '/metadata/uid', value: 'uid-web-app' },
      { op: 'test', path: '/metadata/labels/team', value: 'a' },
      { op: 'test', path: '/metadata/labels/acme.io~1new', value: null },
      { op: 'add', path: '/metadata/labels/team', value: 'b' },
      { op: 'add', path: '/metadata/labels/acme.io~1new', value: '' },
    ],
  })
  expect(command).toBe('oc label imagestream app -n web --overwrite team=b acme.io/new=')
  expect(sentences[0]).toBe('2 labels are set: team, acme.io/new.')
})

test.each([
  [[['-x', '']], [], 'is not the name of a label'],
  [[['x', 'a b']], [], 'cannot be the value of a label'],
  [
    [
      ['x', '1'],
      ['x', '2'],
    ],
    [],
    'is there twice',
  ],
  [[], [['', 'x']], 'Give each annotation a name.'],
  [[], [], 'Nothing is changed yet.'],
] as [[string, string][], [string, string][], string][])(
  'labels %j and annotations %j are not written',
  (labels, annotations, blocker) => {
    const operation = setStreamMetadata(at, aStream({ name: 'app' }), { labels, annotations })
    expect(operation.write).toBeNull()
    expect(operation.blocker).toContain(blocker)
  },
)

test('labels and annotations become what is wanted, and undo gives the first again', () => {
  const name = fc.constantFrom('a', 'b', 'x.io/c')
  const map = fc.dictionary(name, fc.constantFrom('', '1', '2'))
  fc.assert(
    fc.property(map, map, map, map, (labels, annotations, newLabels, newAnnotations) => {
      const stream = aStream({ name: 'app' })
      // The API leaves empty maps out.
      if (Object.keys(labels).length > 0) stream.metadata.labels = labels
      if (Object.keys(annotations).length > 0) stream.metadata.annotations = annotations
      const { write, undo } = setStreamMetadata(at, stream, {
        labels: Object.entries(newLabels),
        annotations: Object.entries(newAnnotations),
      })
      if (!write) return
      const after = tidy(applied(stream, write))
      expect(after).toEqual(
        tidy({
          ...stream,
          metadata: { ...stream.metadata, labels: newLabels, annotations: newAnnotations },
        }),
      )
      expect(tidy(applied(after, undo))).toEqual(tidy(stream))
    }),
  )
})

test.each<[string, [string, string][], [string, string][], [string, string][]]>([
  ['what both left', [['a', '1']], [['a', '1']], [['a', '1']]],
  [
    'what they added',
    [
      ['a', '1'],
      ['b', '2'],
    ],
    [['a', '1']],
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['what they changed', [['a', '2']], [['a', '1']], [['a', '2']]],
  ['what they removed', [], [['a', '1']], []],
  ['what I changed, though they did too', [['a', '2']], [['a', '3']], [['a', '3']]],
  ['what I removed, though they changed it', [['a', '2']], [], []],
  [
    'what I am still writing',
    [['a', '1']],
    [
      ['a', '1'],
      ['', 'x'],
    ],
    [
      ['a', '1'],
      ['', 'x'],
    ],
  ],
])('two people’s labels in one: %s', (_, theirs, mine, merged) => {
  expect(mergePairs([['a', '1']], theirs, mine)).toEqual(merged)
})

/** As the API stores it: without empty maps. */
function tidy(object: unknown): unknown {
  const { metadata, ...rest } = object as { metadata: Record<string, unknown> }
  const kept = Object.entries(metadata).filter(
    ([name, value]) =>
      !['labels', 'annotations'].includes(name) || Object.keys(value ?? {}).length > 0,
  )
  return { ...rest, metadata: Object.fromEntries(kept) }
}
