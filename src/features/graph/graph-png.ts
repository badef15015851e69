import type { PlacedGraph } from './graph-placement'
import { font, graphStrokes, margin, type Palette, type Stroke } from './graph-strokes'

/** Browsers draw no larger canvas than this. */
const mostPixels = 16_000
const mostArea = 120_000_000

/** The drawing as a PNG, twice as fine as the screen where that is possible; null where it is not. */
export function graphPng(
  placed: PlacedGraph,
  namespace: string,
  colors: Palette,
): Promise<Blob | null> {
  const width = placed.geometry.width + 2 * margin
  const height = placed.geometry.height + 2 * margin
  const scale = Math.min(
    2,
    mostPixels / Math.max(width, height),
    Math.sqrt(mostArea / (width * height)),
  )
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = colors.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  context.translate(margin, margin)
  for (const stroke of graphStrokes(placed, namespace, colors)) paint(context, stroke)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

const aligns = { start: 'left', middle: 'center', end: 'right' } as const

function paint(context: CanvasRenderingContext2D, stroke: Stroke): void {
  context.setLineDash([])
  if (stroke.kind === 'box') {
    context.beginPath()
    context.roundRect(stroke.x, stroke.y, stroke.width, stroke.height, 8)
    context.fillStyle = stroke.fill
    context.fill()
    context.lineWidth = 1
    context.strokeStyle = stroke.line
    context.stroke()
  } else if (stroke.kind === 'line') {
    context.setLineDash(stroke.dash)
    context.lineWidth = 2
    context.strokeStyle = stroke.color
    context.stroke(new Path2D(stroke.path))
  } else if (stroke.kind === 'arrow') {
    context.fillStyle = stroke.color
    context.fill(new Path2D(stroke.path))
  } else {
    context.font = `${stroke.bold ? 500 : 400} ${stroke.size}px ${font}`
    context.textAlign = aligns[stroke.anchor]
    if (stroke.halo) {
      context.lineWidth = 3
      context.lineJoin = 'round'
      context.strokeStyle = stroke.halo
      context.strokeText(stroke.text, stroke.x, stroke.y)
    }
    context.fillStyle = stroke.color
    context.fillText(stroke.text, stroke.x, stroke.y)
  }
}
