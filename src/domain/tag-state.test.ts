import { expect, test } from 'vitest'
import type { StreamRow, TagRow, TagWish } from './stream-row'
import { stateLabels, streamState, tagState, willRetry } from './tag-state'

const now = new Date('2026-11-23T12:00:00Z')
const repository = 'registry.svc:5000/shop/web'
const imageA = `sha256:${'a'.repeat(64)}`
const imageB = `sha256:${'b'.repeat(64)}`

function wish(kind: string, name: string, rest: Partial<TagWish> = {}): TagWish {
  return {
    from: { kind, name, namespace: '' },
    reference: false,
    scheduled: false,
    insecure: false,
    importMode: 'Legacy',
    referencePolicy: 'Source',
    generation: 5,
    ...rest,
  }
}

function fact(image: string, generation = 5, source = 'quay.io/acme/web') {
  const created = '2026-11-20T12:00:00Z'
  return { image, generation, created, reference: `${source}@${image}` }
}

function tag(rest: Partial<TagRow>): TagRow {
  return { name: 'prod', spec: null, latest: null, revisions: 0, failure: null, ...rest }
}

function stream(tags: TagRow[], rest: Partial<StreamRow> = {}): StreamRow {
  return {
    key: 'u-1',
    namespace: 'shop',
    name: 'web',
    labels: {},
    created: '2026-01-01T00:00:00Z',
    changed: '2026-11-20T12:00:00Z',
    repository,
    publicRepository: '',
    localLookup: false,
    importsRepository: '',
    tags,
    ...rest,
  }
}

function failure(generation = 5, reason = 'Unauthorized') {
  return { reason, message: 'no', since: '2026-11-22T00:00:00Z', generation }
}

const registry = (rest: Partial<TagWish> = {}) => wish('DockerImage', 'quay.io/acme/web:1', rest)
const pin = (image: string) => wish('ImageStreamImage', `web@${image}`)

test.each<[string, TagRow, string, string]>([
  ['holds what was imported', tag({ spec: registry(), latest: fact(imageA) }), 'Current', ''],
  ['has no spec', tag({ latest: fact(imageA) }), 'Pushed', 'no tag in the spec'],
  ['has neither spec nor image', tag({}), 'Never imported', 'no image yet'],
  [
    'has a failure, whatever else it has',
    tag({ spec: registry(), latest: fact(imageA, 4), failure: failure() }),
    'Import failed',
    'Unauthorized, will not retry',
  ],
  [
    'fails on schedule',
    tag({ spec: registry({ scheduled: true }), failure: failure(5, 'NotFound') }),
    'Import failed',
    'NotFound, retried on schedule',
  ],
  [
    'fails, and was asked for again: the same failure writes nothing new',
    tag({ spec: registry({ generation: 6 }), failure: failure() }),
    'Import failed',
    'Unauthorized, asked again since',
  ],
  [
    'fails without a reason',
    tag({ spec: registry(), failure: failure(5, '') }),
    'Import failed',
    'no reason given, will not retry',
  ],
  [
    'is only named',
    tag({ spec: registry({ reference: true }) }),
    'Reference',
    'named, not imported',
  ],
  [
    'is only named, and was pushed over',
    tag({ spec: registry({ reference: true }), latest: fact(imageA, 6, repository) }),
    'Diverged',
    'was pushed over',
  ],
  [
    'was pushed over',
    tag({ spec: registry(), latest: fact(imageA, 6, repository) }),
    'Diverged',
    'was pushed over',
  ],
  [
    'was raised by a new follower, with the image that was asked for',
    tag({ spec: registry(), latest: fact(imageA, 6) }),
    'Current',
    '',
  ],
  ['is pinned to what it holds', tag({ spec: pin(imageA), latest: fact(imageA) }), 'Current', ''],
  [
    'is pinned, and was pushed over',
    tag({ spec: pin(imageA), latest: fact(imageB, 5, repository) }),
    'Diverged',
    'was pushed over',
  ],
  [
    'is pinned, and still holds an earlier image',
    tag({ spec: pin(imageA), latest: fact(imageB, 4) }),
    'Unresolved',
    'still holds an earlier image',
  ],
  [
    'is pinned by the start of a digest',
    tag({ spec: pin(imageA.slice(0, 20)), latest: fact(imageA) }),
    'Current',
    '',
  ],
  [
    'is pinned to nothing',
    tag({ spec: pin(imageA) }),
    'Unresolved',
    'the image is not in its stream',
  ],
  [
    'follows a tag that has no image',
    tag({ spec: wish('ImageStreamTag', 'web:gone') }),
    'Unresolved',
    'its source has no image',
  ],
  [
    'copied nothing since its last change',
    tag({ spec: wish('ImageStreamTag', 'other:v1'), latest: fact(imageA, 4) }),
    'Unresolved',
    'nothing was copied since the last change',
  ],
  [
    'holds its copy',
    tag({ spec: wish('ImageStreamTag', 'other:v1'), latest: fact(imageA) }),
    'Current',
    '',
  ],
  [
    'names no source',
    tag({ spec: wish('', '', { from: null }), latest: fact(imageA) }),
    'Pushed',
    'no source in the spec',
  ],
  [
    'names a source of an unknown kind',
    tag({ spec: wish('Pod', 'web-1') }),
    'Unresolved',
    'the kind of its source is unknown',
  ],
])('a tag that %s', (_fact, row, label, detail) => {
  expect(tagState(row, now)).toMatchObject({ label, detail })
})

test.each<[string, TagRow[], string]>([
  [
    'moved with what it follows',
    [
      tag({ name: 'dev', spec: registry({ generation: 9 }), latest: fact(imageA, 9) }),
      tag({ spec: wish('ImageStreamTag', 'web:dev'), latest: fact(imageA, 9) }),
    ],
    'Current',
  ],
  [
    'was pushed over since',
    [
      tag({ name: 'dev', spec: registry(), latest: fact(imageA) }),
      tag({ spec: wish('ImageStreamTag', 'dev'), latest: fact(imageB, 6, repository) }),
    ],
    'Diverged',
  ],
  [
    'lost what it follows',
    [tag({ spec: wish('ImageStreamTag', 'web:dev'), latest: fact(imageB) })],
    'Unresolved',
  ],
])('a follower that %s', (_fact, tags, label) => {
  const row = stream(tags)
  const follower = row.tags.at(-1)
  expect(follower && tagState(follower, now, { stream: row }).label).toBe(label)
})

test('a copy is not diverged when only a new follower raised its generation', () => {
  const copy = tag({ name: 'v1', spec: wish('ImageStreamTag', 'other:1'), latest: fact(imageA, 7) })
  const follower = tag({ spec: wish('ImageStreamTag', 'web:v1', { generation: 7 }) })
  expect(tagState(copy, now, { stream: stream([copy, follower]) }).label).toBe('Current')
  expect(tagState(copy, now, { stream: stream([copy]) }).label).toBe('Diverged')
})

test('a push right after an import shows by the registry it came from', () => {
  const pushed = tag({ spec: registry(), latest: fact(imageA, 5, repository) })
  expect(tagState(pushed, now, { stream: stream([pushed]) }).label).toBe('Diverged')
})

const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test.each<[string, TagRow, Parameters<typeof tagState>[2], string, string]>([
  ['of which no time is known', tag({ spec: registry() }), {}, 'Importing', 'no image yet'],
  [
    'in a stream that changed just now',
    tag({ spec: registry() }),
    { stream: stream([], { changed: ago(1).toISOString() }) },
    'Importing',
    'no image yet',
  ],
  [
    'in a stream that changed long ago',
    tag({ spec: registry() }),
    { stream: stream([]) },
    'Never imported',
    'no image yet',
  ],
  [
    'that has an old image',
    tag({ spec: registry(), latest: fact(imageA, 4) }),
    {},
    'No answer',
    'wanted 5, seen 4, nothing came of it',
  ],
  [
    'that was seen to be changed just now',
    tag({ spec: registry(), latest: fact(imageA, 4), wantedSince: ago(2).toISOString() }),
    {},
    'Importing',
    'wanted 5, seen 4',
  ],
  [
    'that the caller has just changed',
    tag({ spec: registry(), latest: fact(imageA, 4) }),
    { since: ago(4) },
    'Importing',
    'wanted 5, seen 4',
  ],
  [
    'that the caller changed a while ago',
    tag({ spec: registry(), latest: fact(imageA, 4) }),
    { since: ago(6) },
    'No answer',
    'wanted 5, seen 4, nothing came of it',
  ],
])('an import %s', (_fact, row, known, label, detail) => {
  expect(tagState(row, now, known)).toMatchObject({ label, detail })
})

test('only a scheduled import is tried again by itself', () => {
  expect(willRetry({ spec: registry({ scheduled: true }) })).toBe(true)
  expect(willRetry({ spec: registry() })).toBe(false)
  expect(willRetry({ spec: registry({ scheduled: true, reference: true }) })).toBe(false)
  expect(willRetry({ spec: null })).toBe(false)
})

const good = tag({ name: 'good', spec: registry(), latest: fact(imageA) })
const bad = tag({ name: 'bad', spec: registry(), failure: failure() })
const worse = tag({ name: 'worse', spec: registry(), failure: failure(5, 'NotFound') })
const pushedOver = tag({ spec: registry(), latest: fact(imageB, 6, repository) })
const pushed = tag({ name: 'pushed', latest: fact(imageA) })
const signature = tag({ name: `sha256-${'c'.repeat(64)}.sig`, latest: fact(imageA) })
const running = tag({ name: 'next', spec: registry(), wantedSince: ago(1).toISOString() })

test.each<[string, TagRow[], string, string, string[]]>([
  ['all tags are current', [good], 'Current', '', ['good']],
  ['one of several fails', [good, bad], 'Import failed', 'bad, Unauthorized', ['bad']],
  ['the only one fails', [bad], 'Import failed', 'bad, Unauthorized', ['bad']],
  [
    'several fail for one reason',
    [good, bad, { ...bad, name: 'bad2' }],
    'Import failed',
    '2 of 3 tags, Unauthorized',
    ['bad', 'bad2'],
  ],
  ['several fail for many', [good, bad, worse], 'Import failed', '2 of 3 tags', ['bad', 'worse']],
  ['one was pushed over', [good, pushedOver], 'Diverged', 'prod was pushed over', ['prod']],
  ['one imports', [good, running], 'Importing', 'next', ['next']],
  ['all were pushed', [pushed], 'Pushed', 'no tag in the spec', ['pushed']],
  ['some were pushed', [good, pushed], 'Pushed', 'pushed, no tag in the spec', ['pushed']],
  ['signatures lie beside images', [good, signature], 'Current', '', ['good']],
  ['there are only signatures', [signature], 'Pushed', 'no tag in the spec', [signature.name]],
  ['there are no tags', [], 'Empty', 'no tags yet', []],
])('a stream where %s', (_fact, tags, label, detail, names) => {
  expect(streamState(stream(tags), now)).toMatchObject({ label, detail, tags: names })
})

test('the worse a state, the higher its severity', () => {
  const labels = Object.values(stateLabels)
  expect(labels[0]).toBe('Import failed')
  expect(labels.at(-1)).toBe('Current')
  expect(tagState(bad, now).severity).toBeGreaterThan(tagState(pushedOver, now).severity)
  expect(tagState(good, now).severity).toBe(0)
})
