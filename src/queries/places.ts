/** A number of places, taken in the order of asking. */
export class Places {
  private free: number
  private waiting: (() => void)[] = []

  constructor(count: number) {
    this.free = count
  }

  /** Whether the next one who asks has to wait. */
  get areTaken(): boolean {
    return this.free === 0
  }

  /** Waits for a place; false where `signal` ended the wait. Who got a place must leave it. */
  take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false)
    if (this.free > 0) {
      this.free--
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      const enter = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(true)
      }
      const giveUp = () => {
        this.waiting = this.waiting.filter((one) => one !== enter)
        resolve(false)
      }
      this.waiting.push(enter)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  leave(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.free++
  }
}
