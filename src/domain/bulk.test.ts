import { expect, test } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import { type BulkAction, bulkItems, bulkRight } from './bulk'
import { tagTargets } from './bulk-target'
import type { TagReference } from './kinds/image-stream'
import { toStreamRow } from './stream-row'

const docker = (name: string) => ({ kind: 'DockerImage', name })

/** What happens to the tag `v1` of a stream when all of its tags are selected. */
function effectOn(action: BulkAction, wish: Partial<TagReference> | null, images: number[] = [1]) {
  const tags = [
    { name: 'v1', ...(wish ? { wish } : {}), images },
    { name: 'base', wish: { from: docker('quay.io/a/base') }, images: [2] },
  ]
  const row = toStreamRow(aStream({ name: 'web', namespace: 'shop', tags }))
  return bulkItems(action, tagTargets(row)).find(({ name }) => name === 'shop/web:v1')
}

const registry = { from: docker('quay.io/a/b:1') }
const scheduled = { ...registry, importPolicy: { scheduled: true } }
const pinned = { from: { kind: 'ImageStreamImage', name: `web@${aDigest(1)}` } }
const alias = { from: { kind: 'ImageStreamTag', name: 'base' } }

test.each<[string, BulkAction, Partial<TagReference> | null, RegExp]>([
  ['a registry tag', 'import', registry, /imported again from quay\.io\/a\/b:1/],
  ['a registry tag', 'schedule', registry, /every 15 minutes/],
  ['a scheduled tag', 'unschedule', scheduled, /until somebody imports it again/],
  ['a tag pulled from its source', 'pullLocal', registry, /internal registry.*starts anew/],
  [
    'a tag pulled locally',
    'pullSource',
    { ...registry, referencePolicy: { type: 'Local' } },
    /came from/,
  ],
  ['a registry tag', 'pin', registry, /Stays on .*leaves quay\.io\/a\/b:1/],
  ['a pushed tag', 'pin', null, /^Stays on [0-9a-f]+\.$/],
  ['any tag', 'deleteTags', null, /one revision, for good/],
])('%s can be changed: %s', (_what, action, wish, sentence) => {
  const item = effectOn(action, wish)
  expect(item).toMatchObject({ isLeftOut: false })
  expect(item?.sentence).toMatch(sentence)
})

test.each<[string, BulkAction, Partial<TagReference> | null, RegExp]>([
  ['a pin', 'import', pinned, /pinned to an image/],
  ['a pushed tag', 'import', null, /was pushed/],
  [
    'a follower of one that is selected too',
    'import',
    alias,
    /Follows base, which is imported too/,
  ],
  ['a pin', 'schedule', pinned, /comes from a registry/],
  ['a named image', 'schedule', { ...registry, reference: true }, /only names/],
  [
    'an image by digest',
    'schedule',
    { from: docker(`quay.io/a/b@${aDigest(1)}`) },
    /never changes/,
  ],
  ['a scheduled tag', 'schedule', scheduled, /already/],
  ['an unscheduled tag', 'unschedule', registry, /not scheduled/],
  ['a pushed tag', 'pullLocal', null, /was pushed/i],
  ['a tag that is so', 'pullSource', registry, /already/],
  ['a pin', 'pin', pinned, /already/],
])('%s is left out, and says why: %s', (_what, action, wish, sentence) => {
  const item = effectOn(action, wish)
  expect(item).toMatchObject({ isLeftOut: true })
  expect(item?.sentence).toMatch(sentence)
})

test('a tag without an image cannot be pinned', () => {
  expect(effectOn('pin', registry, [])).toMatchObject({ isLeftOut: true })
})

test('a stream is deleted with all it has, and tags of cosign are no targets', () => {
  const signature = `sha256-${'a'.repeat(64)}.sig`
  const tags = [
    { name: 'v1', images: [1] },
    { name: signature, images: [2] },
  ]
  const row = toStreamRow(aStream({ name: 'web', namespace: 'shop', tags }))
  expect(tagTargets(row).map(({ tag }) => tag?.name)).toEqual(['v1'])
  const items = bulkItems('deleteStreams', [{ key: row.key, stream: row, tag: null }])
  expect(items).toMatchObject([{ name: 'shop/web', sentence: expect.stringMatching(/2 tags/) }])
})

test.each<[BulkAction, string]>([
  ['import', 'create imagestreamimports'],
  ['schedule', 'patch imagestreamtags'],
  ['deleteTags', 'delete imagestreamtags'],
  ['deleteStreams', 'delete imagestreams'],
])('%s needs the right to %s', (action, right) => {
  const { verb, resource, namespace } = bulkRight(action, 'shop')
  expect([`${verb} ${resource}`, namespace]).toEqual([right, 'shop'])
})
