import { isDeepStrictEqual } from 'node:util'
import type { LoggedEvent } from './event-log'
import { isPossibleKey, keyText, type ObjectKey } from './object-key'
import { type Change, changedSource, readerOf, type TextSource } from './reader'
import type { Reader, StoredObject, Transaction } from './store'

/** Collects the writes of one piece of work, and reads with them laid over the database. */
export class WorkingTransaction implements Transaction {
  readonly events: LoggedEvent[] = []
  readonly #changes = new Map<string, Change>()
  readonly #reader: Reader
  readonly #start: number
  readonly #dryRun: boolean

  constructor(source: TextSource, revision: number, dryRun: boolean) {
    this.#start = revision
    this.#dryRun = dryRun
    this.#reader = readerOf(changedSource(source, this.#changes), () => this.revision)
  }

  get revision(): number {
    return this.#dryRun ? this.#start : this.#start + this.events.length
  }

  get<T extends StoredObject>(resource: string, namespace: string, name: string): T | undefined {
    return this.#reader.get<T>(resource, namespace, name)
  }

  list<T extends StoredObject>(...args: Parameters<Reader['list']>): T[] {
    return this.#reader.list<T>(...args)
  }

  scan<T extends StoredObject>(...args: Parameters<Reader['scan']>): Iterable<T> {
    return this.#reader.scan<T>(...args)
  }

  count(...args: Parameters<Reader['count']>): number {
    return this.#reader.count(...args)
  }

  put<T extends StoredObject>(resource: string, object: T): T {
    const key: ObjectKey = [resource, object.metadata.namespace ?? '', object.metadata.name]
    if (!isPossibleKey(key)) throw new RangeError(`the name is too long: ${key[2].slice(0, 50)}…`)
    const previous = this.#reader.get<T>(...key)
    if (previous && isSameButForRevision(previous, object)) return previous
    const before = previous && JSON.stringify(previous)
    const stamped = withRevision(object, this.#stamp(previous))
    const text = JSON.stringify(stamped)
    this.events.push({
      type: 'put',
      key,
      text,
      ...(before === undefined ? {} : { previous: before }),
      at: Date.now(),
    })
    this.#changes.set(keyText(key), { key, text })
    return JSON.parse(text) as T
  }

  delete(resource: string, namespace: string, name: string): void {
    const key: ObjectKey = [resource, namespace, name]
    const previous = this.#reader.get(...key)
    if (!previous) return
    const text = JSON.stringify(withRevision(previous, this.#stamp(previous)))
    this.events.push({
      type: 'delete',
      key,
      text,
      previous: JSON.stringify(previous),
      at: Date.now(),
    })
    this.#changes.set(keyText(key), { key, text: undefined })
  }

  /** A dry run shows the version that is there, and none for what would be new. */
  #stamp(previous: StoredObject | undefined): string | undefined {
    return this.#dryRun ? previous?.metadata.resourceVersion : String(this.revision + 1)
  }
}

function withRevision<T extends StoredObject>(object: T, revision: string | undefined): T {
  const { resourceVersion: _, ...metadata } = object.metadata
  return {
    ...object,
    metadata: revision === undefined ? metadata : { ...metadata, resourceVersion: revision },
  }
}

function isSameButForRevision(a: StoredObject, b: StoredObject): boolean {
  // Through JSON, so that members that are undefined count as absent.
  return isDeepStrictEqual(
    withRevision(a, undefined),
    JSON.parse(JSON.stringify(withRevision(b, undefined))),
  )
}
