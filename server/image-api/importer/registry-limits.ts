export interface RegistryLimitsOptions {
  /** Requests to one registry at the same time. */
  atOnce?: number
  /** Images of one registry that are begun in a second, on average. */
  perSecond?: number
  /** Images that may be begun at once after a quiet time. */
  burst?: number
}

interface Lane {
  running: number
  waiting: (() => void)[]
  /** When the next image may begin, in milliseconds, were the burst used up. */
  nextStart: number
}

/**
 * How hard registries are asked, by whomever: so many requests at once, so many images a second. The real server
 * begins two images a second, after three at once; ours is a little faster, as it serves few.
 */
export class RegistryLimits {
  readonly #atOnce: number
  readonly #gap: number
  readonly #burst: number
  readonly #lanes = new Map<string, Lane>()

  constructor({ atOnce = 2, perSecond = 10, burst = 20 }: RegistryLimitsOptions = {}) {
    this.#atOnce = atOnce
    this.#gap = 1000 / perSecond
    this.#burst = burst
  }

  /** Does one request to a registry when it is its turn. Rejects with the signal's reason when it is aborted before. */
  async request<T>(registry: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const lane = this.#lane(registry)
    if (lane.running >= this.#atOnce) await turn(lane, signal)
    else lane.running++
    try {
      return await work()
    } finally {
      const next = lane.waiting.shift()
      if (next) next()
      else lane.running--
      this.#tidy(registry, lane)
    }
  }

  /** Waits until the next image of a registry may begin. */
  async image(registry: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const lane = this.#lane(registry)
    const now = Date.now()
    const start = Math.max(lane.nextStart, now - this.#gap * this.#burst)
    lane.nextStart = start + this.#gap
    await pause(start - now, signal)
  }

  #lane(registry: string): Lane {
    const known = this.#lanes.get(registry)
    if (known) return known
    const lane: Lane = { running: 0, waiting: [], nextStart: 0 }
    this.#lanes.set(registry, lane)
    return lane
  }

  #tidy(registry: string, lane: Lane): void {
    const isQuiet = lane.running === 0 && lane.nextStart < Date.now() - this.#gap * this.#burst
    if (isQuiet) this.#lanes.delete(registry)
  }
}

/** Resolves when a running request has given its place to this one. */
function turn(lane: Lane, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const begin = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    const giveUp = () => {
      lane.waiting = lane.waiting.filter((each) => each !== begin)
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    lane.waiting.push(begin)
  })
}

/** Waits so many milliseconds; rejects with the signal's reason when it is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (milliseconds <= 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', giveUp, { once: true })
  })
}
