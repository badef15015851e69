import { startTransition, useEffect, useState } from 'react'

/**
 * How many of so many rows to draw: a screenful at once, and the rest a few at a time, so that no task
 * holds up the page. Rows that are there stay there.
 */
export function useGrowingCount(total: number, first = 40, step = 30): number {
  const [count, setCount] = useState(first)

  useEffect(() => {
    if (count >= total) return
    const frame = requestAnimationFrame(() =>
      startTransition(() => setCount((drawn) => drawn + step)),
    )
    return () => cancelAnimationFrame(frame)
  }, [count, total, step])

  return Math.min(count, total)
}
