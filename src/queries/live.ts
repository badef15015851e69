import { focusManager, type Query, type QueryClient } from '@tanstack/react-query'
import type { ObjectEvent, WatchTarget } from '@/api/watch'
import type { KubeObject } from '@/domain/kinds/meta'
import { follow } from './follow'
import { Places } from './places'

/** How a query's data is kept in step with the cluster. */
export interface LiveSource<D, T extends KubeObject = KubeObject> {
  target: WatchTarget<T>
  /** The version that the data stands at, to watch from. */
  versionOf(data: D): string
  /** The data after events; the same object where they change nothing that it holds. */
  fold(data: D, events: ObjectEvent<T>[], resourceVersion: string): D
  /**
   * Reads what is still missing of data that came in part, and publishes it as it comes; done when
   * the data is whole. Absent where data is always whole.
   */
  complete?(data: D, publish: (data: D) => void, signal: AbortSignal): Promise<void>
  /** Everything read anew; what is known stays on screen until it is there. */
  relist(known: D, signal: AbortSignal): Promise<D>
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { live?: LiveSource<unknown> }
  }
}

/** Spread into queryOptions: the watch keeps the data fresh, so nothing else needs to refetch it. */
export function live<D, T extends KubeObject>(source: LiveSource<D, T>) {
  return { meta: { live: source as LiveSource<unknown> }, staleTime: Number.POSITIVE_INFINITY }
}

/** Browsers keep six connections to a host, for all their tabs together (HTTP/1.1). */
const MOST_WATCHES = 2
/** Looking away for a moment costs nothing; a tab that stays hidden lets go. */
const HIDDEN_GRACE_MS = 20_000

/**
 * Keeps every query that is `live` in step with the cluster for as long as something on screen
 * reads it. Nothing else watches: to a component, a live query is a query.
 *
 * A watch holds a connection open, and browsers allow few to one host; so a hidden tab lets go of
 * its watches after a while, and resumes them where they stopped once it is looked at again; and of
 * a page that reads more than two live queries the later ones wait for their place.
 * Returns what ends all watches.
 */
export function keepLive(queryClient: QueryClient): () => void {
  const followed = new Map<string, AbortController>()
  const places = new Places(MOST_WATCHES)
  const cache = queryClient.getQueryCache()
  let isResting = false
  let rest: ReturnType<typeof setTimeout> | undefined

  function stop({ queryHash }: Query) {
    followed.get(queryHash)?.abort()
    followed.delete(queryHash)
  }

  function start(query: Query) {
    stop(query)
    const source = query.meta?.live
    if (!source || isResting || query.state.data === undefined || !query.isActive()) return
    const controller = new AbortController()
    followed.set(query.queryHash, controller)
    void follow(queryClient, query, { source, places, signal: controller.signal })
  }

  const leaveCache = cache.subscribe((event) => {
    const { query } = event
    if (!query.meta?.live) return
    if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) {
      start(query)
    }
    if (event.type === 'updated' || event.type === 'observerResultsUpdated') return
    if (event.type === 'removed' || !query.isActive()) stop(query)
    else if (!followed.has(query.queryHash)) start(query)
  })

  const leaveFocus = focusManager.subscribe((isFocused) => {
    clearTimeout(rest)
    if (!isFocused) {
      rest = setTimeout(() => {
        isResting = true
        for (const query of cache.getAll()) stop(query)
      }, HIDDEN_GRACE_MS)
    } else if (isResting) {
      isResting = false
      for (const query of cache.getAll()) start(query)
    }
  })

  return () => {
    clearTimeout(rest)
    leaveCache()
    leaveFocus()
    for (const query of cache.getAll()) stop(query)
  }
}
