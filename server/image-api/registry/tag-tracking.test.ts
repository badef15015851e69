import { describe, expect, test } from 'vitest'
import type { NamedTagEventList, TagEvent, TagReference } from '@/domain/kinds/image-stream'
import { withStreamDefaults } from './defaulting'
import { latestEvent, type StreamDraft, statusTag } from './tag-lists'
import { parseFrom, resolveChangedTags, type Surroundings, updateFollowers } from './tag-tracking'

const NOW = '2026-05-05T00:00:00Z'
const event = (
  image: string,
  generation = 1,
  dockerImageReference = `quay.io/a/b@${image}`,
): TagEvent => ({
  created: '2026-01-01T00:00:00Z',
  dockerImageReference,
  image,
  generation,
})
const follow = (
  name: string,
  followed: string,
  more: Partial<TagReference> = {},
): TagReference => ({
  name,
  from: { kind: 'ImageStreamTag', name: followed },
  ...more,
})
const held = (tag: string, ...items: TagEvent[]): NamedTagEventList => ({ tag, items })
const streamOf = (
  tags: TagReference[],
  status: NamedTagEventList[],
  { name = 'app', namespace = 'team', generation = 7 } = {},
) =>
  withStreamDefaults({
    metadata: { name, namespace, generation },
    spec: { tags },
    status: { tags: status },
  })

function around(...others: StreamDraft[]): Surroundings {
  return {
    now: NOW,
    internalRegistry: 'registry:5000',
    streamAt: (namespace, name) =>
      others.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name),
  }
}

const imageOf = (stream: StreamDraft, tag: string) => latestEvent(stream, tag)?.image

describe('a tag that is new', () => {
  test('follows a tag of its stream and stamps it with its generation (observed 45)', () => {
    const stream = streamOf([follow('prod', 'app:dev')], [held('dev', event('i', 4))])
    expect(
      resolveChangedTags(streamOf([], [held('dev', event('i', 4))]), stream, around()),
    ).toEqual([])
    expect(latestEvent(stream, 'prod')).toEqual(event('i', 7))
    expect(latestEvent(stream, 'dev')?.generation).toBe(7)
  })

  test('records a reference to an image at once (S-20)', () => {
    const from = { kind: 'DockerImage', name: 'quay.io/a/b:1' }
    const stream = streamOf(
      [
        { name: 't', reference: true, from },
        { name: 'u', from },
      ],
      [],
    )
    resolveChangedTags(undefined, stream, around())
    expect(latestEvent(stream, 't')).toEqual({ ...event('', 7, 'quay.io/a/b:1'), created: NOW })
    expect(statusTag(stream, 'u')).toBeUndefined()
  })

  test('is pinned to an image of any tag of the stream, by the beginning of its digest (S-24)', () => {
    const image = `sha256:${'c'.repeat(64)}`
    const pin = { name: 'pin', from: { kind: 'ImageStreamImage', name: 'app@cccc' } }
    const stream = streamOf([pin], [held('dev', event('other'), event(image))])
    resolveChangedTags(undefined, stream, around())
    expect(latestEvent(stream, 'pin')).toEqual({ ...event(image, 7), created: NOW })
  })

  test('copies a tag of another stream, with its time, and leaves that stream alone (S-5)', () => {
    const source = streamOf([], [held('v1', event('i', 3))], { name: 'base', namespace: 'other' })
    const from = { kind: 'ImageStreamTag', namespace: 'other', name: 'base:v1' }
    const stream = streamOf([{ name: 't', from }], [])
    resolveChangedTags(undefined, stream, around(source))
    expect(latestEvent(stream, 't')).toEqual(event('i', 7))
    expect(latestEvent(source, 'v1')?.generation).toBe(3)
  })

  // S-22: what is kept in the internal registry is pulled from the stream that holds it.
  test.each([
    [
      'the source’s repository becomes ours',
      false,
      'registry:5000/other/base@i',
      'registry:5000/team/app@i',
    ],
    ['unless it is a reference', true, 'registry:5000/other/base@i', 'registry:5000/other/base@i'],
    [
      'a longer name is another repository',
      false,
      'registry:5000/other/base2@i',
      'registry:5000/other/base2@i',
    ],
    ['other registries stay', false, 'quay.io/other/base@i', 'quay.io/other/base@i'],
  ])('%s', (_rule, reference, kept, expected) => {
    const source = streamOf([], [held('v1', event('i', 3, kept))], {
      name: 'base',
      namespace: 'other',
    })
    const from = { kind: 'ImageStreamTag', namespace: 'other', name: 'base:v1' }
    const stream = streamOf([{ name: 't', from, reference }], [])
    resolveChangedTags(undefined, stream, around(source))
    expect(latestEvent(stream, 't')?.dockerImageReference).toBe(expected)
  })

  test.each([
    ['a missing stream', follow('t', 'no:v1'), 'Not found: "no:v1"'],
    [
      'too many colons',
      follow('t', 'a:b:c'),
      'Invalid value: "a:b:c": must be of the form <tag>, <repo>:<tag>, <id>, or <repo>@<id>',
    ],
    [
      'an image that the stream never had',
      { name: 't', from: { kind: 'ImageStreamImage', name: 'app@sha256:00' } },
      'Invalid value: "app@sha256:00": error generating tag event: imagestreamimage.image.openshift.io "sha256:00" not found',
    ],
  ])('is refused for %s (observed 23)', (_what, tag, message) => {
    const problems = resolveChangedTags(undefined, streamOf([tag], []), around())
    expect(problems).toMatchObject([{ field: 'spec.tags[t].from.name', message }])
  })

  test('may follow a tag that is not there, or itself (observed 24)', () => {
    const stream = streamOf([follow('lost', 'app:none'), follow('self', 'self')], [])
    expect(resolveChangedTags(undefined, stream, around())).toEqual([])
    expect(stream.status.tags).toEqual([])
  })
})

describe('a tag that was there', () => {
  test('is resolved again where it refers to something else', () => {
    const status = [held('a', event('i')), held('b', event('j')), held('t', event('i'))]
    const stream = streamOf([follow('t', 'b')], status)
    resolveChangedTags(streamOf([follow('t', 'a')], status), stream, around())
    expect(imageOf(stream, 't')).toBe('j')
  })

  test('is not resolved again for its policies, nor for a generation alone (observed 41)', () => {
    const source = streamOf([], [held('v1', event('new'))], { name: 'base', namespace: 'other' })
    const from = { kind: 'ImageStreamTag', namespace: 'other', name: 'base:v1' }
    const status = [held('t', event('old'))]
    const stream = streamOf(
      [{ name: 't', from, generation: 7, referencePolicy: { type: 'Local' } }],
      status,
    )
    resolveChangedTags(
      streamOf([{ name: 't', from, generation: 2 }], status),
      stream,
      around(source),
    )
    expect(imageOf(stream, 't')).toBe('old')
  })
})

describe('following (observed 45)', () => {
  const roll = { kind: 'ImageStreamImage', name: 'app@old' }

  test.each([
    ['a chain is followed to its end', [follow('b', 'a'), follow('c', 'app:b')], ['b', 'c']],
    ['whatever the order of names', [follow('z', 'a'), follow('b', 'z')], ['z', 'b']],
    ['however long it is', [follow('b', 'a'), follow('c', 'b'), follow('d', 'c')], ['b', 'c', 'd']],
  ])('%s', (_rule, followers, names) => {
    const status = [
      held('a', event('new'), event('old')),
      ...names.map((name) => held(name, event('new'))),
    ]
    const old = streamOf([{ name: 'a' }, ...followers], status)
    const stream = streamOf([{ name: 'a', from: roll }, ...followers], status)
    resolveChangedTags(old, stream, around())
    for (const name of names) expect(imageOf(stream, name)).toBe('old')
  })

  test('two tags that follow each other come to rest', () => {
    const circle = [follow('a', 'b'), follow('b', 'a')]
    const stream = streamOf(
      [...circle, { name: 'c', from: roll }],
      [held('a', event('i')), held('x', event('old'))],
    )
    expect(resolveChangedTags(undefined, stream, around())).toEqual([])
    expect(imageOf(stream, 'b')).toBe('i')
  })

  test('a push moves those that follow directly, in this stream alone', () => {
    const stream = streamOf(
      [
        follow('bare', 'dev'),
        follow('full', 'app:dev'),
        follow('own', 'dev', { from: { kind: 'ImageStreamTag', namespace: 'team', name: 'dev' } }),
        follow('far', 'x', {
          from: { kind: 'ImageStreamTag', namespace: 'other', name: 'app:dev' },
        }),
        follow('else', 'base:dev'),
        follow('second', 'bare'),
      ],
      [],
    )
    updateFollowers(stream, 'dev', event('i'))
    expect(stream.status.tags.map(({ tag }) => tag)).toEqual(['bare', 'full', 'own'])
  })
})

test.each([
  ['ImageStreamTag', 'v1', { stream: 'app', id: 'v1' }],
  ['ImageStreamTag', 'base:v1', { stream: 'base', id: 'v1' }],
  ['ImageStreamImage', 'base@sha256:1', { stream: 'base', id: 'sha256:1' }],
  ['ImageStreamImage', 'a@b@c', undefined],
  ['DockerImage', 'x', undefined],
])('%s %s', (kind, name, expected) => {
  const place = parseFrom(streamOf([], []), { kind, name })
  expect(place).toEqual(expected && { namespace: 'team', ...expected })
})
