import { describe, expect, it } from 'vitest'
import type { ImageStreamLayers } from './kinds/image-stream'
import { storedImages } from './stored-sizes'

const blob = (size: number | null) => ({ size, mediaType: '' })

function told(
  images: unknown,
  blobs: unknown = { a: blob(10), b: blob(5), c: blob(1), x: blob(null) },
) {
  const layers = { metadata: { name: 'web' }, images, blobs } as ImageStreamLayers
  return Object.fromEntries(storedImages(layers))
}

describe('the images of a stream by its layers', () => {
  it('weigh their configuration and each layer once', () => {
    expect(told({ i: { layers: ['a', 'b', 'b'], config: 'c' } })).toEqual({
      i: { size: 16, isGone: false },
    })
  })

  it('weigh what is known without a configuration, but not without a layer', () => {
    expect(told({ i: { layers: ['a'], config: 'x' }, j: { layers: ['a', 'x'] } })).toEqual({
      i: { size: 10, isGone: false },
      j: { size: null, isGone: false },
    })
  })

  it('are gone where the cluster says so, and without a size where they are lists', () => {
    expect(
      told({ i: { imageMissing: true, layers: [] }, j: { layers: null, manifests: ['i'] } }),
    ).toEqual({ i: { size: null, isGone: true }, j: { size: null, isGone: false } })
  })

  it.each([null, undefined, 7, [], { i: null }])(
    'of an odd answer (%j) are nothing to trip over',
    (odd) => {
      for (const image of Object.values(told(odd, odd))) {
        expect(image).toEqual({ size: null, isGone: false })
      }
    },
  )
})
