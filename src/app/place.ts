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

/** A stream that was looked at, or one of its tags; `tag` is '' for the stream itself. */
export interface RecentPlace extends StreamName {
  tag: string
}

/** What search offers again; the navigation shows the first few. */
const recentCount = 8
/** Of one stream many tags may be looked at: so many places are kept that other streams stay too. */
const keptCount = 40

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
  const here = lookedAt(pathname)
  if (!here) return
  const places = [here, ...keptPlaces()].filter(isFirst)
  keep('recent', JSON.stringify(places.slice(0, keptCount)))
}

/** The streams looked at last, newest first: the one of this place, and those of places before. */
export function recentStreams({ namespace, stream }: StreamName): StreamName[] {
  const here = stream === '' ? [] : [{ namespace, stream }]
  return [...here, ...keptPlaces()]
    .map((place) => ({ ...place, tag: '' }))
    .filter(isFirst)
    .slice(0, recentCount)
}

/** The streams and tags looked at last, newest first, without the one that is open. */
export function recentPlaces(pathname: string): RecentPlace[] {
  const here = lookedAt(pathname)
  return keptPlaces()
    .filter((place) => !here || !isSame(place, here))
    .slice(0, recentCount)
}

/** The stream that is open, or one of its tags; undefined where none is. */
export function lookedAt(pathname: string): RecentPlace | undefined {
  const { namespace, stream } = placeOf(pathname)
  const tag = matchPath(patterns.tag, pathname)?.params.tag ?? ''
  return stream === '' ? undefined : { namespace, stream, tag }
}

function isFirst(place: RecentPlace, at: number, places: RecentPlace[]): boolean {
  return places.findIndex((each) => isSame(each, place)) === at
}

function isSame(a: RecentPlace, b: RecentPlace): boolean {
  return a.namespace === b.namespace && a.stream === b.stream && a.tag === b.tag
}

function keptPlaces(): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(readKept('recent') || '[]')
    return Array.isArray(kept) ? kept.flatMap(placeIn).slice(0, keptCount) : []
  } catch {
    return []
  }
}

/** What is kept may be of an older version, or of somebody who wrote into the store. */
function placeIn(value: unknown): RecentPlace[] {
  const { namespace, stream, tag = '' } = Object(value)
  const isWell = [namespace, stream, tag].every((part) => typeof part === 'string')
  return isWell ? [{ namespace, stream, tag }] : []
}
