import { type GraphInput, nodeSize, type Point } from './graph-geometry'

/** How far outside of the nodes the first of such ways leads, and how far apart they are. */
const away = { first: 20, next: 8 }
/** A loop stands out so far at the upper right corner of its node. */
const loop = { out: 18, in: 24, down: 14 }

/**
 * The ways of edges that lead back, against the direction of all others: out at the right of their
 * source, above or below all nodes between, and in at the left of their target. An edge to where it
 * comes from is a loop at the corner of its node.
 */
export function backWays(
  nodes: ReadonlyMap<string, Point>,
  edges: GraphInput['edges'],
): Map<string, Point[]> {
  const ways = new Map<string, Point[]>()
  const sides = { above: 0, below: 0 }
  for (const { id, from, to } of edges) {
    const source = nodes.get(from)
    const target = nodes.get(to)
    if (!source || !target || target.x > source.x) continue
    if (from === to) {
      ways.set(id, loopAt(source))
      continue
    }
    const between = [...nodes.values()].filter(({ x }) => x >= target.x && x <= source.x)
    const top = Math.min(...between.map(({ y }) => y))
    const bottom = Math.max(...between.map(({ y }) => y + nodeSize.height))
    const [start, end] = [source.y + nodeSize.height / 2, target.y + nodeSize.height / 2]
    const isAbove = start + end - 2 * top <= 2 * bottom - start - end
    const lane = away.first + away.next * (isAbove ? sides.above++ : sides.below++)
    const y = isAbove ? top - lane : bottom + lane
    const [out, back] = [source.x + nodeSize.width + lane, target.x - lane]
    ways.set(id, [
      { x: source.x + nodeSize.width, y: start },
      { x: out, y: start },
      { x: out, y },
      { x: back, y },
      { x: back, y: end },
      { x: target.x, y: end },
    ])
  }
  return ways
}

function loopAt({ x, y }: Point): Point[] {
  const right = x + nodeSize.width
  const above = y - loop.down
  return [
    { x: right, y: y + loop.down },
    { x: right + loop.out, y: y + loop.down },
    { x: right + loop.out, y: above },
    { x: right - loop.in, y: above },
    { x: right - loop.in, y },
  ]
}
