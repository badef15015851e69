import { parseAccessoryTag } from './accessory-tag'
import type { TagName, WorkloadRow } from './image-triggers'
import type { StreamRow, TagRow } from './stream-row'
import { referenceTarget } from './tag-reference'
import { type TagState, tagState } from './tag-state'
import { type Tracking, tracking } from './tracking'

/**
 * A thing that is pointed at, or points:
 *
 * - `registry`: an image in a registry · `image`: one image of a stream, by its digest
 * - `tag`: of this project, or of another one that a tag of this project points at
 * - `workload`: what a trigger restarts or builds, and builds that push to a tag
 * - `stream`: all tags of a stream, folded · `bundle`: tags of a stream that are alike, folded
 */
export type GraphNode =
  | {
      kind: 'registry'
      id: string
      name: string
      tags: number
      /** The id of the node that this one stands for, where that is drawn in several places. */
      original?: string
    }
  | {
      kind: 'tag'
      id: string
      name: TagName
      /** The tag as it is; null for one of another project, and for one that does not exist. */
      row: TagRow | null
      state: TagState | null
      isMissing: boolean
    }
  | { kind: 'image'; id: string; namespace: string; stream: string; digest: string }
  | { kind: 'workload'; id: string; workload: WorkloadRow }
  | { kind: 'stream'; id: string; namespace: string; stream: string; tags: number; broken: number }
  | {
      kind: 'bundle'
      id: string
      namespace: string
      stream: string
      tags: readonly string[]
      broken: number
    }

/**
 * How an edge carries images: as a tag tracks its source, by a trigger that acts or is paused, by a
 * build that pushes, or in several ways at once.
 */
export type EdgeKind =
  | Exclude<Tracking, 'pushed' | 'none'>
  | 'triggers'
  | 'paused'
  | 'pushes'
  | 'several'

/** An arrow, the way the image travels: from what is pointed at to what points. */
export interface GraphEdge {
  id: string
  from: string
  to: string
  kind: EdgeKind
  /**
   * What is wrong with it: the import fails, nothing is there to point at, or what is there gives no
   * image. '' where nothing is.
   */
  problem: '' | 'importFailed' | 'missing' | 'unresolved'
  /** The tag whose reference the edge is; null for workloads, and where several are drawn as one. */
  tag: TagName | null
  /** How many edges are drawn as this one, and with how many of them something is wrong. */
  count: number
  broken: number
}

export interface ReferenceGraph {
  nodes: ReadonlyMap<string, GraphNode>
  edges: readonly GraphEdge[]
}

export const tagId = ({ namespace, stream, tag }: TagName) => `tag ${namespace}/${stream}:${tag}`
export const streamId = (namespace: string, stream: string) => `stream ${namespace}/${stream}`

/**
 * What the tags of a project point at, and what restarts by them (S-5, S-53). `only` narrows it to
 * one stream: its tags, their sources, and the tags that point at them. Tags that neither point nor
 * are pointed at are left out unless asked for; those that carry signatures and the like always.
 */
export function referenceGraph(
  rows: readonly StreamRow[],
  {
    now,
    only = '',
    workloads = [],
    withLoose = false,
  }: {
    now: Date
    only?: string
    workloads?: readonly WorkloadRow[]
    withLoose?: boolean
  },
): ReferenceGraph {
  const graph = new GraphBuilder(rows, now)
  for (const row of rows) {
    for (const tag of row.tags) {
      if (parseAccessoryTag(tag.name)) continue
      const name = { namespace: row.namespace, stream: row.name, tag: tag.name }
      const target = tag.spec?.from ? referenceTarget(tag.spec.from, nameOf(row)) : null
      const isOfStream = row.name === only
      const pointsAtStream = target?.stream === only && target.namespace === row.namespace
      if (only !== '' && !isOfStream && !pointsAtStream) continue
      if (tag.spec?.from) graph.addReference(row, tag, name)
      if (withLoose && (only === '' || isOfStream)) graph.addTag(name)
    }
  }
  for (const workload of workloads) graph.addWorkload(workload, only)
  return { nodes: graph.nodes, edges: graph.edges }
}

class GraphBuilder {
  readonly nodes = new Map<string, GraphNode>()
  readonly edges: GraphEdge[] = []
  private readonly streams: ReadonlyMap<string, StreamRow>
  private readonly tags = new Map<StreamRow, ReadonlyMap<string, TagRow>>()
  private readonly namespaces: ReadonlySet<string>
  private readonly now: Date

  constructor(rows: readonly StreamRow[], now: Date) {
    this.now = now
    this.streams = new Map(rows.map((row) => [streamId(row.namespace, row.name), row]))
    this.namespaces = new Set(rows.map(({ namespace }) => namespace))
  }

  addTag(name: TagName): string {
    const id = tagId(name)
    if (this.nodes.has(id)) return id
    const stream = this.streams.get(streamId(name.namespace, name.stream))
    const row = (stream && this.tagsOf(stream).get(name.tag)) ?? null
    this.nodes.set(id, {
      kind: 'tag',
      id,
      name,
      row,
      state: stream && row ? tagState(row, this.now, { stream }) : null,
      // Of other projects it is not known what there is.
      isMissing: !row && this.namespaces.has(name.namespace),
    })
    return id
  }

  private tagsOf(stream: StreamRow): ReadonlyMap<string, TagRow> {
    let tags = this.tags.get(stream)
    if (!tags) {
      tags = new Map(stream.tags.map((tag) => [tag.name, tag]))
      this.tags.set(stream, tags)
    }
    return tags
  }

  addReference(stream: StreamRow, tag: TagRow, name: TagName): void {
    const how = tracking(tag, nameOf(stream))
    if (how === 'pushed' || how === 'none') return
    const from = this.addSource(stream, tag)
    if (from === '') return
    const to = this.addTag(name)
    const source = this.nodes.get(from)
    const isMissing = source?.kind === 'tag' && source.isMissing
    const target = this.nodes.get(to)
    const isUnresolved = target?.kind === 'tag' && target.state?.word === 'unresolved'
    const lack = isMissing ? 'missing' : isUnresolved ? 'unresolved' : ''
    const problem = tag.failure ? 'importFailed' : lack
    this.edges.push({
      id: `${from} → ${to}`,
      from,
      to,
      kind: how,
      problem,
      tag: name,
      count: 1,
      broken: problem === '' ? 0 : 1,
    })
  }

  addWorkload(workload: WorkloadRow, only: string): void {
    const id = `workload ${workload.key}`
    const isShown = ({ stream }: TagName) => only === '' || stream === only
    // Containers of one workload may name the same tag; a trigger that acts counts before a paused one.
    const triggers = workload.triggers
      .filter((trigger) => trigger.state !== 'ignored' && isShown(trigger))
      .toSorted((a, b) => Number(a.state === 'paused') - Number(b.state === 'paused'))
    const known = new Set<string>()
    for (const { state, namespace, stream, tag } of triggers) {
      const from = this.addTag({ namespace, stream, tag })
      if (known.has(from)) continue
      known.add(from)
      this.nodes.set(id, { kind: 'workload', id, workload })
      this.addEdge(from, id, state === 'paused' ? 'paused' : 'triggers')
    }
    if (!workload.output || !isShown(workload.output)) return
    const { namespace, stream, tag } = workload.output
    this.nodes.set(id, { kind: 'workload', id, workload })
    this.addEdge(id, this.addTag({ namespace, stream, tag }), 'pushes')
  }

  private addEdge(from: string, to: string, kind: EdgeKind): void {
    const source = this.nodes.get(from)
    const problem = source?.kind === 'tag' && source.isMissing ? 'missing' : ''
    const broken = problem === '' ? 0 : 1
    this.edges.push({ id: `${from} → ${to}`, from, to, kind, problem, tag: null, count: 1, broken })
  }

  /** What a tag points at; '' where that is nothing that has a name. */
  private addSource(row: StreamRow, { spec }: TagRow): string {
    const from = spec?.from
    if (!from || from.name === '') return ''
    if (from.kind === 'DockerImage') {
      const id = `registry ${from.name}`
      const known = this.nodes.get(id)
      const tags = known?.kind === 'registry' ? known.tags + 1 : 1
      this.nodes.set(id, { kind: 'registry', id, name: from.name, tags })
      return id
    }
    const target = referenceTarget(from, nameOf(row))
    if (!target) return ''
    const { namespace, stream, tag, digest } = target
    if (tag !== undefined) return this.addTag({ namespace, stream, tag })
    const id = `image ${namespace}/${stream}@${digest}`
    this.nodes.set(id, { kind: 'image', id, namespace, stream, digest: digest ?? '' })
    return id
  }
}

function nameOf({ namespace, name }: StreamRow) {
  return { namespace, stream: name }
}

/** Everything that the images of some nodes come from, and all that gets their images: with them. */
export function neighbourhood(
  { edges }: Pick<ReferenceGraph, 'edges'>,
  ids: readonly string[],
): Set<string> {
  const before = new Map<string, string[]>()
  const after = new Map<string, string[]>()
  for (const { from, to } of edges) {
    append(after, from, to)
    append(before, to, from)
  }
  const found = new Set(ids)
  for (const ways of [before, after]) {
    const seen = new Set(ids)
    const waiting = [...ids]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const each of ways.get(next) ?? []) {
        if (seen.has(each)) continue
        seen.add(each)
        found.add(each)
        waiting.push(each)
      }
    }
  }
  return found
}

/** The graph of these nodes alone. */
export function subgraph(
  { nodes, edges }: ReferenceGraph,
  ids: ReadonlySet<string>,
): ReferenceGraph {
  return {
    nodes: new Map([...nodes].filter(([id]) => ids.has(id))),
    edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
