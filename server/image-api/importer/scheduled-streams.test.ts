import { expect, test } from 'vitest'
import { withStreamDefaults } from '../registry/defaulting'
import { ScheduledStreams, scheduledTags } from './scheduled-streams'

const MINUTE = 60_000
const digest = `sha256:${'a'.repeat(64)}`

function stream(...tags: { from: string; scheduled?: boolean; reference?: boolean }[]) {
  return withStreamDefaults({
    metadata: { name: 'app', namespace: 'shop', generation: 1 },
    spec: {
      tags: tags.map(({ from, scheduled = true, reference = false }, index) => ({
        name: `t${index}`,
        from: { kind: 'DockerImage', name: from },
        reference,
        generation: 1,
        importPolicy: { scheduled },
      })),
    },
  })
}

test('a stream is due so long after it was seen first, and again after it was imported', () => {
  const scheduled = new ScheduledStreams({ intervalMs: 15 * MINUTE, perMinute: 60 })
  const due = (minute: number) => scheduled.take(minute * MINUTE, () => 1)
  scheduled.see('shop/app', stream({ from: 'quay.io/a/b' }), 0)
  expect(due(14)).toEqual([])
  expect(due(15)).toEqual(['shop/app'])
  expect(due(16)).toEqual([])
  scheduled.delay('shop/app', 20 * MINUTE)
  expect(due(30)).toEqual([])
  expect(due(35)).toEqual(['shop/app'])
  scheduled.see('shop/app', stream({ from: 'quay.io/a/b', scheduled: false }), 36 * MINUTE)
  expect(due(60)).toEqual([])
})

test('no more images a minute than the budget has, oldest streams first', () => {
  const scheduled = new ScheduledStreams({ intervalMs: MINUTE, perMinute: 5 })
  for (const name of ['a', 'b', 'c']) scheduled.see(name, stream({ from: 'quay.io/a/b' }), 0)
  const images = () => 2
  expect(scheduled.take(MINUTE, images)).toEqual(['a', 'b'])
  expect(scheduled.take(MINUTE + 1, images)).toEqual([])
  expect(scheduled.take(2 * MINUTE, images)).toEqual(['c', 'a'])
})

test('a stream with more tags than the whole budget has its turn', () => {
  const scheduled = new ScheduledStreams({ intervalMs: MINUTE, perMinute: 5 })
  scheduled.see('big', stream({ from: 'quay.io/a/b' }), 0)
  expect(scheduled.take(MINUTE, () => 50)).toEqual(['big'])
})

test.each([
  ['a tag', { from: 'quay.io/a/b:1' }, ['t0']],
  ['a tag that is not scheduled', { from: 'quay.io/a/b:1', scheduled: false }, []],
  ['a mere reference', { from: 'quay.io/a/b:1', reference: true }, []],
  ['a digest that is not there yet', { from: `quay.io/a/b@${digest}` }, ['t0']],
])('%s', (_what, tag, tags) => {
  expect(scheduledTags(stream(tag))).toEqual(tags)
})

test('a digest that has been imported is not imported again', () => {
  const draft = stream({ from: `quay.io/a/b@${digest}` })
  const dockerImageReference = `quay.io/a/b@${digest}`
  draft.status.tags.push({
    tag: 't0',
    items: [{ created: '', dockerImageReference, image: digest, generation: 1 }],
  })
  expect(scheduledTags(draft)).toEqual([])
})
