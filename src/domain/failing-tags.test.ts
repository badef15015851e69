import { expect, test } from 'vitest'
import { aStream } from '@/test/builders'
import {
  countFailing,
  type FailureFilter,
  failingTags,
  failureTest,
  groupFailures,
} from './failing-tags'
import type { TagReference } from './kinds/image-stream'
import { type StreamRow, toStreamRow } from './stream-row'

/** A stream whose tags fail for these reasons; '' is a tag that does not fail. */
function row(name: string, reasons: Record<string, string>, wish: Partial<TagReference> = {}) {
  const tags = Object.keys(reasons).map((tag) => ({ name: tag, wish }))
  const stream = aStream({ name, namespace: 'shop', tags })
  const failing = Object.entries(reasons).filter(([, reason]) => reason !== '')
  return toStreamRow({
    ...stream,
    status: {
      tags: failing.map(([tag, reason]) => ({
        tag,
        items: null,
        conditions: [
          {
            type: 'ImportSuccess',
            status: 'False',
            reason,
            message: `said ${reason}`,
            generation: 1,
            lastTransitionTime: '2026-11-20T12:00:00Z',
          },
        ],
      })),
    },
  })
}

const rows = [
  row('web', { a: 'NotFound', b: '', c: 'Unauthorized' }),
  row('api', { a: 'NotFound' }, { importPolicy: { scheduled: true } }),
  row('odd', { a: 'Martian' }),
]

test('every tag with a failure is found, and counted without more', () => {
  const found = failingTags(rows).map(({ stream, tag }) => `${stream.name}:${tag.name}`)
  expect(found).toEqual(['web:a', 'web:c', 'api:a', 'odd:a'])
  expect(countFailing(rows)).toBe(4)
})

test('the same row gives the same failures, so that lists draw nothing anew', () => {
  expect(failingTags(rows)[0]).toBe(failingTags(rows)[0])
})

test('groups keep the order of the reasons, and unknown reasons are one group', () => {
  const groups = groupFailures(failingTags(rows))
  expect(groups.map(({ reason, tags }) => [reason, tags.length])).toEqual([
    ['Unauthorized', 1],
    ['NotFound', 2],
    ['ImportFailed', 1],
  ])
})

test('only a scheduled tag is retried by itself (S-40)', () => {
  const retried = failingTags(rows).filter(({ isRetried }) => isRetried)
  expect(retried.map(({ stream }) => stream.name)).toEqual(['api'])
})

test.each<[string, Partial<FailureFilter>, string[]]>([
  ['nothing', {}, ['web:a', 'web:c', 'api:a', 'odd:a']],
  ['words of the place', { text: 'shop/web' }, ['web:a', 'web:c']],
  ['words of the message', { text: 'SAID notfound' }, ['web:a', 'api:a']],
  ['words of the source', { text: 'quay.io/org web:c' }, ['web:c']],
  ['a reason', { reason: 'NotFound' }, ['web:a', 'api:a']],
  ['the reason of all unknown ones', { reason: 'ImportFailed' }, ['odd:a']],
  ['what is retried', { retry: 'retried' }, ['api:a']],
  ['what is not', { retry: 'notRetried', text: 'web' }, ['web:a', 'web:c']],
])('failures are narrowed by %s', (_what, part, names) => {
  const filter = { text: '', reason: '', retry: '' as const, ...part }
  const found = failingTags(rows).filter(failureTest(filter))
  expect(found.map(({ stream, tag }) => `${stream.name}:${tag.name}`)).toEqual(names)
})

test('a row without tags has no failures', () => {
  const empty: StreamRow = { ...row('x', {}), tags: [] }
  expect(failingTags([empty])).toEqual([])
})
