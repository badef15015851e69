import { describe, expect, it } from 'vitest'
import {
  boxesMeet,
  edgeLine,
  edgePath,
  type GraphGeometry,
  type GraphInput,
  nodeSize,
} from './graph-geometry'
import { graphParts } from './graph-parts'
import { layoutGraph } from './layout-graph'

/** `a>b c>d lonely`, a group by `s/` before a name. */
function graphOf(text: string): GraphInput {
  const nodes = new Map<string, { id: string; group: string }>()
  const edges: { id: string; from: string; to: string }[] = []
  for (const word of text.split(' ')) {
    const ids = word.split('>')
    for (const id of ids)
      nodes.set(id, { id, group: id.includes('/') ? id.slice(0, id.indexOf('/')) : '' })
    for (const [at, to] of ids.slice(1).entries()) {
      edges.push({ id: `${ids[at]} → ${to}`, from: ids[at] ?? '', to })
    }
  }
  return { nodes: [...nodes.values()], edges }
}

function overlaps({ nodes }: GraphGeometry): string[] {
  const boxes = Object.entries(nodes).map(([id, corner]) => ({ id, ...corner, ...nodeSize }))
  return boxes.flatMap((a, at) =>
    boxes.slice(at + 1).flatMap((b) => (boxesMeet(a, b) ? [`${a.id} and ${b.id}`] : [])),
  )
}

describe('parts are what is connected, and what is of one stream', () => {
  it.each([
    [
      'a>b c>d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a>b>c b>d', [['a', 'b', 'c', 'd']]],
    ['a>s/1 b>s/2 c', [['a', 's/1', 'b', 's/2'], ['c']]],
    ['a', [['a']]],
  ])('%s', (text, parts) => {
    expect(graphParts(graphOf(text)).map(({ nodes }) => nodes.map(({ id }) => id))).toEqual(parts)
  })
})

describe('a layout', () => {
  it.each([
    'a>b',
    'a>b>c>d a>c a>d',
    'base>s/1 base>s/2 base>t/1 s/1>s/3>w t/1>w x>y lonely',
    // Circles and what points at itself.
    'a>b>a c>c',
  ])('of %s overlaps nothing, and every edge has a way', (text) => {
    const graph = graphOf(text)
    const geometry = layoutGraph(graph)
    expect(overlaps(geometry)).toEqual([])
    for (const { id } of graph.edges) expect(geometry.edges[id]?.length).toBeGreaterThan(1)
    const { frames } = geometry
    for (const [at, a] of frames.entries()) {
      for (const b of frames.slice(at + 1)) expect(boxesMeet(a, b)).toBe(false)
    }
  })

  it('leads from left to right', () => {
    const { nodes } = layoutGraph(graphOf('a>b>c d>c'))
    expect(nodes.a?.x).toBeLessThan(nodes.b?.x ?? 0)
    expect(nodes.b?.x).toBeLessThan(nodes.c?.x ?? 0)
    expect(nodes.d?.x).toBeLessThan(nodes.c?.x ?? 0)
  })

  it('of parts that nothing connects is about as wide as a screen', () => {
    const text = Array.from({ length: 60 }, (_, at) => `r${at}>s${at}/a`).join(' ')
    const { width, height } = layoutGraph(graphOf(text))
    expect(width / height).toBeGreaterThan(1)
    expect(width / height).toBeLessThan(3)
  })

  it('has every edge in the frame of its part, also those that lead around many nodes', () => {
    const chain = Array.from({ length: 30 }, (_, at) => `n${at}>n${at + 1} r${at % 4}>n${at}`)
    const { edges, frames } = layoutGraph(graphOf(chain.join(' ')))
    expect(frames).toHaveLength(1)
    const outside = Object.values(edges)
      .flat()
      .filter(
        (point) => !frames.some((frame) => boxesMeet(frame, { ...point, width: 1, height: 1 })),
      )
    expect(outside).toEqual([])
  })

  it('of a part with a thousand nodes overlaps nothing', () => {
    const text = Array.from(
      { length: 1000 },
      (_, at) => `base>s${at}/a${at % 3 === 0 ? `>w${at}` : ''}`,
    )
    expect(overlaps(layoutGraph(graphOf(text.join(' '))))).toEqual([])
  })

  it('of many that follow one leads to each between two rows, and through no node', () => {
    const text = Array.from({ length: 300 }, (_, at) => `base>s/${at}`).join(' ')
    const { nodes, edges } = layoutGraph(graphOf(text))
    const boxes = Object.values(nodes).map((corner) => ({ ...corner, ...nodeSize }))
    let behind = 0
    for (const points of Object.values(edges)) {
      if (points.length > 2) behind++
      for (const [at, to] of points.entries()) {
        const from = points[at - 1]
        if (!from || (from.x !== to.x && from.y !== to.y)) continue
        const piece = {
          x: Math.min(from.x, to.x) + 1,
          y: Math.min(from.y, to.y),
          width: Math.abs(from.x - to.x) - 2,
          height: Math.abs(from.y - to.y),
        }
        expect(boxes.filter((box) => boxesMeet(box, piece))).toEqual([])
      }
    }
    expect(behind).toBeGreaterThan(200)
  })

  it('of a circle in a large part ends', () => {
    const text = `${Array.from({ length: 400 }, (_, at) => `n${at}>n${(at + 1) % 400}`).join(' ')}`
    expect(Object.keys(layoutGraph(graphOf(text)).nodes)).toHaveLength(400)
  })
})

it('an edge leaves and arrives level', () => {
  expect(
    edgePath([
      { x: 0, y: 0 },
      { x: 10, y: 20 },
    ]),
  ).toBe('M0 0C5 0 5 20 10 20')
  expect(edgePath([])).toBe('')
})

it('an edge turns with round corners where it leads straight up or down', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 40 },
    { x: 60, y: 40 },
  ]
  expect(edgePath(points)).toBe('M0 0H14Q20 0 20 6V34Q20 40 26 40H60')
  expect(edgeLine(points)).toBe('M0 0H14Q20 0 20 6V34Q20 40 26 40H53')
  expect(edgeLine([])).toBe('')
})
