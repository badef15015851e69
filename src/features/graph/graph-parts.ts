import type { GraphInput } from './graph-geometry'

/** The parts of a graph that nothing connects; the nodes of a group stay together. */
export function graphParts({ nodes, edges }: GraphInput): GraphInput[] {
  const leader = new Map<string, string>()
  const find = (id: string): string => {
    let root = id
    for (let next = leader.get(root); next !== undefined; next = leader.get(root)) root = next
    // What was walked is pointed at its end, so that the next walk is short.
    for (let at = id; at !== root; ) {
      const next = leader.get(at) ?? root
      leader.set(at, root)
      at = next
    }
    return root
  }
  const join = (a: string, b: string) => {
    const [left, right] = [find(a), find(b)]
    if (left !== right) leader.set(right, left)
  }
  const ids = new Set(nodes.map(({ id }) => id))
  for (const { id, group } of nodes) if (group !== '') join(`group ${group}`, id)
  for (const { from, to } of edges) if (ids.has(from) && ids.has(to)) join(from, to)

  const parts = new Map<
    string,
    { nodes: GraphInput['nodes'][number][]; edges: GraphInput['edges'][number][] }
  >()
  for (const node of nodes) {
    const root = find(node.id)
    const part = parts.get(root)
    if (part) part.nodes.push(node)
    else parts.set(root, { nodes: [node], edges: [] })
  }
  for (const edge of edges)
    if (ids.has(edge.from) && ids.has(edge.to)) parts.get(find(edge.from))?.edges.push(edge)
  return [...parts.values()]
}
