import { useEffect, useMemo, useState } from 'react'

/** What can be drawn within a frame. */
const mostAtOnce = 120

/**
 * Of what is to be drawn, what is drawn now: all that was there before, and of the rest as much as a
 * frame has time for; the remainder follows in the next frames.
 */
export function useGradually(ids: readonly string[]): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set())
  const next = useMemo(() => {
    const set = new Set<string>()
    let fresh = 0
    for (const id of ids) if (drawn.has(id) || fresh++ < mostAtOnce) set.add(id)
    return set
  }, [ids, drawn])

  useEffect(() => {
    if (next.size === drawn.size && [...next].every((id) => drawn.has(id))) return
    const frame = requestAnimationFrame(() => setDrawn(next))
    return () => cancelAnimationFrame(frame)
  }, [next, drawn])
  return next
}
