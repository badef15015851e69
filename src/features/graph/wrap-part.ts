import {
  type GraphInput,
  gaps,
  nodeSize,
  type PartGeometry,
  type Point,
  screenShape,
} from './graph-geometry'
import { withinBox } from './within-box'

/** A part with more columns than this is broken into lines. */
const mostColumns = 9
/** A line has at least so many columns. */
const fewestColumns = 3
/** How many columns a line may be shorter, where fewer edges are broken there. */
const leeway = 2
/** Between two lines, and for each edge that leads along between them. */
const between = { least: 56, lane: 6 }
/** From a node to where an edge to another line turns. */
const turn = 20
const columnWidth = nodeSize.width + gaps.column

/**
 * A part with very many columns, broken into lines as a text is: of all lengths of a line the one by
 * which the whole is seen largest on a screen. Where each rank stands in its line is as before; what
 * only begins edges to the next line stands before that one.
 */
export function wrapPart(part: PartGeometry, input: GraphInput): PartGeometry {
  const ranks = ranksOf(part)
  if (ranks.count <= mostColumns) return part
  const ways = waysOf(input, ranks.of)
  let best = part
  for (let lines = 2; lines <= ranks.count / fewestColumns; lines++) {
    const wrapped = inLines(part, input, ways, breaks(ranks.count, lines, ways.crossing), ranks.of)
    if (extent(wrapped) < extent(best)) best = wrapped
  }
  return best
}

function extent({ width, height }: PartGeometry): number {
  return Math.max(width, height * screenShape)
}

/** Columns, counted from the left. */
function ranksOf({ nodes }: PartGeometry) {
  const xs = [...new Set([...nodes.values()].map(({ x }) => Math.round(x)))].sort((a, b) => a - b)
  const rankAt = new Map(xs.map((x, rank) => [x, rank]))
  const of = (id: string) => rankAt.get(Math.round(nodes.get(id)?.x ?? 0)) ?? 0
  return { count: xs.length, of }
}

interface Ways {
  targets: ReadonlyMap<string, string[]>
  arriving: ReadonlySet<string>
  /** How many edges lead from a rank, or one before it, to one after it. */
  crossing: readonly number[]
}

function waysOf({ edges }: GraphInput, rank: (id: string) => number): Ways {
  const targets = new Map<string, string[]>()
  const arriving = new Set<string>()
  const crossing: number[] = []
  for (const { from, to } of edges) {
    const known = targets.get(from)
    if (known) known.push(to)
    else targets.set(from, [to])
    if (from !== to) arriving.add(to)
    const [low, high] = [rank(from), rank(to)].sort((a, b) => a - b)
    for (let at = low ?? 0; at < (high ?? 0); at++) crossing[at] = (crossing[at] ?? 0) + 1
  }
  return { targets, arriving, crossing }
}

/** The first rank of each line. */
function breaks(ranks: number, lines: number, crossing: readonly number[]): number[] {
  const most = Math.ceil((ranks - 1) / lines)
  const firsts = [0]
  // Before the first line nothing stands by itself: its first rank is one more.
  let last = most
  while (last < ranks - 1) {
    let best = last
    for (let at = last - 1; at >= last - leeway && at > (firsts.at(-1) ?? 0) + 1; at--) {
      if ((crossing[at] ?? 0) < (crossing[best] ?? 0)) best = at
    }
    firsts.push(best + 1)
    last = best + most
  }
  return firsts
}

interface Line {
  /** What is added to a rank to get its column. */
  shift: number
  top: number
  bottom: number
}

function inLines(
  part: PartGeometry,
  { nodes, edges }: GraphInput,
  { targets, arriving }: Ways,
  firsts: readonly number[],
  rank: (id: string) => number,
): PartGeometry {
  const lineOf = new Map<string, number>()
  let hasLead = false
  for (const { id } of nodes) {
    const own = firsts.findLastIndex((first) => first <= rank(id))
    const next = firsts[own + 1]
    const isLead =
      next !== undefined &&
      rank(id) === next - 1 &&
      !arriving.has(id) &&
      (targets.get(id) ?? []).every((to) => rank(to) === next)
    hasLead ||= isLead
    lineOf.set(id, isLead ? own + 1 : own)
  }
  const lines = firsts.map((first, index): Line => {
    const shift = index === 0 ? 0 : (hasLead ? 1 : 0) - first
    return { shift, top: Number.POSITIVE_INFINITY, bottom: Number.NEGATIVE_INFINITY }
  })
  const lineAt = (id: string) => lineOf.get(id) ?? 0
  const extend = (index: number, ...ys: number[]) => {
    const line = lines[index]
    if (!line) return
    line.top = Math.min(line.top, ...ys)
    line.bottom = Math.max(line.bottom, ...ys)
  }
  for (const { id } of nodes) {
    const { y } = part.nodes.get(id) ?? { y: 0 }
    extend(lineAt(id), y, y + nodeSize.height)
  }
  const isWithin = ({ from, to }: { from: string; to: string }) => lineAt(from) === lineAt(to)
  for (const edge of edges) {
    if (isWithin(edge))
      extend(lineAt(edge.from), ...(part.edges.get(edge.id) ?? []).map(({ y }) => y))
  }

  const broken = edges.filter((edge) => !isWithin(edge))
  const used = lines.map(() => 0)
  for (const edge of broken)
    for (const gap of gapsOf(lineAt, edge)) used[gap] = (used[gap] ?? 0) + 1
  const downs: number[] = []
  const middles: number[] = []
  let height = 0
  for (const [index, { top, bottom }] of lines.entries()) {
    downs.push(height - top)
    height += bottom - top
    const gap = between.least + (used[index] ?? 0) * between.lane
    middles.push(height + gap / 2)
    height += gap
  }

  const placed = new Map<string, Point>()
  for (const { id } of nodes) {
    const line = lineAt(id)
    const x = (rank(id) + (lines[line]?.shift ?? 0)) * columnWidth
    placed.set(id, { x, y: (part.nodes.get(id)?.y ?? 0) + (downs[line] ?? 0) })
  }
  const ways = new Map<string, Point[]>()
  const lanes = lines.map(() => 0)
  for (const [index, edge] of broken.entries()) {
    const lane = (gap: number) => {
      const at = lanes[gap] ?? 0
      lanes[gap] = at + 1
      return (middles[gap] ?? 0) + (at - ((used[gap] ?? 1) - 1) / 2) * between.lane
    }
    const ys = gapsOf(lineAt, edge).map(lane)
    ways.set(edge.id, alongLines(placed, edge, ys, index))
  }
  for (const edge of edges) {
    if (ways.has(edge.id)) continue
    const line = lineAt(edge.from)
    const old = part.nodes.get(edge.from) ?? { x: 0, y: 0 }
    const now = placed.get(edge.from) ?? old
    const move = ({ x, y }: Point) => ({ x: x + now.x - old.x, y: y + (downs[line] ?? 0) })
    ways.set(edge.id, (part.edges.get(edge.id) ?? []).map(move))
  }
  return withinBox(placed, ways)
}

/** The gaps that an edge between two lines leads along, by the line above them: one for neighbours. */
function gapsOf(
  lineAt: (id: string) => number,
  { from, to }: { from: string; to: string },
): number[] {
  const [start, end] = [lineAt(from), lineAt(to)]
  const [first, last] = start < end ? [start, end - 1] : [start - 1, end]
  return first === last ? [first] : [first, last]
}

/** Out to the right, along the gaps between lines, past those between at the left, and in from there. */
function alongLines(
  placed: ReadonlyMap<string, Point>,
  { from, to }: { from: string; to: string },
  [first = 0, last]: readonly number[],
  index: number,
): Point[] {
  const source = placed.get(from) ?? { x: 0, y: 0 }
  const target = placed.get(to) ?? { x: 0, y: 0 }
  const start = { x: source.x + nodeSize.width, y: source.y + nodeSize.height / 2 }
  const end = { x: target.x, y: target.y + nodeSize.height / 2 }
  const lane = turn + (index % 5) * between.lane
  const past = -lane - turn
  return [
    start,
    { x: start.x + lane, y: start.y },
    { x: start.x + lane, y: first },
    ...(last === undefined
      ? []
      : [
          { x: past, y: first },
          { x: past, y: last },
        ]),
    { x: end.x - lane, y: last ?? first },
    { x: end.x - lane, y: end.y },
    end,
  ]
}
