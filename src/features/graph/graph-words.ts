import { shortDigest } from '@/domain/digest'
import { formatCount } from '@/domain/format-count'
import { hasRegistry } from '@/domain/image-reference'
import type { EdgeKind, GraphEdge, GraphNode, ReferenceGraph } from '@/domain/reference-graph'
import { formatTagReference } from '@/domain/tag-reference'
import { readable } from '@/domain/untrusted'
import { imagePath, imageStreamPath, tagPath } from '@/paths'

/** What a node says: above, what it is and where; below, its name. */
export interface NodeWords {
  kind: string
  name: string
  /** All of it in one sentence, for who does not see where it stands. */
  sentence: string
  /** The digest that it holds; '' for none. */
  digest: string
  /** What is wrong with it; '' where nothing is. */
  problem: string
}

/** The words of a node, seen from a project: places elsewhere are named with theirs. */
export function nodeWords(node: GraphNode, namespace: string): NodeWords {
  const place = (of: string, stream: string) =>
    of === namespace ? readable(stream) : `${readable(of)} / ${readable(stream)}`
  switch (node.kind) {
    case 'registry': {
      const { host, path } = registryParts(readable(node.name))
      const shared = node.original === undefined ? '' : ', drawn beside each stream that uses it'
      const sentence = `Registry image ${readable(node.name)}, ${countWords(node.tags, 'tag')} of it${shared}`
      return { kind: host, name: path, sentence, digest: '', problem: '' }
    }
    case 'image': {
      const name = shortDigest(node.digest)
      const kind = `image of ${place(node.namespace, node.stream)}`
      return { kind, name, sentence: `One ${kind}, ${name}`, digest: node.digest, problem: '' }
    }
    case 'workload': {
      const { kind, name } = node.workload
      return { kind, name: readable(name), sentence: `${kind} ${name}`, digest: '', problem: '' }
    }
    case 'stream':
    case 'bundle': {
      const name = countWords(node.kind === 'stream' ? node.tags : node.tags.length, 'tag')
      const problem = node.broken > 0 ? `${formatCount(node.broken)} broken` : ''
      const kind = place(node.namespace, node.stream)
      const alike = node.kind === 'bundle' ? ' that are alike' : ''
      const sentence = `${kind}, ${name}${alike}, folded${problem && `, ${problem}`}`
      return { kind, name: `${name}${alike}`, sentence, digest: '', problem }
    }
    default: {
      const { tag, stream } = node.name
      const kind = place(node.name.namespace, stream)
      const problem = tagProblem(node)
      const digest = node.row?.latest?.image ?? ''
      const state = problem || (node.state?.label ?? 'in another project')
      const holds = digest && `, holds ${shortDigest(digest, 6)}`
      const sentence = `Tag ${kind}:${readable(tag)}, ${state}${holds}`
      return { kind, name: readable(tag), sentence, digest, problem }
    }
  }
}

/** A registry's name before what it has; what names none is on Docker Hub, as everywhere. */
function registryParts(name: string): { host: string; path: string } {
  if (!hasRegistry(name)) return { host: 'docker.io', path: name }
  const slash = name.indexOf('/')
  return { host: name.slice(0, slash), path: name.slice(slash + 1) }
}

function tagProblem(node: Extract<GraphNode, { kind: 'tag' }>): string {
  if (node.isMissing) return 'does not exist'
  const word = node.state?.word
  return word === 'importFailed' || word === 'unresolved' || word === 'diverged'
    ? (node.state?.label ?? '')
    : ''
}

/** How the line of an edge looks; told by its shape, and by the word beside it. */
export type EdgeLook = 'live' | 'sched' | 'once' | 'pin' | 'mixed' | 'bad'

/**
 * The look of an edge, the short word beside it, and how it is said in a sentence. Of several that are
 * drawn as one only some may be broken: then the line stays, and the word counts them.
 */
export function edgeWords({
  kind,
  problem,
  count,
  broken,
}: Pick<GraphEdge, 'kind' | 'problem' | 'count' | 'broken'>): {
  look: EdgeLook
  word: string
  verb: string
} {
  const times = count > 1 ? ` ×${formatCount(count)}` : ''
  const { look, word, verb } = words[kind]
  if (broken === 0) return { look, word: `${word}${times}`, verb }
  if (broken < count) return { look, word: `${word}${times}, ${broken} broken`, verb }
  if (problem === 'importFailed') {
    return { look: 'bad', word: `import fails${times}`, verb: 'fails to import' }
  }
  if (problem === 'unresolved') {
    return { look: 'bad', word: `no image${times}`, verb: 'gets no image from' }
  }
  const missing = kind === 'triggers' ? 'waits for' : 'points at'
  return { look: 'bad', word: `missing${times}`, verb: missing }
}

const words: Readonly<Record<EdgeKind, { look: EdgeLook; word: string; verb: string }>> = {
  live: { look: 'live', word: 'live', verb: 'follows' },
  scheduled: { look: 'sched', word: 'scheduled', verb: 'is imported on schedule from' },
  'imported-once': { look: 'once', word: 'once', verb: 'was imported once from' },
  copied: { look: 'once', word: 'copied', verb: 'was copied once from' },
  pinned: { look: 'pin', word: 'pinned', verb: 'is pinned to' },
  reference: { look: 'pin', word: 'named', verb: 'only names' },
  triggers: { look: 'live', word: 'restarts', verb: 'restarts by' },
  paused: { look: 'once', word: 'paused', verb: 'has a paused trigger on' },
  pushes: { look: 'live', word: 'pushes', verb: 'is pushed by' },
  several: { look: 'mixed', word: 'several', verb: 'gets images in several ways from' },
}

/** An edge as a sentence: `frontend:prod is pinned to image of frontend 64c29a`. */
export function edgeSentence(edge: GraphEdge, graph: ReferenceGraph, namespace: string): string {
  const to = graph.nodes.get(edge.to)
  const from = graph.nodes.get(edge.from)
  if (!to || !from) return ''
  const { verb, look } = edgeWords(edge)
  const isMissing = look === 'bad' && edge.problem === 'missing'
  const times = edge.count > 1 ? `, ${formatCount(edge.count)} references` : ''
  const some = edge.broken > 0 && look !== 'bad' ? `, ${edge.broken} of them broken` : ''
  const sentence = `${shortName(to, namespace)} ${verb} ${shortName(from, namespace)}`
  return `${sentence}${isMissing ? ', which does not exist' : ''}${times}${some}`
}

/** How a node is called in running text: `frontend:prod`, `Deployment web`. */
export function shortName(node: GraphNode, namespace: string): string {
  const { kind, name } = nodeWords(node, namespace)
  if (node.kind === 'tag') return `${kind.replace(' / ', '/')}:${name}`
  return node.kind === 'registry' ? readable(node.name) : `${kind} ${name}`
}

/** Where a node leads; '' for what has no page. */
export function nodePath(node: GraphNode): string {
  switch (node.kind) {
    case 'tag':
      return node.isMissing ? '' : tagPath(node.name.namespace, node.name.stream, node.name.tag)
    case 'image':
      return imagePath(node.namespace, node.stream, node.digest)
    case 'stream':
    case 'bundle':
      return imageStreamPath(node.namespace, node.stream)
    default:
      return ''
  }
}

/** What a tag of a project would be told, to point at a node; '' where it cannot. */
export function nodeReference(node: GraphNode, namespace: string): string {
  const elsewhere = (of: string) => (of === namespace ? {} : { namespace: of })
  if (node.kind === 'registry' && !node.id.startsWith('repository ')) {
    return formatTagReference({ kind: 'DockerImage', name: node.name })
  }
  if (node.kind === 'tag') {
    const { stream, tag } = node.name
    const more = elsewhere(node.name.namespace)
    return formatTagReference({ kind: 'ImageStreamTag', name: `${stream}:${tag}`, ...more })
  }
  if (node.kind === 'image') {
    const name = `${node.stream}@${node.digest}`
    const more = elsewhere(node.namespace)
    return formatTagReference({ kind: 'ImageStreamImage', name, ...more })
  }
  return ''
}

/** As much of a text as fits, its middle left out: beginnings and ends tell names apart. */
export function fitted(text: string, most: number): string {
  if (text.length <= most) return text
  const end = Math.floor((most - 1) / 2)
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`
}

/** More are not read, but counted. */
const mostNames = 4

/** The streams whose tags a frame has, as far as they fit above it: `shop/api` is said as `api`. */
export function frameTitle({
  width,
  groups,
}: {
  width: number
  groups: readonly string[]
}): string {
  const names = groups.map((group) => readable(group.slice(group.indexOf('/') + 1)))
  const more = names.length > mostNames + 1 ? names.splice(mostNames).length : 0
  const text = names.join(', ') + (more > 0 ? ` and ${formatCount(more)} more` : '')
  return fitted(text, Math.floor(width / 7.5))
}

function countWords(count: number, word: string): string {
  return `${formatCount(count)} ${count === 1 ? word : `${word}s`}`
}
