import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oddImage } from '@/test/odd-objects'
import { soundImage } from './sound-image'

it('gives every member its type, whatever the image is', () => {
  fc.assert(
    fc.property(fc.oneof(oddImage, fc.anything()), (odd) => {
      const image = soundImage(odd)
      expect(typeof image.dockerImageReference).toBe('string')
      for (const layer of image.dockerImageLayers ?? []) expect(typeof layer.name).toBe('string')
      for (const entry of image.dockerImageManifests ?? []) expect(typeof entry.os).toBe('string')
      const config = image.dockerImageMetadata?.Config
      for (const words of [config?.Env, config?.Cmd, config?.Entrypoint]) {
        for (const word of words ?? []) expect(typeof word).toBe('string')
      }
    }),
  )
})

it('leaves a sound image as it is', () => {
  const image = {
    metadata: { name: 'sha256:1' },
    dockerImageLayers: [{ name: 'sha256:2', size: 3, mediaType: 'x' }],
    dockerImageMetadata: { Architecture: 'arm64', Config: { Env: ['A=1'], Labels: { b: 'c' } } },
  }
  expect(soundImage(image)).toMatchObject(image)
})
