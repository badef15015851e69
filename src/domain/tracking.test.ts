import { expect, test } from 'vitest'
import type { TagWish } from './stream-row'
import { pointsAtSentence, pointsAtText, type Tracking, tracking } from './tracking'

const at = { namespace: 'shop', stream: 'web' }
const digest = `sha256:448e23097047${'0'.repeat(52)}`

function wish(kind: string, name: string, rest: Partial<TagWish> & { namespace?: string } = {}) {
  const { namespace = '', ...others } = rest
  const spec: TagWish = {
    from: { kind, name, namespace },
    reference: false,
    scheduled: false,
    insecure: false,
    importMode: 'Legacy',
    referencePolicy: 'Source',
    generation: 1,
    ...others,
  }
  return { spec }
}

const image = 'quay.io/acme/web:v1'

test.each<[string, { spec: TagWish | null }, Tracking]>([
  [`Tagged from ${image}`, wish('DockerImage', image), 'imported-once'],
  [
    `Updates automatically from registry ${image}`,
    wish('DockerImage', image, { scheduled: true }),
    'scheduled',
  ],
  [
    `Reference to registry ${image}`,
    wish('DockerImage', image, { reference: true, scheduled: true }),
    'reference',
  ],
  ['Follows web:v1', wish('ImageStreamTag', 'web:v1'), 'live'],
  ['Follows web:v1', wish('ImageStreamTag', 'v1'), 'live'],
  ['Follows web:v1', wish('ImageStreamTag', 'web:v1', { namespace: 'shop' }), 'live'],
  [
    'Follows, by reference to web:v1',
    wish('ImageStreamTag', 'web:v1', { reference: true }),
    'live',
  ],
  ['Copied once from api:v1', wish('ImageStreamTag', 'api:v1'), 'copied'],
  // `oc describe` would say that it updates automatically. It does not (S-5).
  ['Copied once from api:v1', wish('ImageStreamTag', 'api:v1', { scheduled: true }), 'copied'],
  ['Copied once from dev/web:v1', wish('ImageStreamTag', 'web:v1', { namespace: 'dev' }), 'copied'],
  ['Pinned to image web@448e23097047', wish('ImageStreamImage', `web@${digest}`), 'pinned'],
  [
    'Pinned to image dev/api@448e23097047',
    wish('ImageStreamImage', `api@${digest}`, { namespace: 'dev' }),
    'pinned',
  ],
  ['Pushed, follows nothing', { spec: null }, 'pushed'],
  ['A tag without a source', wish('', '', { from: null }), 'none'],
  ['Points at something unknown, web-1', wish('Pod', 'web-1'), 'none'],
])('%s', (sentence, tag, expected) => {
  expect(pointsAtText(tag, at)).toBe(sentence)
  expect(tracking(tag, at)).toBe(expected)
})

test('what is in this cluster has a path, what is in a registry has none', () => {
  expect(pointsAtSentence(wish('ImageStreamTag', 'v1'), at).path).toEqual({ ...at, tag: 'v1' })
  expect(pointsAtSentence(wish('ImageStreamImage', `web@${digest}`), at).path).toEqual({
    ...at,
    digest,
  })
  expect(pointsAtSentence(wish('DockerImage', image), at).path).toBeUndefined()
})
