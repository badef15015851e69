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

/** More folded groups than this do not share the node of what they come from. */
const mostSharing = 6
/** Fewer tags than this are not worth a bundle. */
const fewestAlike = 4

/**
 * The graph with its groups folded: a stream is one node with its tags inside; in a stream that is
 * open, tags that nothing follows and that get their image in the same way from the same place are
 * one bundle. Images of a registry that only folded groups point at are one node per repository, and where
 * many groups do, one beside each (see withOwnSources). Edges
 * between the same two nodes are one; those inside of a group are not drawn.
 */
export function foldGraph(graph: ReferenceGraph, folding: Folding): ReferenceGraph {
  const streams = groupByStream(graph)
  const isLarge = graph.nodes.size > folding.most
  const standIn = new Map<string, GraphNode>()
  const ways: Ways = {
    nodes: graph.nodes,
    followed: new Set(graph.edges.map(({ from }) => from)),
    sources: new Map(graph.edges.map((edge) => [edge.to, edge])),
  }

  for (const [id, group] of streams) {
    const isFolded =
      folding.closed.has(id) || (isLarge && streams.size > 1 && group.tags.length > 1)
    if (isFolded && !folding.open.has(id)) foldStream(id, group, standIn)
    else if (isLarge) bundleAlike(ways, group.tags, folding, standIn)
  }
  if (standIn.size === 0) return graph
  foldRegistries(graph, standIn)
  foldImages(graph, standIn)
  return replaced(graph, standIn)
}

type TagNode = Extract<GraphNode, { kind: 'tag' }>

interface StreamGroup {
  tags: TagNode[]
  /** Tags that others point at, and that do not exist. */
  missing: string[]
  broken: number
}

/** The tags of each stream of the project that has any; those of others are single. */
function groupByStream({ nodes, edges }: ReferenceGraph): Map<string, StreamGroup> {
  const groups = new Map<string, StreamGroup>()
  for (const node of nodes.values()) {
    if (node.kind !== 'tag' || !(node.row || node.isMissing)) continue
    const id = streamId(node.name.namespace, node.name.stream)
    const group = groups.get(id) ?? { tags: [], missing: [], broken: 0 }
    groups.set(id, group)
    if (node.row) group.tags.push(node)
    else group.missing.push(node.id)
  }
  for (const { to, broken } of edges) {
    const node = broken > 0 ? nodes.get(to) : undefined
    if (node?.kind !== 'tag') continue
    const group = groups.get(streamId(node.name.namespace, node.name.stream))
    if (group) group.broken += broken
  }
  for (const [id, { tags }] of groups) if (tags.length === 0) groups.delete(id)
  return groups
}

function foldStream(
  id: string,
  { tags, missing, broken }: StreamGroup,
  standIn: Map<string, GraphNode>,
): void {
  const [first] = tags
  if (!first) return
  const { namespace, stream } = first.name
  const node: GraphNode = { kind: 'stream', id, namespace, stream, tags: tags.length, broken }
  for (const tag of tags) standIn.set(tag.id, node)
  // A tag that does not exist and that is pointed at is inside as well.
  for (const tag of missing) standIn.set(tag, node)
}

/** What each tag points at, and what is pointed at: looked up for every tag. */
interface Ways {
  nodes: ReadonlyMap<string, GraphNode>
  followed: ReadonlySet<string>
  sources: ReadonlyMap<string, GraphEdge>
}

function bundleAlike(
  { nodes, followed, sources }: Ways,
  tags: TagNode[],
  { open }: Folding,
  standIn: Map<string, GraphNode>,
): void {
  const alike = new Map<string, { tags: TagNode[]; isBroken: boolean }>()
  for (const tag of tags) {
    if (followed.has(tag.id)) continue
    const edge = sources.get(tag.id)
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
  return withOwnSources({ nodes: drawn, edges: [...merged.values()] })
}

/**
 * An image of a registry, or a repository, that many groups use is drawn beside each of them: one node
 * for all would draw a line to every one, across all that is between.
 */
function withOwnSources({ nodes, edges }: ReferenceGraph): ReferenceGraph {
  const users = new Map<string, number>()
  for (const { from, to } of edges) {
    const kind = nodes.get(to)?.kind
    if (kind === 'stream' || kind === 'bundle') users.set(from, (users.get(from) ?? 0) + 1)
  }
  const shared = new Map<string, Extract<GraphNode, { kind: 'registry' }>>()
  for (const [id, count] of users) {
    const node = nodes.get(id)
    if (node?.kind === 'registry' && count > mostSharing) shared.set(id, node)
  }
  const drawn = new Map([...nodes].filter(([id]) => !shared.has(id)))
  const ways = edges.map((edge) => {
    const source = shared.get(edge.from)
    if (!source) return edge
    const from = `${edge.from} for ${edge.to}`
    drawn.set(from, { ...source, id: from, original: source.id })
    return { ...edge, id: `${from} → ${edge.to}`, from }
  })
  return { nodes: drawn, edges: ways }
}

/** The reference without its tag and digest; as it is where it cannot be read. */
function repositoryName(reference: string): string {
  const parsed = parseImageReference(reference)
  return parsed.ok ? formatImageReference({ ...parsed.value, tag: '', digest: '' }) : reference
}
