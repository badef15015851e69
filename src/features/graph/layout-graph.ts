import { dagrePart } from './dagre-part'
import { framePadding, type GraphGeometry, type GraphInput, type Point } from './graph-geometry'
import { graphParts } from './graph-parts'
import { layerPart } from './layer-part'
import { packFrames } from './pack-frames'
import { wrapPart } from './wrap-part'

/** Above this many nodes in one part dagre takes seconds; they are laid in plain columns. */
const mostForDagre = 250

/**
 * Where everything of a graph is: images travel from left to right, nodes never overlap, and an edge
 * leads around the nodes of the columns between. Parts that nothing connects stand apart, each in a
 * frame, packed into the shape of a screen; a long one is broken into lines.
 */
export function layoutGraph(input: GraphInput): GraphGeometry {
  const parts = graphParts(input).map((part) => ({
    id: part.nodes[0]?.id ?? '',
    groups: [...new Set(part.nodes.map(({ group }) => group))].filter(Boolean),
    ...wrapPart(part.nodes.length > mostForDagre ? layerPart(part) : dagrePart(part), part),
  }))
  const { side, top, bottom } = framePadding
  const boxes = parts.map(({ width, height }) => ({
    width: width + 2 * side,
    height: height + top + bottom,
  }))
  const corners = packFrames(boxes)
  const geometry: GraphGeometry = { nodes: {}, edges: {}, frames: [], width: 0, height: 0 }
  for (const [index, part] of parts.entries()) {
    const corner = corners[index] ?? { x: 0, y: 0 }
    const box = boxes[index] ?? { width: 0, height: 0 }
    const move = ({ x, y }: Point) => ({ x: x + corner.x + side, y: y + corner.y + top })
    for (const [id, point] of part.nodes) geometry.nodes[id] = move(point)
    for (const [id, points] of part.edges) geometry.edges[id] = points.map(move)
    geometry.frames.push({ id: part.id, groups: part.groups, ...corner, ...box })
    geometry.width = Math.max(geometry.width, corner.x + box.width)
    geometry.height = Math.max(geometry.height, corner.y + box.height)
  }
  return geometry
}
