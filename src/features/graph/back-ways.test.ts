import { describe, expect, it } from 'vitest'
import { backWays } from './back-ways'
import { nodeSize, type Point } from './graph-geometry'

const column = nodeSize.width + 84
const row = nodeSize.height + 16

const nodes = new Map<string, Point>([
  ['a', { x: 0, y: row }],
  ['b', { x: column, y: 0 }],
  ['c', { x: 2 * column, y: row }],
  ['low', { x: 2 * column, y: 9 * row }],
  ['lower', { x: 0, y: 10 * row }],
])
const edge = (from: string, to: string) => ({ id: `${from}${to}`, from, to })
const way = (from: string, to: string) => backWays(nodes, [edge(from, to)]).get(from + to) ?? []

/** Whether a level or upright piece of a way leads through a node. */
function crosses(points: readonly Point[]): string[] {
  return [...nodes].flatMap(([id, { x, y }]) => {
    const isHit = points.some((to, at) => {
      const from = points[at - 1]
      if (!from) return false
      const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
      const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
      return right > x && left < x + nodeSize.width && bottom > y && top < y + nodeSize.height
    })
    return isHit ? [id] : []
  })
}

describe('an edge that leads back', () => {
  it.each([
    ['c', 'a'],
    ['c', 'b'],
    ['low', 'lower'],
    ['low', 'a'],
  ])('from %s to %s leaves at the right, arrives at the left and crosses no node', (from, to) => {
    const points = way(from, to)
    const [source, target] = [nodes.get(from), nodes.get(to)]
    expect(points[0]).toEqual({
      x: (source?.x ?? 0) + nodeSize.width,
      y: (source?.y ?? 0) + nodeSize.height / 2,
    })
    expect(points.at(-1)).toEqual({ x: target?.x, y: (target?.y ?? 0) + nodeSize.height / 2 })
    expect(points.at(-2)?.x).toBeLessThan(target?.x ?? 0)
    expect(crosses(points)).toEqual([])
  })

  it('takes the shorter way: above what is high, below what is low', () => {
    expect(Math.min(...way('c', 'a').map(({ y }) => y))).toBeLessThan(0)
    expect(Math.max(...way('low', 'lower').map(({ y }) => y))).toBeGreaterThan(10 * row)
  })

  it('has a line of its own beside others', () => {
    const ways = backWays(nodes, [edge('c', 'a'), edge('c', 'b')])
    const heights = [...ways.values()].map((points) => Math.min(...points.map(({ y }) => y)))
    expect(new Set(heights).size).toBe(2)
  })
})

it('an edge to where it comes from is a loop that ends on its node', () => {
  const points = way('b', 'b')
  const { x, y } = nodes.get('b') ?? { x: 0, y: 0 }
  expect(points.at(-1)?.y).toBe(y)
  expect(points.at(-1)?.x).toBeLessThan(x + nodeSize.width)
  expect(points.slice(1, -1).every((point) => point.x > x + nodeSize.width || point.y < y)).toBe(
    true,
  )
})

it('an edge that leads on is none of them', () => {
  expect(backWays(nodes, [edge('a', 'b'), edge('gone', 'a')]).size).toBe(0)
})
