import { describe, expect, it } from 'vitest'
import { dagrePart } from './dagre-part'
import { boxesMeet, type GraphInput, nodeSize, type PartGeometry } from './graph-geometry'
import { wrapPart } from './wrap-part'

type Edges = [from: string, to: string][]

function inputOf(edges: Edges): GraphInput {
  const ids = [...new Set(edges.flat())]
  return {
    nodes: ids.map((id) => ({ id, group: '' })),
    edges: edges.map(([from, to]) => ({ id: `${from}>${to}`, from, to })),
  }
}

const chain = (length: number): Edges =>
  Array.from({ length: length - 1 }, (_, at) => [`s${at}`, `s${at + 1}`])

function wrapped(edges: Edges): PartGeometry {
  const input = inputOf(edges)
  return wrapPart(dagrePart(input), input)
}

const shape = ({ width, height }: PartGeometry) => width / height
const boxes = ({ nodes }: PartGeometry) => [...nodes.values()].map((at) => ({ ...at, ...nodeSize }))

/** Upright and level pieces that lead through a node. */
function hits({ nodes, edges }: PartGeometry): string[] {
  return [...edges].flatMap(([id, points]) =>
    points.flatMap((to, at) => {
      const from = points[at - 1]
      if (!from || (from.x !== to.x && from.y !== to.y)) return []
      const piece = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      }
      // A piece may begin and end at a node.
      const inner = { x: piece.x + 1, y: piece.y, width: piece.width - 2, height: piece.height }
      return [...nodes].flatMap(([node, corner]) =>
        boxesMeet(inner, { ...corner, ...nodeSize }) ? [`${id} ${node}`] : [],
      )
    }),
  )
}

describe('a part', () => {
  it('with few columns is left as it is', () => {
    const input = inputOf(chain(9))
    const part = dagrePart(input)
    expect(wrapPart(part, input)).toBe(part)
  })

  it.each([
    ['a chain of 12', chain(12)],
    ['a chain of 60', chain(60)],
    [
      'a chain with a source for each',
      [
        ...chain(50),
        ...Array.from({ length: 50 }, (_, at): [string, string] => [`r${at}`, `s${at}`]),
      ],
    ],
    ['a chain with edges that skip', [...chain(40), ['s0', 's20'], ['s5', 's39'], ['s1', 's9']]],
    [
      'a chain with edges that lead back',
      [...chain(40), ['s39', 's0'], ['s20', 's19'], ['s7', 's7']],
    ],
    [
      'one that branches',
      [
        ...chain(30),
        ...Array.from({ length: 30 }, (_, at): [string, string] => [`s${at}`, `leaf${at}`]),
      ],
    ],
  ] as [string, Edges][])(
    '%s is broken into lines: no nodes meet, no edge is lost',
    (_name, edges) => {
      const part = wrapped(edges)
      expect(shape(part)).toBeLessThan(4)
      expect(part.nodes.size).toBe(new Set(edges.flat()).size)
      expect(part.edges.size).toBe(edges.length)
      const all = boxes(part)
      for (const [at, one] of all.entries()) {
        for (const other of all.slice(at + 1)) expect(boxesMeet(one, other)).toBe(false)
      }
      for (const { x, y } of all) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(x + nodeSize.width).toBeLessThanOrEqual(part.width)
        expect(y + nodeSize.height).toBeLessThanOrEqual(part.height)
      }
      for (const [id, points] of part.edges) {
        const [from = '', to = ''] = id.split('>')
        const [source, target] = [part.nodes.get(from), part.nodes.get(to)]
        expect(points[0]?.x).toBeCloseTo((source?.x ?? 0) + nodeSize.width)
        if (from !== to) expect(points.at(-1)?.x).toBeCloseTo(target?.x ?? 0)
      }
    },
  )

  it('has no edge between lines that leads through a node', () => {
    expect(hits(wrapped(chain(60)))).toEqual([])
    expect(hits(wrapped([...chain(40), ['s39', 's0']]))).toEqual([])
  })

  it('reads from the left in every line', () => {
    const { nodes } = wrapped(chain(40))
    const rows = new Map<number, [id: string, x: number][]>()
    for (const [id, { x, y }] of nodes) {
      rows.set(Math.round(y), [...(rows.get(Math.round(y)) ?? []), [id, x]])
    }
    expect(rows.size).toBeGreaterThan(2)
    for (const row of rows.values()) {
      const ids = row.toSorted((a, b) => a[1] - b[1]).map(([id]) => Number(id.slice(1)))
      expect(ids).toEqual(ids.map((_, at) => (ids[0] ?? 0) + at))
    }
  })

  it('has what only begins edges to a line at the beginning of that line', () => {
    const edges: Edges = [
      ...chain(50),
      ...Array.from({ length: 50 }, (_, at): [string, string] => [`r${at}`, `s${at}`]),
    ]
    const { nodes } = wrapped(edges)
    for (let at = 1; at < 50; at++) {
      const [source, target] = [nodes.get(`r${at}`), nodes.get(`s${at}`)]
      expect((target?.x ?? 0) - (source?.x ?? 0)).toBeGreaterThan(0)
      expect(Math.abs((target?.y ?? 0) - (source?.y ?? 0))).toBeLessThan(200)
    }
  })
})
