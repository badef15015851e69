import { describe, expect, it } from 'vitest'
import { type GraphEdge, referenceGraph } from '@/domain/reference-graph'
import { toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { filteredGraph } from './filtered-graph'
import {
  edgeSentence,
  edgeWords,
  fitted,
  frameTitle,
  nodePath,
  nodeReference,
  nodeWords,
} from './graph-words'

const now = new Date('2026-11-24T12:00:00Z')
const graph = referenceGraph(
  [
    aStream({
      name: 'app',
      tags: [
        { name: 'latest', wish: {}, images: ['a'] },
        { name: 'prod', wish: { from: { kind: 'ImageStreamTag', name: 'latest' } }, images: ['a'] },
        { name: 'lost', wish: { from: { kind: 'ImageStreamTag', name: 'app:gone' } } },
        {
          name: 'pin',
          wish: { from: { kind: 'ImageStreamImage', name: `app@${aDigest('b')}` } },
          images: ['b'],
        },
        {
          name: 'copy',
          wish: { from: { kind: 'ImageStreamTag', name: 'base:9', namespace: 'platform' } },
          images: ['p'],
        },
        {
          name: 'none',
          wish: { from: { kind: 'ImageStreamTag', name: 'base:nope', namespace: 'platform' } },
        },
        { name: 'hub', wish: { from: { kind: 'DockerImage', name: 'nginx:1' } }, images: ['n'] },
      ],
    }),
  ].map(toStreamRow),
  { now },
)
const node = (id: string) => {
  const found = graph.nodes.get(id)
  if (!found) throw new Error(`No node ${id}`)
  return found
}

describe('a node says', () => {
  it.each([
    ['registry quay.io/org/app:1', 'quay.io', 'org/app:1'],
    ['registry nginx:1', 'docker.io', 'nginx:1'],
    ['tag web/app:prod', 'app', 'prod'],
    ['tag platform/base:9', 'platform / base', '9'],
    [`image web/app@${aDigest('b')}`, 'image of app', aDigest('b').slice(7, 19)],
  ])('%s', (id, kind, name) => {
    expect(nodeWords(node(id), 'web')).toMatchObject({ kind, name, problem: '' })
  })

  it('what is wrong with it', () => {
    expect(nodeWords(node('tag web/app:gone'), 'web').problem).toBe('does not exist')
    expect(nodeWords(node('tag web/app:lost'), 'web').problem).toBe('Unresolved')
  })
})

describe('what a tag is told, to point at a node', () => {
  it.each([
    ['registry quay.io/org/app:1', 'quay.io/org/app:1'],
    ['registry nginx:1', 'docker://nginx:1'],
    ['tag web/app:prod', 'app:prod'],
    ['tag platform/base:9', 'platform/base:9'],
    [`image web/app@${aDigest('b')}`, `app@${aDigest('b')}`],
  ])('%s', (id, reference) => {
    expect(nodeReference(node(id), 'web')).toBe(reference)
  })

  it('is nothing for what stands for several', () => {
    const repository = { kind: 'registry', id: 'repository quay.io/a', name: 'quay.io/a', tags: 2 }
    expect(nodeReference(repository as never, 'web')).toBe('')
  })
})

it('a node leads to its page, where it has one', () => {
  expect(nodePath(node('tag web/app:prod'))).toBe('/ns/web/image-streams/app/tags/prod')
  expect(nodePath(node('tag web/app:gone'))).toBe('')
  expect(nodePath(node('registry nginx:1'))).toBe('')
})

describe('an edge as a sentence', () => {
  it.each([
    ['tag web/app:prod', 'app:prod follows app:latest'],
    ['tag web/app:lost', 'app:lost points at app:gone, which does not exist'],
    ['tag web/app:copy', 'app:copy was copied once from platform/base:9'],
    ['tag web/app:none', 'app:none gets no image from platform/base:nope'],
    ['tag web/app:hub', 'app:hub was imported once from nginx:1'],
  ])('to %s', (to, sentence) => {
    const edge = graph.edges.find((each) => each.to === to)
    expect(edge && edgeSentence(edge, graph, 'web')).toBe(sentence)
  })
})

describe('the word beside an edge', () => {
  const edge = (parts: Partial<GraphEdge>) =>
    edgeWords({ kind: 'live', problem: '', count: 1, broken: 0, ...parts })

  it.each([
    [{}, 'live', 'live'],
    [{ kind: 'scheduled' as const }, 'sched', 'scheduled'],
    [{ kind: 'copied' as const, count: 3 }, 'once', 'copied ×3'],
    [{ problem: 'importFailed' as const, broken: 1 }, 'bad', 'import fails'],
    [{ problem: 'missing' as const, broken: 1 }, 'bad', 'missing'],
    [{ kind: 'copied' as const, problem: 'unresolved' as const, broken: 1 }, 'bad', 'no image'],
    [
      { kind: 'several' as const, problem: 'importFailed' as const, count: 9, broken: 2 },
      'mixed',
      'several ×9, 2 broken',
    ],
  ])('%j', (parts, look, word) => {
    expect(edge(parts)).toMatchObject({ look, word })
  })
})

describe('a text that is too long', () => {
  it.each([
    ['short', 8, 'short'],
    ['registry.acme.example', 9, 'regi…mple'],
    ['abcdef', 4, 'ab…f'],
  ])('%s in %i characters is %s', (text, most, expected) => {
    expect(fitted(text, most)).toBe(expected)
  })

  it('above a frame too', () => {
    expect(frameTitle({ width: 60, groups: ['web/app', 'web/other'] })).toBe('app,…her')
    const groups = 'abcdefg'.split('').map((name) => `web/${name}`)
    expect(frameTitle({ width: 600, groups: groups.slice(0, 5) })).toBe('a, b, c, d, e')
    expect(frameTitle({ width: 600, groups })).toBe('a, b, c, d and 3 more')
  })
})

describe('a filter keeps what has all words, and what is tied to it', () => {
  it.each([
    ['app:prod', ['registry quay.io/org/app:1', 'tag web/app:latest', 'tag web/app:prod']],
    ['nginx', ['registry nginx:1', 'tag web/app:hub']],
    ['exist', ['tag web/app:gone', 'tag web/app:lost']],
    ['nothing', []],
  ])('%s', (text, ids) => {
    expect([...filteredGraph(graph, text, 'web').nodes.keys()].sort()).toEqual(ids)
  })

  it('and leaves all where nothing is written', () => {
    expect(filteredGraph(graph, ' ', 'web')).toBe(graph)
  })
})
