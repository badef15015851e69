import { describe, expect, it } from 'vitest'
import { layerRows } from '@/domain/layers'
import { layerSharing } from './layer-sharing'

const layers = ['base', 'deps', 'app'].map((name, index) => ({
  name: `sha256:${name}`,
  size: 10 ** (3 - index),
  mediaType: '',
}))
const image = (...names: string[]) => ({ layers: names.map((name) => `sha256:${name}`) })

describe('layers that other images of the stream hold', () => {
  const sharing = layerSharing(
    layerRows(layers),
    'me',
    {
      metadata: { name: 'app' },
      blobs: {},
      images: {
        me: image('base', 'deps', 'app'),
        old: image('base', 'deps'),
        older: image('base'),
        gone: { imageMissing: true, layers: [] },
      },
    },
    new Map([['old', ['v1', 'prod']]]),
  )

  it.each([
    ['base', 'every', ['v1', 'prod']],
    ['deps', 'some', ['v1', 'prod']],
    ['app', 'own', []],
  ])('%s is in %s', (name, kind, tags) => {
    expect(sharing?.get(`sha256:${name}`)).toMatchObject({ kind, tags })
  })

  it('are not claimed where the matrix may not be read', () => {
    expect(layerSharing(layerRows(layers), 'me', undefined, new Map())).toBeUndefined()
  })

  it('are only here where the image is the only one', () => {
    const alone = layerSharing(
      layerRows(layers),
      'me',
      { metadata: { name: 'app' }, blobs: {}, images: { me: image('base') } },
      new Map(),
    )
    expect([...(alone?.values() ?? [])].every(({ kind }) => kind === 'own')).toBe(true)
  })
})
