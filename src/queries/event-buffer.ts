import type { ObjectEvent, WatchedEvent } from '@/api/watch'
import type { KubeObject } from '@/domain/kinds/meta'
import { lastVersion } from '@/domain/watch-event'

/** At most this often is what arrived shown: a hundred events a second are ten drawings. */
const FLUSH_MS = 100
/** What is folded at once, so that catching up after an hour leaves the page answering. */
const MOST_AT_ONCE = 250

/**
 * Gathers the events of a watch and hands them on in batches: the first at once, then each 100 ms.
 * Where more arrives than can be folded, `add` waits, and so does the connection.
 */
export class EventBuffer {
  private events: WatchedEvent[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private flushedAt = 0
  private readonly apply: (events: ObjectEvent<KubeObject>[], resourceVersion: string) => void

  constructor(apply: (events: ObjectEvent<KubeObject>[], resourceVersion: string) => void) {
    this.apply = apply
  }

  async add(events: WatchedEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
      if (this.events.length >= MOST_AT_ONCE) await this.drained()
      this.events.push(...events.slice(start, start + MOST_AT_ONCE))
      this.schedule()
    }
  }

  /** Hands on what is there now. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const events = this.events
    const resourceVersion = lastVersion(events)
    this.events = []
    this.flushedAt = performance.now()
    if (resourceVersion) this.apply(events.filter(isObjectEvent), resourceVersion)
  }

  private schedule() {
    if (this.timer) return
    const due = this.flushedAt + FLUSH_MS - performance.now()
    this.timer = setTimeout(() => this.flush(), Math.max(0, due))
  }

  private async drained() {
    // A task of its own, so that input and drawing come in between.
    await new Promise((resolve) => setTimeout(resolve))
    this.flush()
  }
}

function isObjectEvent(event: WatchedEvent): event is ObjectEvent<KubeObject> {
  return event.type === 'ADDED' || event.type === 'MODIFIED' || event.type === 'DELETED'
}
