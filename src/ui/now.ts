import { useSyncExternalStore } from 'react'

const tick = 30_000
const listeners = new Set<() => void>()
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    // What is seconds old is kept: another time would draw everything again at once.
    if (Date.now() - now.getTime() > tick) now = new Date()
    timer = setInterval(() => {
      now = new Date()
      for (const each of listeners) each()
    }, tick)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** The time, to half a minute: every "4 min ago" of a page moves on together. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now)
}
