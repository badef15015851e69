import { expect, it } from 'vitest'
import { foldGraph } from '@/domain/fold-graph'
import { referenceGraph } from '@/domain/reference-graph'
import { toStreamRow } from '@/domain/stream-row'
import { aStream } from '@/test/builders'
import { belongingTo } from './belonging'

const from = (name: string) => ({ from: { kind: 'ImageStreamTag', name } }) as const
const graph = referenceGraph(
  [
    aStream({
      name: 'base',
      tags: [
        { name: 'v1', images: ['a'] },
        { name: 'v2', images: ['b'] },
      ],
    }),
    aStream({
      name: 'app',
      tags: [
        { name: 'main', wish: from('base:v1'), images: ['a'] },
        { name: 'prod', wish: from('app:main'), images: ['a'] },
        { name: 'canary', wish: from('app:main'), images: ['a'] },
      ],
    }),
    aStream({ name: 'other', tags: [{ name: 'main', wish: from('base:v2'), images: ['b'] }] }),
  ].map(toStreamRow),
  { now: new Date('2026-11-24T12:00:00Z') },
)
const closed = new Set(['stream web/app', 'stream web/base'])
const folded = foldGraph(graph, { most: 100, open: new Set(), closed })
const belonging = (kind: 'node' | 'edge', id: string) => {
  const ids = belongingTo(graph, folded, { kind, id })
  return ids && [...ids].map((each) => each.replace('tag web/', '')).sort()
}

it('to a tag belongs what it comes from, and what comes from it', () => {
  expect(belonging('node', 'tag web/app:prod')).toEqual(['app:main', 'app:prod', 'base:v1'])
})

it('to a folded stream belongs what its tags come from, and what comes from them', () => {
  expect(belonging('node', 'stream web/app')).toEqual([
    'app:canary',
    'app:main',
    'app:prod',
    'base:v1',
  ])
})

it('to an edge belongs what goes through it', () => {
  expect(belonging('edge', 'tag web/app:main → tag web/app:prod')).toEqual([
    'app:main',
    'app:prod',
    'base:v1',
  ])
  expect(belonging('edge', 'stream web/base → stream web/app')).toEqual([
    'app:canary',
    'app:main',
    'app:prod',
    'base:v1',
  ])
})

it('to an image that is drawn beside each that uses it belongs what all of them have of it', () => {
  const base = { from: { kind: 'DockerImage', name: 'quay.io/base/ubi:9' } } as const
  const shared = referenceGraph(
    Array.from({ length: 7 }, (_, at) =>
      toStreamRow(aStream({ name: `s${at}`, tags: [{ name: 'a', wish: base }] })),
    ),
    { now: new Date('2026-11-24T12:00:00Z') },
  )
  const streams = new Set(Array.from({ length: 7 }, (_, at) => `stream web/s${at}`))
  const drawn = foldGraph(shared, { most: 100, open: new Set(), closed: streams })
  const [copy] = [...drawn.nodes.values()].filter(({ kind }) => kind === 'registry')
  const near = belongingTo(shared, drawn, { kind: 'node', id: copy?.id ?? '' })
  expect(near?.size).toBe(8)
})

it('to what is not there belongs nothing', () => {
  expect(belonging('node', 'tag web/gone:v1')).toBeNull()
  expect(belonging('edge', 'gone')).toBeNull()
})
