import { describe, expect, it } from 'vitest'
import type { GraphEdge, ReferenceGraph } from '@/domain/reference-graph'
import { type Place, readingOrder, type Step, stepFrom } from './graph-steps'
import { layoutGraph } from './layout-graph'

/** a → b → d, a → c; e stands below c and is tied to nothing. */
const geometry = {
  nodes: {
    a: { x: 0, y: 40 },
    b: { x: 300, y: 0 },
    c: { x: 300, y: 80 },
    d: { x: 600, y: 0 },
    e: { x: 300, y: 160 },
  },
  frames: [{ id: 'a', groups: [], x: 0, y: 0, width: 900, height: 300 }],
}
const edge = (from: string, to: string): GraphEdge => ({
  id: `${from}→${to}`,
  from,
  to,
  kind: 'live',
  problem: '',
  tag: null,
  count: 1,
  broken: 0,
})
const graph: ReferenceGraph = {
  nodes: new Map(),
  edges: [edge('a', 'c'), edge('a', 'b'), edge('b', 'd')],
}

const place = (text: string): Place => ({ kind: text.includes('→') ? 'edge' : 'node', id: text })

describe('an arrow key leads', () => {
  it.each<[string, Step, string]>([
    ['a', 'right', 'a→b'],
    ['a→b', 'right', 'b'],
    ['a→b', 'left', 'a'],
    ['a→b', 'down', 'a→c'],
    ['a→c', 'up', 'a→b'],
    ['a→c', 'down', 'a→c'],
    ['b', 'left', 'a→b'],
    ['b', 'right', 'b→d'],
    ['d', 'right', 'd'],
    ['a', 'left', 'a'],
    ['b', 'down', 'c'],
    ['c', 'down', 'e'],
    ['e', 'up', 'c'],
    ['e', 'down', 'd'],
    ['d', 'down', 'd'],
    ['b', 'up', 'a'],
    ['gone→gone', 'left', 'gone→gone'],
  ])('from %s %s to %s', (from, step, to) => {
    expect(stepFrom(place(from), step, graph, geometry)).toEqual(place(to))
  })
})

describe('the arrow keys', () => {
  /** Twelve streams in frames of their own, each with tags that follow, and one that does not. */
  const streams = Array.from({ length: 12 }, (_, at) => `s${at}`)
  const edges = streams.flatMap((stream) => [
    edge(`${stream}:main`, `${stream}:dev`),
    edge(`${stream}:dev`, `${stream}:prod`),
    edge(`${stream}:main`, `${stream}:canary`),
  ])
  const nodes = streams.flatMap((stream) =>
    ['main', 'dev', 'prod', 'canary', 'loose'].map((tag) => ({
      id: `${stream}:${tag}`,
      group: stream,
    })),
  )
  const many = layoutGraph({ nodes, edges })
  const whole: ReferenceGraph = { nodes: new Map(), edges }

  it('reach every node and every edge, from wherever', () => {
    const start = place('s7:dev')
    const reached = new Map([[start.id, start]])
    for (const at of reached.values()) {
      for (const step of ['left', 'right', 'up', 'down'] as const) {
        const next = stepFrom(at, step, whole, many)
        reached.set(next.id, next)
      }
    }
    expect(reached.size).toBe(nodes.length + edges.length)
  })

  it('leave a frame at its bottom for the top of the next one', () => {
    const order = readingOrder(many)
    const last = order.findLastIndex((id) => id.startsWith('s0:'))
    const below = stepFrom(place(order[last] ?? ''), 'down', whole, many)
    expect(below.id.split(':')[0]).not.toBe('s0')
    expect(stepFrom(below, 'up', whole, many).id).toBe(order[last])
  })
})
