import type { Store, StoreEvent } from '../storage/store'
import type { EventSink } from './event-sink'
import { type WatchRequest, WatchStream } from './watch-stream'

/** All open watches: hands them the events of the store, and ends them. */
export class WatchHub {
  readonly #store: Store
  readonly #streams = new Map<string, Set<WatchStream>>()
  readonly #stop: () => void

  constructor(store: Store) {
    this.#store = store
    this.#stop = store.subscribe((event) => this.#publish(event))
  }

  /** How many watches are open. */
  get size(): number {
    let size = 0
    for (const streams of this.#streams.values()) size += streams.size
    return size
  }

  /** Sends a stream of events, until its time is up, the client goes or the hub ends it. */
  open(sink: EventSink, request: WatchRequest): void {
    const streams = this.#streams.get(request.resource) ?? new Set()
    this.#streams.set(request.resource, streams)
    const stream = new WatchStream(this.#store, sink, request, () => streams.delete(stream))
    streams.add(stream)
    stream.start()
  }

  /** Ends all open watches cleanly, as when their time is up: clients come back by themselves. */
  endAll(): void {
    for (const streams of this.#streams.values()) {
      for (const stream of [...streams]) stream.end()
    }
  }

  close(): void {
    this.#stop()
    this.endAll()
  }

  #publish(event: StoreEvent): void {
    for (const stream of this.#streams.get(event.resource) ?? []) stream.take(event)
  }
}
