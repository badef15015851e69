import {
  type GraphNode,
  neighbourhood,
  type ReferenceGraph,
  subgraph,
} from '@/domain/reference-graph'
import { nodeWords } from './graph-words'

/** What a text leaves of a graph: the nodes that have all of its words, and what they are tied to. */
export function filteredGraph(graph: ReferenceGraph, text: string, namespace: string) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return graph
  const matching = [...graph.nodes.values()].filter((node) => {
    const said = saidBy(node, namespace)
    return words.every((word) => said.includes(word))
  })
  const ids = matching.map(({ id }) => id)
  return subgraph(graph, neighbourhood(graph, ids))
}

/** The words of nine thousand nodes take longer than a key should; they are made once for each. */
const known = new WeakMap<GraphNode, { namespace: string; said: string }>()

function saidBy(node: GraphNode, namespace: string): string {
  const before = known.get(node)
  if (before?.namespace === namespace) return before.said
  const { kind, name, problem } = nodeWords(node, namespace)
  const said = `${kind}:${name} ${problem}`.toLowerCase()
  known.set(node, { namespace, said })
  return said
}
