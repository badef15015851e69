import type { KubeObject } from '@/domain/kinds/meta'
import { CompactedError, type Store, type StoredObject, type StoreEvent } from '../storage/store'
import type { EventSink } from './event-sink'
import { StatusError } from './status-error'
import type { View } from './view'

/** What a watch is of and how it looks. */
export interface WatchRequest {
  /** Where the store keeps the objects. */
  resource: string
  namespace: string
  isSelected(object: StoredObject): boolean
  present(object: StoredObject): KubeObject
  view: View
  /** Who gets the same lines for the same events has the same key. */
  lineKey: string
  /** Events after this revision; absent: first all objects as ADDED, then what comes. */
  after?: number
  /** After the objects that are there: the bookmark that says so (observed 51). */
  sendInitialEventsEnd: boolean
  bookmarks: boolean
  /** The empty object that bookmarks carry. */
  bookmarkObject(resourceVersion: string, isInitialEnd: boolean): KubeObject
  timeoutSeconds: number
}

/** A client that takes nothing for so long is let go; it comes back and goes on where it was. */
const PATIENCE = 60_000
const BOOKMARK_INTERVAL = 60_000
/** Objects and logged events that are written before others get their turn. */
const BATCH = 100

/** The lines of live events, made once for all watches that look the same. */
const lines = new WeakMap<StoreEvent, Map<string, string>>()

/**
 * One open watch. It keeps no queue: a client that reads too slowly is caught up from the event log once it
 * has read what is on its way, and gets 410 when the log no longer reaches back.
 */
export class WatchStream {
  readonly #store: Store
  readonly #sink: EventSink
  readonly #request: WatchRequest
  readonly #onEnd: () => void
  readonly #timers: NodeJS.Timeout[] = []
  /** All events up to here were considered. */
  #position: number
  #isLive = false
  /** Nothing was sent yet: a Table's first event names its columns. */
  #isFirst = true
  /** The objects that were there at the beginning are still to be sent. */
  #owesObjects: boolean
  #hasEnded = false

  constructor(store: Store, sink: EventSink, request: WatchRequest, onEnd: () => void) {
    this.#store = store
    this.#sink = sink
    this.#request = request
    this.#onEnd = onEnd
    this.#position = request.after ?? store.revision
    this.#owesObjects = request.after === undefined
  }

  start(): void {
    const { timeoutSeconds, bookmarks } = this.#request
    this.#sink.on('close', () => this.#finish())
    this.#sink.on('error', () => this.#finish())
    this.#timers.push(setTimeout(() => this.end(), timeoutSeconds * 1000))
    if (bookmarks) {
      this.#timers.push(setInterval(() => this.#bookmark(false), BOOKMARK_INTERVAL))
      const nearEnd = timeoutSeconds * 1000 - 2000
      if (nearEnd > 0) this.#timers.push(setTimeout(() => this.#bookmark(false), nearEnd))
    }
    void this.#run()
  }

  /** A live event of this watch's resource. */
  take(event: StoreEvent): void {
    // While it is behind, the log has the event.
    if (!this.#isLive || event.revision <= this.#position) return
    this.#position = event.revision
    if (!this.#sendEvent(event, true)) {
      this.#isLive = false
      void this.#run()
    }
  }

  end(): void {
    if (this.#hasEnded) return
    this.#finish()
    this.#sink.end()
  }

  #finish(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#onEnd()
  }

  async #run(): Promise<void> {
    try {
      if (this.#owesObjects) await this.#sendObjects()
      await this.#catchUp()
    } catch (error) {
      if (this.#hasEnded) return
      this.#write(`{"type":"ERROR","object":${JSON.stringify(this.#statusOf(error))}}\n`)
      this.end()
    }
  }

  /** All objects as of the position, as ADDED. */
  async #sendObjects(): Promise<void> {
    const { resource, namespace, isSelected } = this.#request
    let after: readonly [string, string] | undefined
    for (;;) {
      const objects = this.#store.at(this.#position, resource).list(resource, {
        limit: BATCH,
        ...(namespace === '' ? {} : { namespace }),
        ...(after ? { after } : {}),
      })
      for (const object of objects) {
        if (isSelected(object)) this.#write(this.#line('ADDED', object))
        after = [object.metadata.namespace ?? '', object.metadata.name]
      }
      if (objects.length < BATCH) break
      await this.#writable()
      if (this.#hasEnded) return
    }
    this.#owesObjects = false
    if (this.#request.sendInitialEventsEnd) this.#bookmark(true)
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      await this.#writable()
      if (this.#hasEnded) return
      let count = 0
      for (const event of this.#store.eventsAfter(this.#position, this.#request.resource)) {
        this.#position = event.revision
        const isRoom = this.#sendEvent(event, false)
        if (!isRoom || ++count === BATCH) break
      }
      if (count < BATCH && !this.#sink.writableNeedDrain) break
    }
    // Nothing was awaited since the log was read to its end: no event is missed.
    this.#position = Math.max(this.#position, this.#store.revision)
    this.#isLive = true
  }

  /** Waits until the client has read what is on its way; a client that does not is let go. */
  async #writable(): Promise<void> {
    if (!this.#sink.writableNeedDrain || this.#hasEnded) {
      await new Promise((resolve) => setImmediate(resolve))
      return
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#sink.destroy(), PATIENCE)
      const done = () => {
        clearTimeout(timer)
        this.#sink.off('drain', done)
        this.#sink.off('close', done)
        resolve()
      }
      this.#sink.on('drain', done)
      this.#sink.on('close', done)
    })
  }

  /** False when the client should first read. */
  #sendEvent(event: StoreEvent, isShared: boolean): boolean {
    const { namespace, isSelected } = this.#request
    if (namespace !== '' && event.namespace !== namespace) return true
    const is = event.type === 'put' && isSelected(event.object)
    const was = event.previous !== undefined && isSelected(event.previous)
    if (!is && !was) return true
    const type = is ? (was ? 'MODIFIED' : 'ADDED') : 'DELETED'
    if (this.#isFirst || !isShared) return this.#write(this.#line(type, shownObject(event, type)))
    const made = lines.get(event) ?? new Map<string, string>()
    lines.set(event, made)
    const key = `${type} ${this.#request.lineKey}`
    const line = made.get(key) ?? this.#line(type, shownObject(event, type))
    made.set(key, line)
    return this.#write(line)
  }

  #line(type: string, object: StoredObject): string {
    const { view, present } = this.#request
    const shown = view.event(present(object), this.#isFirst)
    this.#isFirst = false
    return `${JSON.stringify({ type, object: shown })}\n`
  }

  #bookmark(isInitialEnd: boolean): void {
    if (!isInitialEnd && !this.#isLive) return
    const { view, bookmarkObject } = this.#request
    const object = bookmarkObject(String(this.#position), isInitialEnd)
    this.#write(`${JSON.stringify({ type: 'BOOKMARK', object: view.event(object, false) })}\n`)
  }

  #write(text: string): boolean {
    return this.#hasEnded || this.#sink.write(text)
  }

  #statusOf(error: unknown): object {
    if (error instanceof StatusError) return error.status
    if (error instanceof CompactedError) {
      const message = `too old resource version: ${error.requested} (${error.oldest})`
      return new StatusError(410, 'Expired', message).status
    }
    return StatusError.internal('the watch failed').status
  }
}

/** What left the selection is shown as it was, with the version of the change (observed 51). */
function shownObject(event: StoreEvent, type: string): StoredObject {
  if (type !== 'DELETED' || event.type === 'delete' || !event.previous) return event.object
  const { previous } = event
  return {
    ...previous,
    metadata: { ...previous.metadata, resourceVersion: String(event.revision) },
  }
}
