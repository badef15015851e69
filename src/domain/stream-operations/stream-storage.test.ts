import { expect, test } from 'vitest'
import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import { streamStorage } from './stream-storage'

const metadata = { name: 'app' }
const blob = (size: number | null) => ({ size, mediaType: 'layer' })

test.each<[string, Omit<ImageStreamLayers, 'metadata'>, object]>([
  ['nothing', { blobs: {}, images: {} }, { unique: 0, sum: 0, images: 0, missing: 0, unknown: 0 }],
  [
    'a shared layer once in one figure, twice in the other',
    {
      blobs: { base: blob(100), a: blob(10), b: blob(1), ca: blob(5), cb: blob(null) },
      images: {
        one: { layers: ['base', 'a'], config: 'ca' },
        two: { layers: ['base', 'b'], config: 'cb' },
      },
    },
    { unique: 116, sum: 216, images: 2, missing: 0, unknown: 0 },
  ],
  [
    'a layer that an image has twice is kept once',
    { blobs: { a: blob(7) }, images: { one: { layers: ['a', 'a'] } } },
    { unique: 7, sum: 7, images: 1 },
  ],
  [
    'pruned images, and layers of unknown size',
    {
      blobs: { a: blob(null) },
      images: { gone: { imageMissing: true, layers: [] }, one: { layers: ['a', 'b'] } },
    },
    { unique: 0, sum: 0, images: 1, missing: 1, unknown: 2 },
  ],
  [
    'a list of platforms is no image of its own',
    {
      blobs: { a: blob(3) },
      images: { list: { layers: [], manifests: ['one'] }, one: { layers: ['a'] } },
    },
    { images: 1, sum: 3 },
  ],
])('%s', (_, layers, expected) => {
  expect(streamStorage({ metadata, ...layers })).toMatchObject(expected)
})

test('an odd answer is an empty one', () => {
  const odd = { metadata, blobs: null, images: null } as unknown as ImageStreamLayers
  expect(streamStorage(odd)).toMatchObject({ unique: 0, images: 0 })
})
