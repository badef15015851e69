import { useSyncExternalStore } from 'react'

export interface Connection {
  /**
   * `live`: what is on screen follows the cluster. `connecting`: it does not yet, or not for a
   * moment. `lost`: it cannot; what is shown is as it was `since` then, and is tried again.
   */
  state: 'live' | 'connecting' | 'lost'
  /** Since when that is so; null while nothing on screen follows the cluster. */
  since: Date | null
}

const RESTING: Connection = { state: 'live', since: null }

const states = new Map<object, Connection>()
const listeners = new Set<() => void>()
let known = RESTING

/** How the page stands with the cluster: the worst of what it follows. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connection)
}

/** The same outside of React. */
export function connection(): Connection {
  return known
}

/** Says how one follower stands; null when it ends. Only the watcher calls this. */
export function report(follower: object, state: Connection['state'] | null): void {
  const before = states.get(follower)
  if (state === (before?.state ?? null)) return
  // An outage is as old as its first sign, so that `lost` counts from when `connecting` began.
  const since = state === 'lost' && before?.state === 'connecting' ? before.since : new Date()
  if (state) states.set(follower, { state, since })
  else states.delete(follower)
  publish()
}

function publish() {
  const order: Connection['state'][] = ['lost', 'connecting', 'live']
  const all = [...states.values()]
  const next = order.flatMap((state) => all.filter((one) => one.state === state)).at(0) ?? RESTING
  if (next.state === known.state && (next.since === null) === (known.since === null)) return
  known = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
