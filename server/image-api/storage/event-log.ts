import { keyText, type ObjectKey } from './object-key'
import type { Change } from './reader'
import type { StoredObject, StoreEvent } from './store'

/** An event as the log keeps it: texts, so that nobody pays for parsing what is not looked at. */
export interface LoggedEvent {
  type: 'put' | 'delete'
  key: ObjectKey
  /** The object after the change; of a delete the last one, with the revision of the delete. */
  text: string
  previous?: string
  /** Milliseconds since 1970. */
  at: number
}

/** The event with its objects parsed when they are asked for, and then once for everybody. */
export function storeEvent(revision: number, event: LoggedEvent): StoreEvent {
  const [resource, namespace, name] = event.key
  let object: StoredObject | undefined
  let previous: StoredObject | undefined
  return {
    revision,
    type: event.type,
    resource,
    namespace,
    name,
    get object() {
      object ??= JSON.parse(event.text) as StoredObject
      return object
    },
    get previous() {
      if (event.previous !== undefined) previous ??= JSON.parse(event.previous) as StoredObject
      return previous
    },
  }
}

/** What must be changed in the present to have the past again: for each place its state before its first event. */
export class PastChanges {
  readonly changes = new Map<string, Change>()
  /** All events up to here are taken in. */
  upTo: number

  constructor(revision: number) {
    this.upTo = revision
  }

  add(revision: number, event: LoggedEvent): void {
    const place = keyText(event.key)
    if (!this.changes.has(place)) {
      this.changes.set(place, { key: event.key, text: event.previous })
    }
    this.upTo = revision
  }
}
