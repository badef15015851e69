import { neighbourhood, type ReferenceGraph, subgraph } from '@/domain/reference-graph'
import { nodeWords } from './graph-words'

/** What a text leaves of a graph: the nodes that have all of its words, and what they are tied to. */
export function filteredGraph(graph: ReferenceGraph, text: string, namespace: string) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return graph
  const kept = new Set<string>()
  for (const node of graph.nodes.values()) {
    const said = nodeWords(node, namespace)
    const haystack = `${said.kind}:${said.name} ${said.problem}`.toLowerCase()
    if (!words.every((word) => haystack.includes(word)) || kept.has(node.id)) continue
    for (const id of neighbourhood(graph, node.id)) kept.add(id)
  }
  return subgraph(graph, kept)
}
