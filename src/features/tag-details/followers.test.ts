import { describe, expect, it } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { aStream } from '@/test/builders'
import { edgeWords, followersOf } from './followers'

const tagOf = (name: string, namespace?: string) => ({
  from: { kind: 'ImageStreamTag', name, ...(namespace ? { namespace } : {}) },
})

const rows = [
  aStream({
    name: 'app',
    namespace: 'shop',
    tags: [
      { name: 'v1', wish: {} },
      { name: 'latest', wish: tagOf('app:v1') },
      { name: 'bare', wish: tagOf('v1') },
      { name: 'other', wish: tagOf('app:v2') },
    ],
  }),
  aStream({
    name: 'web',
    namespace: 'shop',
    tags: [
      { name: 'copy', wish: tagOf('app:v1') },
      { name: 'elsewhere', wish: tagOf('app:v1', 'ci') },
      { name: 'pinned', wish: { from: { kind: 'ImageStreamImage', name: 'app@sha256:0' } } },
    ],
  }),
].map(toStreamRow)

describe('what points at a tag', () => {
  it('is every tag of the project with it as source: of its stream live, of others once', () => {
    const found = followersOf(rows, { namespace: 'shop', stream: 'app', tag: 'v1' })
    expect(found.map(({ stream, tag, how }) => `${stream}:${tag} ${how}`)).toEqual([
      'app:latest follows live',
      'app:bare follows live',
      'web:copy copied once',
    ])
  })

  it('is nothing while the project is not known', () => {
    expect(followersOf(undefined, { namespace: 'shop', stream: 'app', tag: 'v1' })).toEqual([])
  })
})

it('a failed import is said on the edge, whatever the tag follows', () => {
  expect(edgeWords('scheduled', true).words).toBe('import failed')
  expect(edgeWords('scheduled', false).words).toBe('scheduled')
})
