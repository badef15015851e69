import { describe, expect, it } from 'vitest'
import type { GraphEdge, ReferenceGraph } from '@/domain/reference-graph'
import { beginningOf, edgeAtGrip } from './graph-places'

const edge = (from: string, to: string, isTag = true): GraphEdge => ({
  id: `${from} → ${to}`,
  from,
  to,
  kind: 'live',
  problem: '',
  tag: isTag ? { namespace: 'web', stream: 'app', tag: to } : null,
  count: 1,
  broken: 0,
})
const graph: ReferenceGraph = {
  nodes: new Map(),
  edges: [
    edge('main', 'prod'),
    edge('main', 'canary'),
    edge('main', 'Deployment', false),
    edge('v1', 'copy'),
  ],
}

describe('the beginning that several edges have', () => {
  const taken = (grip: string, kind?: 'node' | 'edge', id = '') => {
    const edge = edgeAtGrip({ graph }, grip, kind ? { kind, id } : null)
    return edge && edge !== 'several' ? edge.to : edge
  }

  it('is that of the chosen one, or of the chosen tag', () => {
    expect(taken('main → canary', 'edge', 'main → prod')).toBe('prod')
    expect(taken('main → canary', 'node', 'prod')).toBe('prod')
  })

  it('is of none where none of them is chosen', () => {
    expect(taken('main → canary')).toBe('several')
    expect(taken('main → canary', 'edge', 'v1 → copy')).toBe('several')
    expect(taken('main → canary', 'node', 'main')).toBe('several')
    expect(beginningOf({ graph }, { kind: 'edge', id: 'main → canary' })?.id).toBe('main')
  })

  it('is no question where one begins alone', () => {
    expect(taken('v1 → copy')).toBe('copy')
    expect(taken('gone')).toBeNull()
  })
})
