import { afterEach, expect, test, vi } from 'vitest'
import { fakeCluster } from '@/test/fake-cluster'
import { list } from './client'
import { imageStreams } from './resources'

afterEach(() => vi.unstubAllGlobals())

const listOf = (answer: unknown) => {
  fakeCluster(() => Response.json(answer))
  return list(imageStreams, {})
}

test.each([
  ['no items', {}],
  ['null', { items: null }],
  ['an object', { items: {} }],
  ['a text', { items: 'streams' }],
  ['no metadata', { items: [], metadata: null }],
])('a list with %s is empty', async (_what, answer) => {
  expect(await listOf(answer)).toMatchObject({ metadata: {}, items: [] })
})

test('of a list only objects are kept, each with metadata', async () => {
  const sound = { metadata: { name: 'web' } }
  const { items } = await listOf({ metadata: {}, items: [null, 7, 'web', { metadata: 7 }, sound] })
  expect(items).toEqual([{ metadata: { name: '' } }, sound])
})

test.each([null, 7, 'streams'])('an answer that is %j cannot be read', async (answer) => {
  await expect(listOf(answer)).rejects.toMatchObject({ reason: 'Unreadable' })
})
