/** Milliseconds: first, and longest, wait before what failed is tried again. */
export interface Backoff {
  first: number
  longest: number
}

interface Entry {
  /** Asked for again while it is being worked on. */
  isDirty: boolean
  /** … by somebody who shall not wait. */
  isUrgent: boolean
  isRunning: boolean
  failures: number
  timer: NodeJS.Timeout | undefined
}

/**
 * Works on keys, so many at once, never twice on one at the same time; a key that is added again meanwhile is
 * worked on again afterwards. Work may ask to be done again after a time, longer each time in a row.
 */
export class ImportQueue {
  readonly #work: (key: string) => Promise<'done' | { retryAfterMs: number }>
  readonly #atOnce: number
  readonly #backoff: Backoff
  readonly #entries = new Map<string, Entry>()
  readonly #running = new Set<Promise<void>>()
  #waiting: string[] = []
  #isClosed = false

  constructor(
    work: (key: string) => Promise<'done' | { retryAfterMs: number }>,
    { atOnce, backoff }: { atOnce: number; backoff: Backoff },
  ) {
    this.#work = work
    this.#atOnce = atOnce
    this.#backoff = backoff
  }

  /** Has the key worked on soon; a wait after a failure is cut short only by `isUrgent`. */
  add(key: string, isUrgent: boolean): void {
    if (this.#isClosed) return
    const entry = this.#entries.get(key)
    if (!entry) {
      this.#entries.set(key, {
        isDirty: false,
        isUrgent: false,
        isRunning: false,
        failures: 0,
        timer: undefined,
      })
      this.#waiting.push(key)
      this.#next()
    } else if (entry.isRunning) {
      entry.isDirty = true
      entry.isUrgent ||= isUrgent
    } else if (entry.timer && isUrgent) {
      this.#resume(key, entry)
    }
  }

  /** Starts nothing more; resolves when what is running has ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting = []
    for (const { timer } of this.#entries.values()) clearTimeout(timer)
    await Promise.all(this.#running)
  }

  #next(): void {
    while (!this.#isClosed && this.#running.size < this.#atOnce) {
      const key = this.#waiting.shift()
      const entry = key === undefined ? undefined : this.#entries.get(key)
      if (key === undefined || !entry) return
      const run = this.#run(key, entry).finally(() => {
        this.#running.delete(run)
        this.#next()
      })
      this.#running.add(run)
    }
  }

  async #run(key: string, entry: Entry): Promise<void> {
    entry.isRunning = true
    entry.isDirty = false
    entry.isUrgent = false
    // Keys are added while the store tells of a change; the work begins when that is over.
    await new Promise((resolve) => setImmediate(resolve))
    // What throws is a bug or a full disk: it is tried again, but ever more seldom.
    const result = await this.#work(key).catch(() => ({ retryAfterMs: this.#backoff.first }))
    entry.isRunning = false
    if (this.#isClosed) return
    if (entry.isUrgent) entry.failures = 0
    if (result !== 'done' && !entry.isUrgent) {
      const { first, longest } = this.#backoff
      const wait = Math.min(longest, first * 2 ** Math.min(entry.failures, 20))
      entry.failures++
      entry.timer = setTimeout(
        () => this.#resume(key, entry),
        Math.max(wait, Math.min(longest, result.retryAfterMs)),
      ).unref()
    } else if (entry.isDirty) {
      entry.failures = 0
      this.#waiting.push(key)
    } else {
      this.#entries.delete(key)
    }
  }

  #resume(key: string, entry: Entry): void {
    clearTimeout(entry.timer)
    entry.timer = undefined
    this.#waiting.push(key)
    this.#next()
  }
}
