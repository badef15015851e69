import type { KubeObject } from '@/domain/kinds/meta'

/** An object as it is kept: JSON-safe, its place is (resource, metadata.namespace or '', metadata.name). */
export interface StoredObject extends KubeObject {}

export interface StoreListOptions {
  /** Only this namespace; absent means all. Cluster-scoped objects live in namespace ''. */
  namespace?: string
  /** Begin after this place. */
  after?: readonly [namespace: string, name: string]
  /** At most so many; absent means all. */
  limit?: number
}

/** Consistent reads. What it returns is the caller's own copy: it may be changed freely. */
export interface Reader {
  /** The revision that the reads see. */
  readonly revision: number
  get<T extends StoredObject>(resource: string, namespace: string, name: string): T | undefined
  /** In order of (namespace, name), byte order. */
  list<T extends StoredObject>(resource: string, options?: StoreListOptions): T[]
  /** Like `list`, one at a time: objects are read only as far as the loop goes. */
  scan<T extends StoredObject>(resource: string, options?: StoreListOptions): Iterable<T>
  /** How many there are; `limit` is not looked at. */
  count(resource: string, options?: StoreListOptions): number
}

/** A piece of work that is stored whole or not at all. Reads see the work's own writes. */
export interface Transaction extends Reader {
  /**
   * Keeps the object under (resource, metadata.namespace, metadata.name) and returns it with its new
   * `metadata.resourceVersion`. It stamps nothing else: uid, creationTimestamp and generation are the
   * caller's. Putting what is already there, byte for byte, writes nothing (observed 38).
   */
  put<T extends StoredObject>(resource: string, object: T): T
  /** Removes the object; nothing happens when there is none. */
  delete(resource: string, namespace: string, name: string): void
}

/** One change, as the event log keeps it. */
export interface StoreEvent {
  readonly revision: number
  readonly type: 'put' | 'delete'
  readonly resource: string
  readonly namespace: string
  readonly name: string
  /** The object after the change; for a delete its last state with the revision of the delete. Shared: never change it. */
  readonly object: StoredObject
  /** The object before the change; absent for a creation. Shared: never change it. */
  readonly previous?: StoredObject | undefined
}

/** The event log no longer reaches back to the revision that was asked for. */
export class CompactedError extends Error {
  readonly requested: number
  readonly oldest: number

  constructor(requested: number, oldest: number) {
    super(`revision ${requested} is compacted, the log begins after ${oldest}`)
    this.name = 'CompactedError'
    this.requested = requested
    this.oldest = oldest
  }
}

/** The revision that was asked for has not happened yet. */
export class FutureRevisionError extends Error {
  readonly requested: number
  readonly current: number

  constructor(requested: number, current: number) {
    super(`revision ${requested} is larger than ${current}`)
    this.name = 'FutureRevisionError'
    this.requested = requested
    this.current = current
  }
}

export interface TransactOptions {
  /** Do the work, return its result, and write nothing. */
  dryRun?: boolean
}

export interface Store extends Reader {
  /** Reads of one resource as it was at a past revision; throws CompactedError or FutureRevisionError. */
  at(revision: number, resource: string): Reader
  /** The log holds every event after this revision. */
  readonly compactedRevision: number
  /**
   * Runs the work; what it returns is on disk when the promise resolves. When the work throws, nothing is
   * written and the promise rejects with what was thrown. The work is synchronous.
   */
  transact<T>(work: (transaction: Transaction) => T, options?: TransactOptions): Promise<T>
  /** Logged events of a resource after a revision, oldest first. Throws CompactedError. */
  eventsAfter(revision: number, resource: string): Iterable<StoreEvent>
  /** Calls the listener with each event once it is on disk, in order; returns how to stop. */
  subscribe(listener: (event: StoreEvent) => void): () => void
  /** Forgets all events up to a revision (compaction by count and age happens by itself). */
  compact(revision: number): Promise<void>
  close(): Promise<void>
}
