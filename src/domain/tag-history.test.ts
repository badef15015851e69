import { expect, test } from 'vitest'
import type { ImageStream, ObjectReference, TagEvent } from './kinds/image-stream'
import { historyEntries } from './tag-history'

const own = 'registry.svc:5000/shop/web'

function event(image: string, created: string, source = 'quay.io/acme/web'): TagEvent {
  return { image, created, generation: 1, dockerImageReference: `${source}@${image}` }
}

function stream(
  histories: Record<string, TagEvent[]>,
  froms: Record<string, ObjectReference> = {},
): ImageStream {
  return {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { tags: Object.entries(froms).map(([name, from]) => ({ name, from, generation: 1 })) },
    status: {
      dockerImageRepository: own,
      tags: Object.entries(histories).map(([tag, items]) => ({ tag, items })),
    },
  }
}

function phrases(object: ImageStream, tag: string): string[] {
  return historyEntries(object, tag).map(({ phrase }) => phrase)
}

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`
const [a, b] = [digestOf('a'), digestOf('b')]
const registry = { kind: 'DockerImage', name: 'quay.io/acme/web:v1' }
const pin = (image: string) => ({ kind: 'ImageStreamImage', name: `web@${image}` })

test('an import names its source: the newest as it was written, older ones by repository', () => {
  const history = { v1: [event(b, '2'), event(a, '1')] }
  expect(phrases(stream(history, { v1: registry }), 'v1')).toEqual([
    'was imported from quay.io/acme/web:v1',
    'was imported from quay.io/acme/web',
  ])
})

test('a tag without a spec was pushed', () => {
  expect(phrases(stream({ ci: [event(a, '1', own)] }), 'ci')).toEqual([
    'was pushed to the internal registry',
  ])
})

test('an image of the own repository that no other tag had was pushed over', () => {
  const history = { v1: [event(b, '2', own), event(a, '1')] }
  expect(phrases(stream(history, { v1: registry }), 'v1')[0]).toBe(
    'was pushed to the internal registry',
  )
})

test('what was pushed over a follower never came from what it follows (S-5)', () => {
  const following = { kind: 'ImageStreamTag', name: 'web:main' }
  const main = [event(a, '1', own)]
  const over = { main, prod: [event(b, '2', own), event(a, '1', own)] }
  expect(phrases(stream(over, { prod: following }), 'prod')).toEqual([
    'was pushed to the internal registry',
    'was moved to the image of main',
  ])
  expect(phrases(stream({ main, prod: main }, { prod: following }), 'prod')).toEqual([
    'was moved to the image of main',
  ])
})

test('a pin names the tag that has the image', () => {
  const history = { prod: [event(b, '3'), event(a, '2')], v2: [event(b, '1')] }
  expect(phrases(stream(history, { prod: pin(b) }), 'prod')).toEqual([
    'was moved to the image of v2',
    'was imported from quay.io/acme/web',
  ])
})

test('an image that the tag had before was moved back to', () => {
  const history = { prod: [event(a, '3'), event(b, '2'), event(a, '1')] }
  expect(phrases(stream(history, { prod: pin(a) }), 'prod')[0]).toBe(
    'was moved back to the image of revision 1',
  )
  const named = { ...history, v1: [event(a, '1')] }
  expect(phrases(stream(named, { prod: pin(a) }), 'prod')[0]).toBe(
    'was moved back to the image of v1',
  )
})

test('a follower was moved to what it follows', () => {
  const history = { prod: [event(a, '1')], dev: [event(a, '1')] }
  const follows = { prod: { kind: 'ImageStreamTag', name: 'web:dev' } }
  expect(phrases(stream(history, follows), 'prod')).toEqual(['was moved to the image of dev'])
})

test('a copy names the tag of the other stream', () => {
  const froms = { prod: { kind: 'ImageStreamTag', name: 'api:v1', namespace: 'dev' } }
  expect(phrases(stream({ prod: [event(a, '1')] }, froms), 'prod')).toEqual([
    'was copied from dev/api:v1',
  ])
})

test('a reference is named, not imported', () => {
  const named = { image: '', created: '1', generation: 1, dockerImageReference: 'quay.io/x:1' }
  const froms = { ext: { kind: 'DockerImage', name: 'quay.io/x:1' } }
  const [entry] = historyEntries(stream({ ext: [named] }, froms), 'ext')
  expect(entry).toMatchObject({ phrase: 'was set to name quay.io/x:1', how: 'named', keptBy: [] })
})

test('cosign’s tags are no source of an image', () => {
  const accessory = `sha256-${'c'.repeat(64)}.sig`
  const history = { prod: [event(b, '3')], [accessory]: [event(b, '1')] }
  expect(phrases(stream(history, { prod: pin(b) }), 'prod')).toEqual([
    'was pinned to an image of the stream',
  ])
})

test('the order is that of the array, whatever the times say (S-2)', () => {
  const entries = historyEntries(
    stream({ prod: [event(b, '1'), event(a, '9')] }, { prod: registry }),
    'prod',
  )
  expect(
    entries.map(({ event: { image }, index, revision, isCurrent }) => ({
      image,
      index,
      revision,
      isCurrent,
    })),
  ).toEqual([
    { image: b, index: 0, revision: 2, isCurrent: true },
    { image: a, index: 1, revision: 1, isCurrent: false },
  ])
})

test('entries tell which revisions and which tags have the same image', () => {
  const history = { prod: [event(a, '3'), event(b, '2'), event(a, '1')], v1: [event(a, '1')] }
  const entries = historyEntries(stream(history, { prod: pin(a) }), 'prod')
  expect(entries.map(({ sameImageAs, keptBy }) => ({ sameImageAs, keptBy }))).toEqual([
    { sameImageAs: [1], keptBy: ['v1'] },
    { sameImageAs: [], keptBy: [] },
    { sameImageAs: [3], keptBy: ['v1'] },
  ])
})

test('a tag without images has no history', () => {
  expect(historyEntries(stream({}, { v1: registry }), 'v1')).toEqual([])
})

test('an entry knows the image before it: another one, past entries that only name one', () => {
  const c = digestOf('c')
  const history = {
    prod: [
      event(c, '6'),
      event('', '5'),
      event(b, '4'),
      event(b, '3'),
      event(a, '2'),
      event(a, '1'),
    ],
  }
  expect(historyEntries(stream(history), 'prod').map(({ previous }) => previous)).toEqual([
    b,
    b,
    a,
    a,
    '',
    '',
  ])
  const back = { prod: [event(b, '4'), event('', '3'), event(b, '2'), event(a, '1')] }
  expect(historyEntries(stream(back), 'prod').map(({ previous }) => previous)).toEqual([
    a,
    b,
    a,
    '',
  ])
})
