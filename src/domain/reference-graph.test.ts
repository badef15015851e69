import { describe, expect, it } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import { foldGraph } from './fold-graph'
import type { ImageTrigger, WorkloadRow } from './image-triggers'
import type { TagReference } from './kinds/image-stream'
import {
  type GraphNode,
  neighbourhood,
  type ReferenceGraph,
  referenceGraph,
  subgraph,
} from './reference-graph'
import { toStreamRow } from './stream-row'

const now = new Date('2026-11-24T12:00:00Z')
const docker = (name: string, scheduled = false): Partial<TagReference> => ({
  from: { kind: 'DockerImage', name },
  importPolicy: { scheduled },
})
const follows = (name: string, namespace?: string): Partial<TagReference> => ({
  from: { kind: 'ImageStreamTag', name, ...(namespace ? { namespace } : {}) },
})
const pinned = (name: string): Partial<TagReference> => ({
  from: { kind: 'ImageStreamImage', name },
})

const failing = aStream({
  name: 'worker',
  tags: [{ name: 'stable', wish: docker('registry.partner.example/w:1'), images: [] }],
})
failing.status = {
  ...failing.status,
  tags: [
    {
      tag: 'stable',
      items: null,
      conditions: [
        {
          type: 'ImportSuccess',
          status: 'False',
          reason: 'Unauthorized',
          message: 'no',
          lastTransitionTime: '2026-11-24T00:00:00Z',
          generation: 1,
        },
      ],
    },
  ],
} as NonNullable<typeof failing.status>

const rows = [
  aStream({
    name: 'frontend',
    tags: [
      { name: 'latest', wish: docker('quay.io/shop/frontend:1', true), images: ['a'] },
      { name: 'once', wish: docker('quay.io/shop/frontend:1'), images: ['a'] },
      { name: 'named', wish: { ...docker('quay.io/shop/other'), reference: true } },
      { name: 'stage', wish: follows('latest'), images: ['a'] },
      { name: 'prod', wish: pinned(`frontend@${aDigest('b')}`), images: ['b'] },
      { name: 'lost', wish: follows('frontend:gone') },
      { name: 'pushed', images: ['c'] },
      { name: `sha256-${'a'.repeat(64)}.sig`, images: ['s'] },
    ],
  }),
  aStream({
    name: 'db',
    tags: [{ name: '16', wish: follows('postgresql:16', 'platform'), images: ['d'] }],
  }),
  aStream({
    name: 'copy',
    tags: [{ name: 'prod', wish: follows('frontend:prod'), images: ['b'] }],
  }),
  failing,
].map(toStreamRow)

const edges = ({ edges: all }: ReferenceGraph) =>
  all.map(({ from, to, kind, problem, count }) =>
    [`${from} → ${to}`, kind, problem, count > 1 ? count : ''].filter(Boolean).join(', '),
  )

describe('the edges of a project', () => {
  it('go the way an image travels, each of its kind (S-5)', () => {
    expect(edges(referenceGraph(rows, { now }))).toEqual([
      'registry quay.io/shop/frontend:1 → tag web/frontend:latest, scheduled',
      'tag web/frontend:gone → tag web/frontend:lost, live, missing',
      'registry quay.io/shop/other → tag web/frontend:named, reference',
      'registry quay.io/shop/frontend:1 → tag web/frontend:once, imported-once',
      `image web/frontend@${aDigest('b')} → tag web/frontend:prod, pinned`,
      'tag web/frontend:latest → tag web/frontend:stage, live',
      'tag platform/postgresql:16 → tag web/db:16, copied',
      'tag web/frontend:prod → tag web/copy:prod, copied',
      'registry registry.partner.example/w:1 → tag web/worker:stable, imported-once, importFailed',
    ])
  })

  it('of one stream are its own, and those that come from it', () => {
    expect(edges(referenceGraph(rows, { now, only: 'copy' }))).toEqual([
      'tag web/frontend:prod → tag web/copy:prod, copied',
    ])
    expect(edges(referenceGraph(rows, { now, only: 'frontend' }))).toContain(
      'tag web/frontend:prod → tag web/copy:prod, copied',
    )
  })

  it('lead to what a trigger restarts, and from builds to the tag that they push to', () => {
    const workload = (kind: WorkloadRow['kind'], name: string, parts: Partial<WorkloadRow>) => ({
      key: `${kind}/web/${name}`,
      kind,
      namespace: 'web',
      name,
      triggers: [],
      output: null,
      problems: [],
      ...parts,
    })
    const on = (tag: string, state: ImageTrigger['state'] = 'active'): ImageTrigger => ({
      namespace: 'web',
      stream: 'frontend',
      tag,
      state,
      container: 'web',
      holds: [],
    })
    const workloads = [
      workload('Deployment', 'web', { triggers: [on('prod', 'paused'), on('prod'), on('stage')] }),
      workload('CronJob', 'idle', { triggers: [on('none'), on('pushed', 'ignored')] }),
      workload('StatefulSet', 'held', { triggers: [on('prod', 'paused')] }),
      workload('BuildConfig', 'app', {
        output: { namespace: 'web', stream: 'app', tag: 'latest' },
      }),
    ]
    expect(edges(referenceGraph(rows, { now, workloads })).slice(9)).toEqual([
      'tag web/frontend:prod → workload Deployment/web/web, triggers',
      'tag web/frontend:stage → workload Deployment/web/web, triggers',
      'tag web/frontend:none → workload CronJob/web/idle, triggers, missing',
      'tag web/frontend:prod → workload StatefulSet/web/held, paused',
      'workload BuildConfig/web/app → tag web/app:latest, pushes',
    ])
    expect(edges(referenceGraph(rows, { now, workloads, only: 'db' }))).toHaveLength(1)
  })
})

describe('the nodes of a project', () => {
  const { nodes } = referenceGraph(rows, { now })

  it('have tags that do not exist, and do not judge those of other projects', () => {
    expect(nodes.get('tag web/frontend:gone')).toMatchObject({ isMissing: true, row: null })
    expect(nodes.get('tag platform/postgresql:16')).toMatchObject({ isMissing: false, row: null })
  })

  it('leave out what is not connected, unless asked; and signatures in any case', () => {
    expect(nodes.has('tag web/frontend:pushed')).toBe(false)
    const all = referenceGraph(rows, { now, withLoose: true })
    expect(all.nodes.get('tag web/frontend:pushed')).toMatchObject({ state: { word: 'pushed' } })
    expect([...all.nodes.keys()].some((id) => id.includes('.sig'))).toBe(false)
  })

  it('survive tags that point at themselves and at each other', () => {
    const odd = [
      aStream({
        name: 'loop',
        tags: [
          { name: 'self', wish: follows('self') },
          { name: 'a', wish: follows('b') },
          { name: 'b', wish: follows('a') },
          { name: 'odd', wish: { from: { kind: 'Unknown', name: 'x' } as never } },
          { name: 'empty', wish: { from: { kind: 'DockerImage', name: '' } } },
        ],
      }),
    ].map(toStreamRow)
    const graph = referenceGraph(odd, { now })
    expect(edges(graph)).toEqual([
      'tag web/loop:b → tag web/loop:a, live, unresolved',
      'tag web/loop:a → tag web/loop:b, live, unresolved',
      'tag web/loop:self → tag web/loop:self, live, unresolved',
    ])
    expect([...neighbourhood(graph, ['tag web/loop:a'])].sort()).toEqual([
      'tag web/loop:a',
      'tag web/loop:b',
    ])
  })
})

describe('the neighbourhood of a tag', () => {
  it('is all that it comes from and all that comes from it, but nothing beside', () => {
    const graph = referenceGraph(rows, { now })
    const near = neighbourhood(graph, ['tag web/frontend:latest'])
    expect([...near].sort()).toEqual([
      'registry quay.io/shop/frontend:1',
      'tag web/frontend:latest',
      'tag web/frontend:stage',
    ])
    expect(edges(subgraph(graph, near))).toHaveLength(2)
  })
})

describe('a folded graph', () => {
  const none = new Set<string>()
  const kinds = ({ nodes }: ReferenceGraph) => {
    const count: Record<string, number> = {}
    for (const { kind } of nodes.values()) count[kind] = (count[kind] ?? 0) + 1
    return count
  }
  const many = (streams: number, tags: number) =>
    Array.from({ length: streams }, (_, stream) =>
      toStreamRow(
        aStream({
          name: `s${stream}`,
          tags: Array.from({ length: tags }, (_, tag) => ({
            name: `t${tag}`,
            wish: tag === 1 ? follows('t0') : docker(`quay.io/a/s${stream}:${tag}`),
            images: [`${stream}-${tag}`],
          })),
        }),
      ),
    )

  it('of few nodes is the graph itself', () => {
    const graph = referenceGraph(rows, { now })
    expect(foldGraph(graph, { most: 60, open: none, closed: none })).toBe(graph)
  })

  it('has a node for each stream and each repository when there are many', () => {
    const graph = referenceGraph(many(50, 10), { now })
    const folded = foldGraph(graph, { most: 60, open: none, closed: none })
    expect(kinds(folded)).toEqual({ stream: 50, registry: 50 })
    expect(edges(folded)[0]).toBe('repository quay.io/a/s0 → stream web/s0, imported-once, 9')
  })

  it('shows the tags of a stream that is unfolded, those that are alike in a bundle', () => {
    const graph = referenceGraph(many(50, 10), { now })
    const open = new Set(['stream web/s3'])
    const folded = foldGraph(graph, { most: 60, open, closed: none })
    expect(kinds(folded)).toEqual({ stream: 49, registry: 51, tag: 2, bundle: 1 })
    const bundle = [...folded.nodes.values()].find(({ kind }) => kind === 'bundle') as GraphNode
    expect(bundle).toMatchObject({ kind: 'bundle', tags: expect.arrayContaining(['t2', 't9']) })
    const wide = foldGraph(graph, { most: 60, open: open.add(bundle.id), closed: none })
    expect(kinds(wide)).toEqual({ stream: 49, registry: 58, tag: 10 })
  })

  it('of one stream with many tags shows what differs, and bundles the rest', () => {
    const folded = foldGraph(referenceGraph(many(1, 500), { now }), {
      most: 60,
      open: none,
      closed: none,
    })
    expect(kinds(folded)).toEqual({ registry: 2, tag: 2, bundle: 1 })
  })

  it('has what many groups use beside each of them, and what few use once', () => {
    const users = (count: number) =>
      referenceGraph(
        Array.from({ length: count }, (_, at) =>
          toStreamRow(
            aStream({
              name: `s${at}`,
              tags: [
                { name: 'a', wish: docker('quay.io/base/ubi:9') },
                { name: 'b', wish: docker('quay.io/base/ubi:9') },
              ],
            }),
          ),
        ),
        { now },
      )
    const fold = (count: number) => foldGraph(users(count), { most: 5, open: none, closed: none })
    expect(kinds(fold(6))).toEqual({ stream: 6, registry: 1 })
    const folded = fold(7)
    expect(kinds(folded)).toEqual({ stream: 7, registry: 7 })
    for (const { from, to } of folded.edges) {
      expect(folded.nodes.get(from)).toMatchObject({
        id: from,
        original: 'registry quay.io/base/ubi:9',
        tags: 14,
      })
      expect(folded.edges.filter((edge) => edge.to === to)).toHaveLength(1)
    }
    // The list is of the graph that is not folded: it has the image once.
    expect(kinds(users(7))).toEqual({ registry: 1, tag: 14 })
  })

  it('says what is broken inside, and of edges of several kinds that they are', () => {
    const graph = referenceGraph(rows, { now })
    const closed = new Set(['stream web/frontend', 'stream web/worker'])
    const folded = foldGraph(graph, { most: 60, open: none, closed })
    expect(folded.nodes.get('stream web/frontend')).toMatchObject({ tags: 6, broken: 1 })
    expect(edges(folded)).toEqual([
      'registry quay.io/shop/frontend:1 → stream web/frontend, several, 2',
      'registry quay.io/shop/other → stream web/frontend, reference',
      'tag platform/postgresql:16 → tag web/db:16, copied',
      'stream web/frontend → tag web/copy:prod, copied',
      'registry registry.partner.example/w:1 → stream web/worker, imported-once, importFailed',
    ])
  })
})
