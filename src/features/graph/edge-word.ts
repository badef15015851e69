import { isUpright, type Point } from './graph-geometry'

/** Where the word of an edge has room: where it is alone. */
export type WordAt = 'start' | 'middle' | 'end'

export interface WordPlace extends Point {
  textAnchor: 'start' | 'middle' | 'end'
}

/** The base of a word above its line, and below it. */
const above = -7
const below = 15
/** What a word takes: above its line, and beside a loop. */
const room = { above: 18, beside: 70 }

/** Where the word of an edge stands: beside its line, on the side that the line does not come from. */
export function wordPlace(at: WordAt, points: readonly Point[]): WordPlace {
  const start = points[0] ?? { x: 0, y: 0 }
  const end = points.at(-1) ?? start
  if (isLoop(points)) return { x: rightOf(points) + 6, y: end.y + 4, textAnchor: 'start' }
  if (leadsBack(points)) return onLongest(points)
  if (at === 'start') {
    const next = points.find(({ y }) => Math.abs(y - start.y) > 1)
    const isFree = !next || next.y > start.y
    return { x: start.x + 12, y: start.y + (isFree ? above : below), textAnchor: 'start' }
  }
  if (at === 'end') {
    const before = points.findLast(({ y }) => Math.abs(y - end.y) > 1)
    const isFree = !before || before.y > end.y
    return { x: end.x - 12, y: end.y + (isFree ? above : below), textAnchor: 'end' }
  }
  return inMiddle(points)
}

/** The corners of what a word needs outside of its way, where that is not between two columns. */
export function wordRoom(points: readonly Point[]): Point[] {
  if (isLoop(points)) return [{ x: rightOf(points) + room.beside, y: points[0]?.y ?? 0 }]
  if (!leadsBack(points)) return []
  const { x, y } = onLongest(points)
  return [{ x, y: y - above - room.above }]
}

/** An edge to where it comes from arrives from above. */
function isLoop(points: readonly Point[]): boolean {
  const [before, end] = points.slice(-2)
  return before !== undefined && end !== undefined && isUpright(before, end)
}

function leadsBack(points: readonly Point[]): boolean {
  return points.some(({ x }, at) => x < (points[at - 1]?.x ?? x) - 1)
}

function rightOf(points: readonly Point[]): number {
  return Math.max(...points.map(({ x }) => x))
}

function onLongest(points: readonly Point[]): WordPlace {
  let place: WordPlace = { x: 0, y: 0, textAnchor: 'middle' }
  let longest = -1
  for (const [at, to] of points.entries()) {
    const from = points[at - 1]
    if (!from || from.y !== to.y || Math.abs(to.x - from.x) <= longest) continue
    longest = Math.abs(to.x - from.x)
    place = { x: (from.x + to.x) / 2, y: to.y + above, textAnchor: 'middle' }
  }
  return place
}

/** Over a level line; right of a steep one, on the side that it does not bend to. */
function inMiddle(points: readonly Point[]): WordPlace {
  const at = Math.floor((points.length - 1) / 2)
  const from = points[at] ?? { x: 0, y: 0 }
  const to = points[at + 1] ?? from
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2]
  if (Math.abs(to.y - from.y) <= 1) return { x, y: y + above, textAnchor: 'middle' }
  return { x: x + 6, y: to.y > from.y ? y - 3 : y + 11, textAnchor: 'start' }
}
