import type { PlacedGraph } from './graph-placement'
import { font, graphStrokes, margin, type Palette, type Stroke } from './graph-strokes'

/** The drawing as an SVG file that needs nothing else. */
export function graphSvg(placed: PlacedGraph, namespace: string, colors: Palette): string {
  const width = Math.ceil(placed.geometry.width + 2 * margin)
  const height = Math.ceil(placed.geometry.height + 2 * margin)
  const body = graphStrokes(placed, namespace, colors).map(svgOf).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-margin} ${width} ${height}">
<title>${escaped(`Graph of ${namespace}`)}</title>
<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="${escaped(colors.paper)}"/>
${body}
</svg>
`
}

function svgOf(stroke: Stroke): string {
  switch (stroke.kind) {
    case 'box': {
      const { x, y, width, height, fill, line } = stroke
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${escaped(fill)}" stroke="${escaped(line)}"/>`
    }
    case 'line': {
      const dash = stroke.dash.length > 0 ? ` stroke-dasharray="${stroke.dash.join(' ')}"` : ''
      return `<path d="${stroke.path}" fill="none" stroke="${escaped(stroke.color)}" stroke-width="2"${dash}/>`
    }
    case 'arrow':
      return `<path d="${stroke.path}" fill="${escaped(stroke.color)}"/>`
    default: {
      const { x, y, size, bold, anchor, halo, color, text } = stroke
      const more = [
        bold && ' font-weight="500"',
        anchor !== 'start' && ` text-anchor="${anchor}"`,
        halo && ` paint-order="stroke" stroke="${escaped(halo)}" stroke-width="3"`,
      ]
        .filter(Boolean)
        .join('')
      return `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}"${more} fill="${escaped(color)}">${escaped(text)}</text>`
    }
  }
}

/** Text and attributes alike; what XML has no character for is left out. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
