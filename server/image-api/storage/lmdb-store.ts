import { type Database, open, type RootDatabase } from 'lmdb'
import { type LoggedEvent, PastChanges, storeEvent } from './event-log'
import { keyRange, keyText, type ObjectKey } from './object-key'
import { changedSource, readerOf, type TextSource } from './reader'
import {
  CompactedError,
  FutureRevisionError,
  type Reader,
  type Store,
  type StoredObject,
  type StoreEvent,
  type Transaction,
  type TransactOptions,
} from './store'
import { WorkingTransaction } from './working-transaction'

export interface StoreOptions {
  /** The directory of the database; made when missing. */
  path: string
  /** How many events are kept for watches and continue tokens. */
  maxEvents?: number
  /** How long events are kept, in milliseconds. */
  maxAge?: number
}

/** Real clusters never have small revisions: clients may ask for 0 and 1 and mean "any" and "long ago". */
export const FIRST_REVISION = 1000
const COMPACTION_INTERVAL = 60_000
/** Lists in progress that are remembered between their pages. */
const KEPT_PASTS = 16

interface Job {
  run(transaction: WorkingTransaction): void
  fail(error: unknown): void
  done(): void
}

/** Opens the store, as it was left: after a crash with everything that was ever acknowledged. */
export function openStore(options: StoreOptions): Store {
  return new LmdbStore(options)
}

class LmdbStore implements Store {
  readonly #environment: RootDatabase
  readonly #objects: Database<string, ObjectKey>
  readonly #events: Database<LoggedEvent, number>
  readonly #numbers: Database<number, string>
  readonly #maxEvents: number
  readonly #maxAge: number
  readonly #listeners = new Set<(event: StoreEvent) => void>()
  readonly #pasts = new Map<string, PastChanges>()
  readonly #compactor: NodeJS.Timeout
  readonly #source: TextSource
  readonly #reader: Reader
  #queue: Job[] = []
  #revision: number
  #compacted: number

  constructor({ path, maxEvents = 10_000, maxAge = 3_600_000 }: StoreOptions) {
    // Without overlappingSync a commit has reached the disk when it returns.
    this.#environment = open({ path, maxDbs: 4, overlappingSync: false, noSubdir: false })
    this.#objects = this.#environment.openDB({ name: 'objects', encoding: 'string' })
    this.#events = this.#environment.openDB({ name: 'events', encoding: 'json', compression: true })
    this.#numbers = this.#environment.openDB({ name: 'numbers', encoding: 'json' })
    this.#maxEvents = maxEvents
    this.#maxAge = maxAge
    this.#revision = this.#numbers.get('revision') ?? FIRST_REVISION
    this.#compacted = this.#numbers.get('compacted') ?? FIRST_REVISION
    this.#source = databaseSource(this.#objects)
    this.#reader = readerOf(this.#source, () => this.#revision)
    this.#compactor = setInterval(() => this.#compactByAge(), COMPACTION_INTERVAL).unref()
  }

  get revision(): number {
    return this.#revision
  }

  get compactedRevision(): number {
    return this.#compacted
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

  at(revision: number, resource: string): Reader {
    this.#assertLogged(revision)
    if (revision === this.#revision) return this.#reader
    const name = `${revision} ${resource}`
    const past = this.#pasts.get(name) ?? new PastChanges(revision)
    for (const { revision: at, event } of this.#logged(past.upTo)) {
      if (event.key[0] === resource) past.add(at, event)
    }
    past.upTo = this.#revision
    this.#pasts.delete(name)
    this.#pasts.set(name, past)
    const [oldest] = this.#pasts.keys()
    if (this.#pasts.size > KEPT_PASTS && oldest !== undefined) this.#pasts.delete(oldest)
    return readerOf(changedSource(this.#source, past.changes), () => revision)
  }

  transact<T>(work: (transaction: Transaction) => T, options: TransactOptions = {}): Promise<T> {
    if (options.dryRun) {
      return new Promise((resolve) => {
        resolve(work(new WorkingTransaction(this.#source, this.#revision, true)))
      })
    }
    return new Promise((resolve, reject) => {
      let result: T
      this.#queue.push({
        run(transaction) {
          result = work(transaction)
        },
        fail: reject,
        done() {
          resolve(result)
        },
      })
      if (this.#queue.length === 1) setImmediate(() => this.#commit())
    })
  }

  *eventsAfter(revision: number, resource: string): Iterable<StoreEvent> {
    if (revision < this.#compacted) throw new CompactedError(revision, this.#compacted)
    for (const { revision: at, event } of this.#logged(revision)) {
      if (event.key[0] === resource) yield storeEvent(at, event)
    }
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async compact(revision: number): Promise<void> {
    const upTo = Math.min(revision, this.#revision)
    if (upTo <= this.#compacted) return
    this.#environment.transactionSync(() => {
      this.#numbers.putSync('compacted', upTo)
      for (const key of [...this.#events.getKeys({ end: upTo + 1 })]) this.#events.removeSync(key)
    })
    this.#compacted = upTo
    this.#pasts.clear()
  }

  async close(): Promise<void> {
    clearInterval(this.#compactor)
    if (this.#queue.length > 0) this.#commit()
    await this.#environment.close()
  }

  /** All work that waits goes to disk together; a work that throws leaves nothing behind. */
  #commit(): void {
    const jobs = this.#queue
    this.#queue = []
    const succeeded: Job[] = []
    const published: StoreEvent[] = []
    let revision = this.#revision
    try {
      this.#environment.transactionSync(() => {
        for (const job of jobs) {
          const transaction = new WorkingTransaction(this.#source, revision, false)
          try {
            job.run(transaction)
          } catch (error) {
            job.fail(error)
            continue
          }
          for (const event of transaction.events) {
            this.#write(++revision, event)
            published.push(storeEvent(revision, event))
          }
          succeeded.push(job)
        }
        if (revision > this.#revision) this.#numbers.putSync('revision', revision)
      })
    } catch (error) {
      for (const job of succeeded) job.fail(error)
      return
    }
    this.#revision = revision
    for (const job of succeeded) job.done()
    for (const event of published) {
      for (const listener of this.#listeners) listener(event)
    }
    if (revision - this.#compacted > this.#maxEvents * 1.25) {
      void this.compact(revision - this.#maxEvents)
    }
  }

  #write(revision: number, event: LoggedEvent): void {
    if (event.type === 'put') this.#objects.putSync(event.key, event.text)
    else this.#objects.removeSync(event.key)
    this.#events.putSync(revision, event)
  }

  *#logged(after: number): Iterable<{ revision: number; event: LoggedEvent }> {
    for (const { key, value } of this.#events.getRange({ start: after + 1 })) {
      yield { revision: key, event: value }
    }
  }

  #compactByAge(): void {
    const horizon = Date.now() - this.#maxAge
    let oldest = this.#compacted
    for (const { revision, event } of this.#logged(this.#compacted)) {
      if (event.at >= horizon) break
      oldest = revision
    }
    void this.compact(oldest)
  }

  #assertLogged(revision: number): void {
    if (revision > this.#revision) throw new FutureRevisionError(revision, this.#revision)
    if (revision < this.#compacted) throw new CompactedError(revision, this.#compacted)
  }
}

function databaseSource(objects: Database<string, ObjectKey>): TextSource {
  return {
    text(key) {
      return objects.get(key)
    },
    count(resource, options) {
      const { start, end } = keyRange(resource, options)
      const count = objects.getKeysCount({ start, end })
      const { after } = options
      const isAfterThere = after && objects.doesExist([resource, after[0], after[1]])
      return isAfterThere ? count - 1 : count
    },
    *texts(resource, options) {
      const { start, end } = keyRange(resource, options)
      const after = options.after && keyText([resource, options.after[0], options.after[1]])
      for (const { key, value } of objects.getRange({ start, end })) {
        if (after === undefined || keyText(key) !== after) yield { key, text: value }
      }
    },
  }
}
