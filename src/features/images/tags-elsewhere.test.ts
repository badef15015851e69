import { expect, test } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { tagsElsewhere } from './tags-elsewhere'

const rows = [
  aStream({ name: 'web', tags: [{ name: 'prod', images: [1] }] }),
  aStream({
    name: 'mirror',
    tags: [
      { name: '1.0', images: [1, 2] },
      { name: 'latest', images: [1] },
      { name: 'was', images: [2, 1] },
      { name: 'empty' },
    ],
  }),
  aStream({ name: 'api', tags: [{ name: 'prod', images: [1] }] }),
].map(toStreamRow)

test('other streams are found by the image that their tags hold now', () => {
  const digest = rows[0]?.tags[0]?.latest?.image ?? ''
  expect(tagsElsewhere(rows, { stream: 'web', digest })).toEqual([
    { stream: 'api', tag: 'prod' },
    { stream: 'mirror', tag: 'latest' },
    { stream: 'mirror', tag: '1.0' },
  ])
})

test('an image that no other stream holds, and no image at all, are nowhere', () => {
  expect(tagsElsewhere(rows, { stream: 'web', digest: aDigest('other') })).toEqual([])
  expect(tagsElsewhere(rows, { stream: 'web', digest: '' })).toEqual([])
})
