import { expect, test } from 'vitest'
import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import { imageSizes } from './tag-lines'

const layers = (images: ImageStreamLayers['images']): ImageStreamLayers => ({
  metadata: { name: 'web' },
  blobs: {
    one: { size: 100, mediaType: '' },
    two: { size: 20, mediaType: '' },
    lost: { size: null, mediaType: '' },
    config: { size: 3, mediaType: '' },
  },
  images,
})

test.each([
  ['its layers and its configuration', { layers: ['one', 'two'], config: 'config' }, 123],
  [
    'its layers, where the size of the configuration is not told',
    { layers: ['one'], config: 'lost' },
    100,
  ],
  ['unknown with a layer of unknown size', { layers: ['one', 'lost'] }, undefined],
  ['unknown without layers, as for a list', { layers: [] }, undefined],
])('the size of an image is %s', (_what, image, size) => {
  expect(imageSizes(layers({ digest: image })).get('digest')).toBe(size)
})

test('nothing is known where the layers may not be read', () => {
  expect(imageSizes(undefined).size).toBe(0)
})
