import type { GraphEdge, GraphNode } from '@/domain/reference-graph'
import { edgeCross, edgeEnd } from './edge-marks'
import { type WordPlace, wordPlace } from './edge-word'
import { fittedText } from './fitted-text'
import { edgeLine, nodeSize, type Point } from './graph-geometry'
import type { PlacedGraph } from './graph-placement'
import { degreesOf, wordAt } from './graph-places'
import { type EdgeLook, edgeWords, fitted, frameTitle, nodeWords } from './graph-words'

/** The colours of a drawing that leaves the page, as the page has them. */
export interface Palette {
  ground: string
  paper: string
  text: string
  muted: string
  line: string
  brand: string
  bad: string
}

/** One thing to draw: all of a drawing is made of these, for a file and for a canvas alike. */
export type Stroke =
  | { kind: 'box'; x: number; y: number; width: number; height: number; fill: string; line: string }
  | { kind: 'line'; path: string; color: string; dash: number[] }
  | { kind: 'arrow'; path: string; color: string }
  | {
      kind: 'text'
      x: number
      y: number
      text: string
      color: string
      size: number
      bold: boolean
      anchor: WordPlace['textAnchor']
      /** The colour around its letters, which keeps lines away from them; '' for none. */
      halo: string
    }

/** Around the drawing, in a file. */
export const margin = 24
const dashes: Readonly<Record<EdgeLook, number[]>> = {
  live: [],
  sched: [7, 5],
  once: [2, 5],
  pin: [],
  mixed: [],
  bad: [3, 4],
}
export const font = "'Red Hat Text', 'Helvetica Neue', Arial, sans-serif"

/** The whole drawing, also what is out of sight: lines and words as on the screen. */
export function graphStrokes(
  { graph, geometry }: PlacedGraph,
  namespace: string,
  colors: Palette,
): Stroke[] {
  const strokes = geometry.frames.flatMap(({ x, y, width, height, groups }): Stroke[] => [
    { kind: 'box', x, y, width, height, fill: colors.ground, line: colors.line },
    textOf(x + 14, y + 20, frameTitle({ width, groups }), colors.muted, { size: 12 }),
  ])
  const degrees = degreesOf(graph.edges)
  for (const edge of graph.edges) {
    const points = geometry.edges[edge.id] ?? []
    const place = wordPlace(wordAt(degrees, edge), points)
    strokes.push(...edgeStrokes(edge, points, place, colors))
  }
  for (const node of graph.nodes.values()) {
    const corner = geometry.nodes[node.id]
    if (corner) strokes.push(...nodeStrokes(node, corner, namespace, colors))
  }
  return strokes
}

function edgeStrokes(
  edge: GraphEdge,
  points: readonly Point[],
  { x, y, textAnchor: anchor }: WordPlace,
  colors: Palette,
): Stroke[] {
  if (points.length === 0) return []
  const { look, word } = edgeWords(edge)
  const color =
    look === 'bad' ? colors.bad : look === 'live' || look === 'sched' ? colors.brand : colors.muted
  const wordColor = look === 'bad' ? colors.bad : colors.muted
  return [
    { kind: 'line', path: edgeLine(points), color, dash: dashes[look] },
    { kind: 'arrow', path: edgeEnd(look, points), color },
    ...(look === 'bad'
      ? [{ kind: 'line' as const, path: edgeCross(points), color, dash: [] }]
      : []),
    textOf(x, y, word, wordColor, { size: 11, anchor, halo: colors.ground }),
  ]
}

function nodeStrokes(
  node: GraphNode,
  { x, y }: Point,
  namespace: string,
  colors: Palette,
): Stroke[] {
  const { kind, name, problem, digest } = nodeWords(node, namespace)
  const line = problem ? colors.bad : colors.muted
  const corner =
    problem || (node.kind === 'tag' ? digest.slice(digest.indexOf(':') + 1).slice(0, 6) : '')
  return [
    { kind: 'box', x, y, ...nodeSize, fill: colors.paper, line },
    textOf(x + 12, y + 23, fittedText(kind, { width: corner ? 96 : 184, size: 12 }), colors.muted, {
      size: 12,
    }),
    textOf(
      x + nodeSize.width - 12,
      y + 23,
      fitted(corner, 14),
      problem ? colors.bad : colors.muted,
      { size: 11, anchor: 'end' },
    ),
    textOf(
      x + 12,
      y + 43,
      fittedText(name, { width: nodeSize.width - 24, size: 13, isStrong: true }),
      colors.text,
      { size: 13, bold: true },
    ),
  ]
}

function textOf(
  x: number,
  y: number,
  text: string,
  color: string,
  {
    size,
    bold = false,
    anchor = 'start',
    halo = '',
  }: { size: number; bold?: boolean; anchor?: WordPlace['textAnchor']; halo?: string },
): Stroke {
  return { kind: 'text', x, y, text, color, size, bold, anchor, halo }
}

/** The colours that the page has now: a dark page makes a dark picture. */
export function pagePalette(): Palette {
  const probe = document.createElement('span')
  probe.hidden = true
  // With a person's own colours all that is asked of it would be one of them.
  probe.style.forcedColorAdjust = 'none'
  document.body.append(probe)
  const colorOf = (value: string) => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const palette = {
    ground: colorOf('color-mix(in srgb, var(--ts-text) 4%, var(--ts-bg))'),
    paper: colorOf('var(--ts-bg)'),
    text: colorOf('var(--ts-text)'),
    muted: colorOf('var(--ts-muted)'),
    line: colorOf('color-mix(in srgb, var(--ts-text) 16%, var(--ts-bg))'),
    brand: colorOf('var(--ts-brand)'),
    bad: colorOf('var(--ts-bad)'),
  }
  probe.remove()
  return palette
}
