import { expect, test } from 'vitest'
import { aDigest, anImage, aStream, aTag } from '@/test/builders'
import { tagRow } from './image-stream'
import { importAgainRequest, importOutcome, outcomeSeen } from './import-request'
import type { ImageStream } from './kinds/image-stream'

const digest = aDigest(1)

function held(seed: number, generation = 1): ImageStream {
  const stream = aStream({ name: 'web', tags: [{ name: 'v1', wish: {}, images: [seed] }] })
  const item = { ...anImage('web/web', seed), generation }
  return { ...stream, status: { tags: [{ tag: 'v1', items: [item] }] } }
}

function failing(stream: ImageStream, generation: number, message = 'no'): ImageStream {
  const [list] = stream.status?.tags ?? []
  const condition = {
    type: 'ImportSuccess',
    status: 'False',
    reason: 'NotFound',
    message,
    generation,
    lastTransitionTime: '2026-11-20T12:00:00Z',
  }
  return {
    ...stream,
    status: { tags: [{ tag: 'v1', items: list?.items ?? null, conditions: [condition] }] },
  }
}

test('an import again takes all policies of the tag, and the version that was seen (S-35)', () => {
  const importPolicy = { importMode: 'PreserveOriginal', scheduled: true, insecure: true }
  const tag = aTag('v1', { importPolicy, referencePolicy: { type: 'Local' } })
  const stream = aStream({ name: 'app', namespace: 'dev', resourceVersion: '77' })
  expect(importAgainRequest(stream, tag)).toEqual({
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    metadata: { name: 'app', namespace: 'dev', resourceVersion: '77' },
    spec: {
      import: true,
      images: [
        {
          from: { kind: 'DockerImage', name: 'quay.io/org/app:1' },
          to: { name: 'v1' },
          importPolicy,
          referencePolicy: { type: 'Local' },
        },
      ],
    },
  })
})

const success = { images: [{ status: { status: 'Success' as const }, image: image(digest) }] }
function image(name: string) {
  return { metadata: { name } }
}

test.each([
  ['a new image', 2, { kind: 'imported', image: digest, before: aDigest(2) }],
  ['the same image', 1, { kind: 'unchanged', image: digest }],
  ['the first image', 0, { kind: 'imported', image: digest, before: '' }],
])('a success with %s is told as such (S-38)', (_what, seed, outcome) => {
  const before = seed === 0 ? undefined : tagRow(held(seed), 'v1')
  expect(importOutcome(success, 'v1', before)).toEqual(outcome)
})

test('an answer of 201 whose image failed is a failure, with its reason (S-32)', () => {
  const status = { status: 'Failure' as const, reason: 'Unauthorized', message: 'no access' }
  expect(importOutcome({ images: [{ status }] }, 'v1', tagRow(held(1), 'v1'))).toEqual({
    kind: 'failed',
    reason: 'Unauthorized',
    message: 'no access',
  })
})

test.each([[undefined], [{}], [{ images: null }], [{ images: [] }], [{ images: [{}] }]])(
  'an answer that tells nothing is no success: %j',
  (status) => {
    expect(importOutcome(status, 'v1', undefined).kind).toBe('failed')
  },
)

test.each([
  ['nothing changed', held(1), held(1), undefined],
  ['the same image, looked at again', held(1), held(1, 2), { kind: 'unchanged', image: digest }],
  ['another image', held(2), held(1, 2), { kind: 'imported', image: digest, before: aDigest(2) }],
  [
    'a failure',
    held(1),
    failing(held(1), 2),
    { kind: 'failed', reason: 'NotFound', message: 'no' },
  ],
  [
    'the failure of before, which writes nothing',
    failing(held(1), 2),
    failing(held(1), 2),
    undefined,
  ],
  ['a failure that is over', failing(held(1), 2), held(1), { kind: 'unchanged', image: digest }],
])('what became of an unanswered import is read from the tag: %s', (_what, was, is, outcome) => {
  expect(outcomeSeen(is, 'v1', tagRow(was, 'v1'))).toEqual(outcome)
})
