/**
 * Lets at most so many tasks run at once; the others wait for their turn in order. Who is no longer
 * asked for leaves by the signal, so that rows which were scrolled past hold up none on screen.
 */
export function atMost(count: number) {
  let running = 0
  const waiting = new Set<() => void>()

  return async function run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    if (running >= count) await turn(signal)
    else running += 1
    try {
      return await task()
    } finally {
      const [next] = waiting
      if (next) next()
      else running -= 1
    }
  }

  /** Resolves with the place of a task that ended, which is handed on. */
  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(enter)
        reject(signal.reason)
      }
      const enter = () => {
        waiting.delete(enter)
        signal.removeEventListener('abort', leave)
        resolve()
      }
      waiting.add(enter)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
}
