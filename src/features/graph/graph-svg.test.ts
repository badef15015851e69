import { expect, it } from 'vitest'
import { referenceGraph } from '@/domain/reference-graph'
import { toStreamRow } from '@/domain/stream-row'
import { aStream } from '@/test/builders'
import { graphSvg } from './graph-svg'
import { layoutGraph } from './layout-graph'

const colors = {
  ground: '#eee',
  paper: '#fff',
  text: '#111',
  muted: '#666',
  line: '#ccc',
  brand: '#06c',
  bad: '#b1380b',
}

it('a saved drawing has every node and word, and hostile names do no harm in it', () => {
  const row = toStreamRow(
    aStream({
      name: 'app',
      tags: [
        {
          name: '<script>&"\u0001',
          wish: { from: { kind: 'ImageStreamTag', name: 'latest' } },
          images: ['a'],
        },
        { name: 'latest', wish: {}, images: ['a'] },
      ],
    }),
  )
  const graph = referenceGraph([row], { now: new Date('2026-11-24T12:00:00Z') })
  const nodes = [...graph.nodes.keys()].map((id) => ({ id, group: 'web/app' }))
  const geometry = layoutGraph({ nodes, edges: graph.edges })
  const svg = graphSvg({ graph, geometry }, 'web', colors)
  expect(svg).toContain('>&lt;script&gt;&amp;&quot;</text>')
  expect(svg).not.toContain('<script')
  expect(svg.match(/<text /g)).toHaveLength(3 * 3 + 2 + 1)
  expect(svg).toContain('>live</text>')
  expect(svg).toContain('>org/app:1</text>')
})
