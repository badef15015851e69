import { matchPath } from 'react-router'
import { patterns } from '@/paths'
import { keep, readKept } from '@/ui/kept-choice'

/** Where a person is: which list they came by, in which project, and at which stream. */
export interface Place {
  section: 'image-streams' | 'tags' | 'failures' | 'graph' | 'import' | 'compare' | 'keys' | ''
  /** '' for all projects. */
  namespace: string
  stream: string
}

export interface StreamName {
  namespace: string
  stream: string
}

/** What search offers again; the navigation shows the first few. */
const recentCount = 8

/** Reads an address. */
export function placeOf(pathname: string): Place {
  if (pathname === patterns.allImageStreams)
    return { section: 'image-streams', namespace: '', stream: '' }
  if (pathname === patterns.allTags) return { section: 'tags', namespace: '', stream: '' }
  if (pathname === patterns.allFailures) return { section: 'failures', namespace: '', stream: '' }
  if (pathname === patterns.compare) return { section: 'compare', namespace: '', stream: '' }
  if (pathname === patterns.keys) return { section: 'keys', namespace: '', stream: '' }
  if (pathname === patterns.importImage) return { section: 'import', namespace: '', stream: '' }
  const tags = matchPath(patterns.tags, pathname)
  if (tags) return { section: 'tags', namespace: tags.params.namespace ?? '', stream: '' }
  const failures = matchPath(patterns.failures, pathname)
  if (failures)
    return { section: 'failures', namespace: failures.params.namespace ?? '', stream: '' }
  const graph = matchPath(patterns.graph, pathname)
  if (graph) return { section: 'graph', namespace: graph.params.namespace ?? '', stream: '' }
  const stream = matchPath({ path: patterns.imageStream, end: false }, pathname)
  if (stream) {
    const { namespace = '', stream: name = '' } = stream.params
    return { section: 'image-streams', namespace, stream: name }
  }
  const inProject = matchPath('/ns/:namespace/*', pathname)
  const namespace = inProject?.params.namespace ?? ''
  return { section: inProject ? 'image-streams' : '', namespace, stream: '' }
}

/** Keeps the project and the stream for the next visit. */
export function rememberPlace(pathname: string): void {
  const place = placeOf(pathname)
  // These are of no project: the one that a person came from stays the last.
  if (['', 'import', 'compare', 'keys'].includes(place.section)) return
  keep('project', place.namespace)
  if (place.stream !== '') keep('recent', JSON.stringify(recentStreams(place)))
}

/** The streams looked at last, newest first: the one of this place, and those of places before. */
export function recentStreams({ namespace, stream }: StreamName): StreamName[] {
  const kept = keptStreams()
  if (stream === '') return kept
  const others = kept.filter((each) => each.namespace !== namespace || each.stream !== stream)
  return [{ namespace, stream }, ...others].slice(0, recentCount)
}

function keptStreams(): StreamName[] {
  try {
    const kept: unknown = JSON.parse(readKept('recent') || '[]')
    return Array.isArray(kept) ? kept.filter(isStreamName).slice(0, recentCount) : []
  } catch {
    return []
  }
}

function isStreamName(value: unknown): value is StreamName {
  return (
    typeof value === 'object' &&
    value !== null &&
    'namespace' in value &&
    'stream' in value &&
    typeof value.namespace === 'string' &&
    typeof value.stream === 'string'
  )
}
