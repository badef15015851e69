import { onlineManager, type Query, type QueryClient } from '@tanstack/react-query'
import { ApiError, isForbidden, isGone, isUnauthorized } from '@/api/api-error'
import { watch } from '@/api/watch'
import { report } from './connection'
import { EventBuffer } from './event-buffer'
import type { LiveSource } from './live'
import type { Places } from './places'
import { noteFailure } from './signed-out'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000
/** Who may list but not watch reads everything anew this often. */
const POLL_MS = 60_000

/**
 * What a bookmark says of data that no event changed: it stands at a later version than it tells.
 * Kept beside the data, because a new object would make the page draw itself again for nothing.
 */
const bookmarks = new WeakMap<object, string>()

/** The version that live data stands at, bookmarks included. */
export function standsAt<D>(data: D, source: Pick<LiveSource<D>, 'versionOf'>): string {
  const bookmark = typeof data === 'object' && data !== null ? bookmarks.get(data) : undefined
  return bookmark ?? source.versionOf(data)
}

function markAt(data: unknown, resourceVersion: string) {
  if (typeof data === 'object' && data !== null) bookmarks.set(data, resourceVersion)
}

interface FollowOptions {
  source: LiveSource<unknown>
  /** Where a watch needs a place. */
  places: Places
  signal: AbortSignal
}

/**
 * Follows one query until `signal`: completes it, watches it from where it stands, resumes a watch
 * that ended, lists again where the cluster has forgotten that version. What is on screen is only
 * ever replaced by what is whole. Failures are waited out, each time longer, for as long as it takes.
 */
export async function follow(
  queryClient: QueryClient,
  { queryKey, queryHash }: Query,
  { source, places, signal }: FollowOptions,
): Promise<void> {
  const read = () => queryClient.getQueryData<unknown>(queryKey)
  const publish = (data: unknown) => {
    if (!signal.aborted) queryClient.setQueryData(queryKey, data)
  }
  const buffer = new EventBuffer((events, resourceVersion) => {
    const known = read()
    if (known === undefined || signal.aborted) return
    const next = events.length > 0 ? source.fold(known, events, resourceVersion) : known
    markAt(next, resourceVersion)
    if (next !== known) publish(next)
  })
  const follower = {}
  let failures = 0
  /** Versions that were gone, one after the other, though each came from a fresh list. */
  let forgotten = 0
  report(follower, 'connecting')
  signal.addEventListener('abort', () => report(follower, null), { once: true })

  async function relist() {
    const fresh = await source.relist(read(), signal)
    publish(fresh)
  }

  async function watchOnce() {
    const opened = Date.now()
    const options = { resourceVersion: standsAt(read(), source), signal }
    for await (const events of watch(source.target, options)) {
      if (signal.aborted) return
      failures = 0
      if (events.length > 0) forgotten = 0
      report(follower, 'live')
      await buffer.add(events)
    }
    // A server that ends each watch at once is not to be asked in a tight loop.
    if (Date.now() - opened < FIRST_RETRY_MS) await sleep(FIRST_RETRY_MS, signal)
  }

  while (!signal.aborted && queryClient.getQueryCache().get(queryHash)) {
    try {
      await source.complete?.(read(), publish, signal)
      if (places.areTaken) report(follower, null)
      if (!(await places.take(signal))) return
      await watchOnce().finally(() => places.leave())
      buffer.flush()
    } catch (error) {
      if (signal.aborted) return
      noteFailure(error)
      buffer.flush()
      const next = isGone(error) ? await attempt(relist) : error
      if (signal.aborted) return
      if (next === null) {
        // A cluster that forgets faster than it lists is not to be asked for everything in a loop.
        if (forgotten++ > 0) await pause(forgotten, null, signal)
        continue
      }
      failures++
      report(follower, failures > 1 ? 'lost' : 'connecting')
      if (isForbidden(next)) {
        await sleep(POLL_MS, signal)
        await attempt(relist)
      } else {
        await pause(failures, next, signal)
      }
    }
  }
}

/** The error of what was tried; null where there is none. */
async function attempt(work: () => Promise<void>): Promise<unknown> {
  try {
    await work()
    return null
  } catch (error) {
    return error
  }
}

/** Waits longer after each failure, and not at the same moments as everybody else. */
function pause(failures: number, error: unknown, signal: AbortSignal): Promise<void> {
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  const backoff = isUnauthorized(error) ? LAST_RETRY_MS : FIRST_RETRY_MS * 2 ** (failures - 1)
  const delay = Math.max(asked, Math.min(backoff, LAST_RETRY_MS) * (0.75 + Math.random() / 2))
  return sleep(delay, signal)
}

/** Ends early on `signal`, and when the browser is back on a network. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const leave = onlineManager.subscribe((isOnline) => isOnline && done())
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      leave()
      signal.removeEventListener('abort', done)
      resolve()
    }
    if (signal.aborted) done()
  })
}
