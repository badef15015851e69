import { formatImageReference, parseImageReference } from './image-reference'
import { type GraphEdge, type GraphNode, type ReferenceGraph, streamId } from './reference-graph'

/** Which groups of a graph are drawn as one node. */
export interface Folding {
  /** With more nodes than this every stream is folded, and tags that are alike. */
  most: number
  /** Groups that a person unfolded, and those that a person folded, by the ids of their nodes. */
  open: ReadonlySet<string>
  closed: ReadonlySet<string>
}

/** Fewer tags than this are not worth a bundle. */
const fewestAlike = 4

/**
 * The graph with its groups folded: a stream is one node with its tags inside; in a stream that is
 * open, tags that nothing follows and that get their image in the same way from the same place are
 * one bundle. Images of a registry that only folded groups point at are one node per repository. Edges
 * between the same two nodes are one; those inside of a group are not drawn.
 */
export function foldGraph(graph: ReferenceGraph, folding: Folding): ReferenceGraph {
  const streams = groupByStream(graph)
  const isLarge = graph.nodes.size > folding.most
  const standIn = new Map<string, GraphNode>()

  for (const [id, tags] of streams) {
    const isFolded = folding.closed.has(id) || (isLarge && streams.size > 1 && tags.length > 1)
    if (isFolded && !folding.open.has(id)) foldStream(graph, id, tags, standIn)
    else if (isLarge) bundleAlike(graph, tags, folding, standIn)
  }
  if (standIn.size === 0) return graph
  foldRegistries(graph, standIn)
  foldImages(graph, standIn)
  return replaced(graph, standIn)
}

type TagNode = Extract<GraphNode, { kind: 'tag' }>

/** The tags of each stream of the project; those of others are single. */
function groupByStream({ nodes }: ReferenceGraph): Map<string, TagNode[]> {
  const streams = new Map<string, TagNode[]>()
  for (const node of nodes.values()) {
    if (node.kind !== 'tag' || !node.row) continue
    const id = streamId(node.name.namespace, node.name.stream)
    const tags = streams.get(id)
    if (tags) tags.push(node)
    else streams.set(id, [node])
  }
  return streams
}

function foldStream(
  { nodes, edges }: ReferenceGraph,
  id: string,
  tags: TagNode[],
  standIn: Map<string, GraphNode>,
): void {
  const [first] = tags
  if (!first) return
  const ids = new Set(tags.map((tag) => tag.id))
  const { namespace, stream } = first.name
  // A tag that only others of the stream point at, and that does not exist, is inside as well.
  for (const node of nodes.values()) {
    if (node.kind !== 'tag' || !node.isMissing) continue
    if (streamId(node.name.namespace, node.name.stream) === id) ids.add(node.id)
  }
  const broken = edges.filter(({ to, problem }) => problem !== '' && ids.has(to)).length
  const node: GraphNode = { kind: 'stream', id, namespace, stream, tags: tags.length, broken }
  for (const tag of ids) standIn.set(tag, node)
}

function bundleAlike(
  { nodes, edges }: ReferenceGraph,
  tags: TagNode[],
  { open }: Folding,
  standIn: Map<string, GraphNode>,
): void {
  const followed = new Set(edges.map(({ from }) => from))
  const source = new Map(edges.map((edge) => [edge.to, edge]))
  const alike = new Map<string, { tags: TagNode[]; isBroken: boolean }>()
  for (const tag of tags) {
    if (followed.has(tag.id)) continue
    const edge = source.get(tag.id)
    const key = edge ? `${edge.kind} ${edge.problem} ${placeOf(nodes.get(edge.from))}` : 'loose'
    const group = alike.get(key)
    if (group) group.tags.push(tag)
    else alike.set(key, { tags: [tag], isBroken: edge !== undefined && edge.problem !== '' })
  }
  for (const [key, group] of alike) {
    const [first] = group.tags
    if (!first || group.tags.length < fewestAlike) continue
    const { namespace, stream } = first.name
    const id = `bundle ${namespace}/${stream} ${key}`
    if (open.has(id)) continue
    const names = group.tags.map(({ name }) => name.tag)
    const broken = group.isBroken ? names.length : 0
    const node: GraphNode = { kind: 'bundle', id, namespace, stream, tags: names, broken }
    for (const tag of group.tags) standIn.set(tag.id, node)
  }
}

/** What sources have in common that are drawn as one: the repository, or the stream. */
function placeOf(node: GraphNode | undefined): string {
  if (node?.kind === 'registry') return repositoryName(node.name)
  if (node?.kind === 'image') return streamId(node.namespace, node.stream)
  return node?.id ?? ''
}

function foldRegistries({ nodes, edges }: ReferenceGraph, standIn: Map<string, GraphNode>): void {
  const shown = new Set(edges.filter(({ to }) => !standIn.has(to)).map(({ from }) => from))
  const repositories = new Map<string, { ids: string[]; tags: number }>()
  for (const node of nodes.values()) {
    if (node.kind !== 'registry' || shown.has(node.id)) continue
    const name = repositoryName(node.name)
    const known = repositories.get(name) ?? { ids: [], tags: 0 }
    known.ids.push(node.id)
    known.tags += node.tags
    repositories.set(name, known)
  }
  for (const [name, { ids, tags }] of repositories) {
    if (ids.length < 2) continue
    const node: GraphNode = { kind: 'registry', id: `repository ${name}`, name, tags }
    for (const id of ids) standIn.set(id, node)
  }
}

/** An image that only folded groups point at is inside its stream, where that is folded too. */
function foldImages({ nodes, edges }: ReferenceGraph, standIn: Map<string, GraphNode>): void {
  const folded = new Map([...standIn.values()].map((node) => [node.id, node]))
  const shown = new Set(edges.filter(({ to }) => !standIn.has(to)).map(({ from }) => from))
  const byTarget = new Map(edges.map(({ from, to }) => [from, to]))
  for (const node of nodes.values()) {
    if (node.kind !== 'image' || shown.has(node.id)) continue
    const stream = folded.get(streamId(node.namespace, node.stream))
    const bundle = standIn.get(byTarget.get(node.id) ?? '')
    const into = stream ?? (bundle?.kind === 'bundle' ? bundle : undefined)
    if (into) standIn.set(node.id, into)
  }
}

function replaced(
  { nodes, edges }: ReferenceGraph,
  standIn: ReadonlyMap<string, GraphNode>,
): ReferenceGraph {
  const drawn = new Map<string, GraphNode>()
  for (const node of nodes.values()) {
    const shown = standIn.get(node.id) ?? node
    drawn.set(shown.id, shown)
  }
  const merged = new Map<string, GraphEdge>()
  for (const edge of edges) {
    const from = standIn.get(edge.from)?.id ?? edge.from
    const to = standIn.get(edge.to)?.id ?? edge.to
    if (from === to) continue
    const id = `${from} → ${to}`
    const known = merged.get(id)
    const isFolded = from !== edge.from || to !== edge.to
    if (!known) {
      merged.set(id, { ...edge, id, from, to, tag: isFolded ? null : edge.tag })
    } else {
      merged.set(id, {
        ...known,
        count: known.count + edge.count,
        broken: known.broken + edge.broken,
        kind: known.kind === edge.kind ? known.kind : 'several',
        problem: known.problem || edge.problem,
        tag: null,
      })
    }
  }
  return { nodes: drawn, edges: [...merged.values()] }
}

/** The reference without its tag and digest; as it is where it cannot be read. */
function repositoryName(reference: string): string {
  const parsed = parseImageReference(reference)
  return parsed.ok ? formatImageReference({ ...parsed.value, tag: '', digest: '' }) : reference
}
