/** The few best of many, and how many there were: the lower the score the better; of equals the first. */
export class Best<Item> {
  /** All that were offered. */
  total = 0
  private readonly scores: number[] = []
  private readonly items: Item[] = []

  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** Whether an item with this score would be kept; it is counted in any case. */
  offer(score: number): boolean {
    this.total++
    return this.scores.length < this.limit || score < (this.scores.at(-1) ?? 0)
  }

  keep(score: number, item: Item): void {
    let at = this.scores.length
    while (at > 0 && (this.scores[at - 1] ?? 0) > score) at--
    this.scores.splice(at, 0, score)
    this.items.splice(at, 0, item)
    if (this.scores.length > this.limit) {
      this.scores.pop()
      this.items.pop()
    }
  }

  /** The best first. */
  list(): readonly Item[] {
    return this.items
  }

  /** Of the best; infinite where there is none. */
  get bestScore(): number {
    return this.scores[0] ?? Number.POSITIVE_INFINITY
  }
}
