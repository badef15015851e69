import { describe, expect, test } from 'vitest'
import type { TagEvent, TagEventCondition, TagReference } from '@/domain/kinds/image-stream'
import { withStreamDefaults, withTagDefaults } from './defaulting'
import {
  addTagEvent,
  clearConditions,
  isNamedBy,
  needsImport,
  resolveImage,
  setImportFailure,
} from './tag-history'
import { statusTag } from './tag-lists'

const event = (dockerImageReference: string, image: string, generation: number): TagEvent => ({
  created: '2026-01-01T00:00:00Z',
  dockerImageReference,
  image,
  generation,
})
const failure: TagEventCondition = {
  type: 'ImportSuccess',
  status: 'False',
  reason: 'NotFound',
  message: 'gone',
  generation: 3,
  lastTransitionTime: '2026-01-01T00:00:00Z',
}
const streamWith = (items: TagEvent[] | null, conditions: TagEventCondition[] = []) =>
  withStreamDefaults({
    metadata: { name: 'app', namespace: 'team' },
    status: { tags: [{ tag: 't', items, conditions }] },
  })

describe('addTagEvent (S-21, observed 43)', () => {
  test.each([
    ['the first event begins the history', [], event('r', 'i', 1), [event('r', 'i', 1)]],
    ['equal in all: nothing', [event('r', 'i', 1)], event('r', 'i', 1), undefined],
    [
      'same reference and image: the generation rises',
      [event('r', 'i', 1), event('o', 'o', 1)],
      event('r', 'i', 4),
      [event('r', 'i', 4), event('o', 'o', 1)],
    ],
    [
      'same image, other reference: edited in place',
      [event('r', 'i', 1)],
      event('s', 'i', 2),
      [event('s', 'i', 2)],
    ],
    [
      'same reference, other image: the old image is lost',
      [event('r', 'i', 1)],
      event('r', 'j', 2),
      [event('r', 'j', 2)],
    ],
    [
      'another image: becomes the newest',
      [event('r', 'i', 1)],
      event('s', 'j', 2),
      [event('s', 'j', 2), event('r', 'i', 1)],
    ],
    [
      'an older image again is in the history twice',
      [event('s', 'j', 1), event('r', 'i', 1)],
      event('r', 'i', 1),
      [event('r', 'i', 1), event('s', 'j', 1), event('r', 'i', 1)],
    ],
  ])('%s', (_rule, before, next, after) => {
    const stream = streamWith(before)
    expect(addTagEvent(stream, 't', next)).toBe(after !== undefined)
    expect(statusTag(stream, 't')?.items ?? []).toEqual(after ?? before)
  })

  test('an edit in place keeps the time of the entry', () => {
    const stream = streamWith([event('r', 'i', 1)])
    addTagEvent(stream, 't', { ...event('r', 'i', 2), created: '2026-02-02T00:00:00Z' })
    expect(statusTag(stream, 't')?.items?.[0]?.created).toBe('2026-01-01T00:00:00Z')
  })

  test('every change takes the conditions away', () => {
    for (const items of [null, [event('r', 'i', 1)], [event('o', 'o', 1)]]) {
      const stream = streamWith(items, [failure])
      addTagEvent(stream, 't', event('r', 'i', 5))
      expect(statusTag(stream, 't')).not.toHaveProperty('conditions')
    }
  })
})

describe('setImportFailure (S-39, observed 42)', () => {
  const failed = {
    reason: 'NotFound',
    message: 'gone',
    generation: 3,
    time: '2026-03-03T00:00:00Z',
  }

  test('the history stays, the condition is added', () => {
    const stream = streamWith([event('r', 'i', 1)])
    expect(setImportFailure(stream, 't', failed)).toBe(true)
    expect(statusTag(stream, 't')).toMatchObject({
      items: [event('r', 'i', 1)],
      conditions: [{ ...failure, lastTransitionTime: '2026-03-03T00:00:00Z' }],
    })
  })

  test('a tag that was never there has null for a history', () => {
    const stream = streamWith(null)
    setImportFailure(stream, 'new', failed)
    expect(statusTag(stream, 'new')?.items).toBeNull()
  })

  test('the same failure again writes nothing, even for a newer generation', () => {
    const stream = streamWith(null, [failure])
    expect(setImportFailure(stream, 't', { ...failed, generation: 9 })).toBe(false)
    expect(statusTag(stream, 't')?.conditions).toEqual([failure])
  })

  test('another failure replaces it', () => {
    const stream = streamWith(null, [failure])
    expect(setImportFailure(stream, 't', { ...failed, reason: 'Unauthorized' })).toBe(true)
    expect(statusTag(stream, 't')?.conditions).toHaveLength(1)
  })

  test('a success takes it away', () => {
    const stream = streamWith([event('r', 'i', 1)], [failure])
    expect(clearConditions(stream, 't')).toBe(true)
    expect(clearConditions(stream, 't')).toBe(false)
  })
})

describe('needsImport (S-20, observed 40)', () => {
  const docker = { kind: 'DockerImage', name: 'quay.io/acme/app:1' }
  const tag = (more: Partial<TagReference>): TagReference =>
    withTagDefaults({ name: 't', from: docker, generation: 3, ...more })
  test.each([
    ['never imported', tag({}), null, [], true],
    ['imported before the change', tag({}), [event('r', 'i', 2)], [], true],
    ['imported', tag({}), [event('r', 'i', 3)], [], false],
    ['pushed over later', tag({}), [event('r', 'i', 9)], [], false],
    ['failed for this generation', tag({}), null, [failure], false],
    ['failed for an older one', tag({ generation: 4 }), null, [failure], true],
    ['a mere reference', tag({ reference: true }), null, [], false],
    ['follows a tag', tag({ from: { kind: 'ImageStreamTag', name: 'x' } }), null, [], false],
    ['points at nothing', { name: 't', generation: 3 }, null, [], false],
  ])('%s', (_state, reference, items, conditions, expected) => {
    expect(needsImport(streamWith(items, conditions), reference)).toBe(expected)
  })
})

describe('resolveImage (S-24, observed 54)', () => {
  const a = `sha256:${'a1'.repeat(32)}`
  const b = `sha256:${'a2'.repeat(32)}`
  const stream = streamWith([event('ra', a, 1), event('rb', b, 1), event('ra2', a, 1)])
  test.each([
    ['a whole digest', a, { found: 'one', image: a, dockerImageReference: 'ra2' }],
    ['the beginning with the algorithm', 'sha256:a1', { found: 'one' }],
    ['the beginning without it', 'a2a2', { found: 'one', image: b }],
    ['one that several have', 'a', { found: 'several', images: [a, b] }],
    ['one that none has', 'ff', { found: 'none' }],
  ])('%s', (_case, id, expected) => {
    expect(resolveImage(stream, id)).toMatchObject(expected)
  })

  test('what is no digest is named by its beginning alone', () => {
    expect(isNamedBy('abc', 'ab')).toBe(true)
    expect(isNamedBy('abc:def', 'def')).toBe(false)
  })
})
