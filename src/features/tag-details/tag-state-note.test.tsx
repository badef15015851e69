// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { tagState } from '@/domain/tag-state'
import { aStream } from '@/test/builders'
import { TagStateNote } from './tag-state-note'

afterEach(cleanup)

const at = { namespace: 'shop', stream: 'web' }
const now = new Date('2026-11-23T12:00:00Z')

test.each([
  [
    'of its own stream is followed',
    { name: 'next' },
    /takes the next image of its source by itself/,
  ],
  ['of another stream is not', { name: 'base:next' }, /is not tried again: retarget it/],
])('a tag without an image says what will bring one: a tag %s', (_what, from, words) => {
  const stream = aStream({ ...at, name: 'web', tags: [] })
  const tags = [{ name: 'prod', from: { kind: 'ImageStreamTag', ...from }, generation: 1 }]
  const row = toStreamRow({ ...stream, spec: { tags } } as typeof stream)
  const [tag] = row.tags
  if (!tag) throw new Error('the stream has no tag')
  render(<TagStateNote tag={tag} state={tagState(tag, now, { stream: row })} at={at} />)
  expect(screen.getByText(words)).toBeTruthy()
})
