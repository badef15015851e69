import { describe, expect, it } from 'vitest'
import type { GraphEdge, ReferenceGraph } from '@/domain/reference-graph'
import { type Place, type Step, stepFrom } from './graph-steps'

/** a → b → d, a → c; e stands below c and is tied to nothing. */
const geometry = {
  nodes: {
    a: { x: 0, y: 40 },
    b: { x: 300, y: 0 },
    c: { x: 300, y: 80 },
    d: { x: 600, y: 0 },
    e: { x: 300, y: 160 },
  },
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
    ['e', 'down', 'e'],
    ['gone→gone', 'left', 'gone→gone'],
  ])('from %s %s to %s', (from, step, to) => {
    expect(stepFrom(place(from), step, graph, geometry)).toEqual(place(to))
  })
})
