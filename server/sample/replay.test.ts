import { expect, test } from 'vitest'
import { goBinary } from './app-images'
import { replay } from './replay'
import {
  copied,
  failing,
  follows,
  imported,
  pinned,
  pushed,
  type SampleStream,
  type SampleTag,
} from './sample-stream'

const build = (version: string, age: number) => goBinary('team/app', { version, age })
const [one, two, three] = [build('1', 300), build('2', 200), build('3', 100)]

function streamOf(name: string, ...tags: SampleTag[]): SampleStream {
  return { namespace: 'team', name, labels: {}, age: 1000, madeBy: 'tag', tags }
}

function tagsAfter(...streams: SampleStream[]) {
  const replayed = replay(streams, {
    now: new Date('2026-11-23T12:00:00Z'),
    internalRegistry: 'registry.internal',
    newUid: () => 'uid',
  })
  const stream = replayed.streams.at(-1)
  return (tag: string) => ({
    spec: stream?.spec?.tags?.find(({ name }) => name === tag),
    items: stream?.status?.tags?.find((list) => list.tag === tag)?.items ?? [],
    conditions: stream?.status?.tags?.find((list) => list.tag === tag)?.conditions,
  })
}

const digests = (items: { image: string }[]) => items.map(({ image }) => image)

test('an alias takes each new image of what it follows, at once', () => {
  const tag = tagsAfter(
    streamOf(
      'app',
      pushed('main', [three, 10], [two, 20], [one, 30]),
      follows('latest', 'main', 25),
    ),
  )
  expect(digests(tag('latest').items)).toEqual([three.digest, two.digest, one.digest])
  expect(tag('latest').items[0]).toEqual(tag('main').items[0])
})

test('an import raises the generations of its tag and item alike', () => {
  const tag = tagsAfter(streamOf('app', imported('1', 'registry.test/app:1', {}, [one, 10])))
  expect(tag('1').spec?.generation).toBe(3)
  expect(tag('1').items[0]).toMatchObject({
    generation: 3,
    dockerImageReference: `registry.test/app@${one.digest}`,
    created: '2026-11-23T11:50:00Z',
  })
})

test('a failed import keeps the images and notes why', () => {
  const failure = { at: 10, reason: 'NotFound', message: 'gone' }
  const tag = tagsAfter(
    streamOf('app', failing('1', 'registry.test/app:1', failure, {}, [one, 20])),
  )
  expect(digests(tag('1').items)).toEqual([one.digest])
  expect(tag('1').conditions?.[0]).toMatchObject({ reason: 'NotFound', generation: 4 })
  expect(tag('1').spec?.generation).toBe(4)
})

test('a rollback puts the old image on top again', () => {
  const tag = tagsAfter(
    streamOf(
      'app',
      pushed('main', [two, 40], [one, 50]),
      pinned('prod', 'team/app', {}, [one, 10], [two, 20], [one, 30]),
    ),
  )
  expect(digests(tag('prod').items)).toEqual([one.digest, two.digest, one.digest])
})

test('a copy does not follow, and is pulled from its own repository', () => {
  const tag = tagsAfter(
    streamOf('source', pushed('main', [two, 10], [one, 30])),
    streamOf('app', copied('base', 'team/source:main', {}, 20)),
  )
  expect(tag('base').items).toEqual([
    expect.objectContaining({
      image: one.digest,
      created: '2026-11-23T11:30:00Z',
      dockerImageReference: `registry.internal/team/app@${one.digest}`,
    }),
  ])
})

test('what is pinned before it was there is a mistake in the description', () => {
  expect(() => tagsAfter(streamOf('app', pinned('prod', 'team/app', {}, [one, 10])))).toThrow(
    'pinned before',
  )
})
