import { compareKeys, isPossibleKey, keyText, type ObjectKey } from './object-key'
import type { Reader, StoredObject, StoreListOptions } from './store'

/** Where the texts of objects come from: the database, or the database with some places changed. */
export interface TextSource {
  text(key: ObjectKey): string | undefined
  /** In key order. */
  texts(resource: string, options: StoreListOptions): Iterable<{ key: ObjectKey; text: string }>
  /** How many `texts` would give; reads no text. */
  count(resource: string, options: StoreListOptions): number
}

/** A place that differs from the database beneath: other text, or nothing there. */
export interface Change {
  key: ObjectKey
  text: string | undefined
}

/** A source with changes laid over it; the later of two changes of a place counts. */
export function changedSource(below: TextSource, changes: ReadonlyMap<string, Change>): TextSource {
  return {
    text(key) {
      const change = changes.get(keyText(key))
      return change ? change.text : below.text(key)
    },
    count(resource, options) {
      let count = below.count(resource, options)
      for (const { key, text } of changes.values()) {
        if (!isListed(key, resource, options)) continue
        count += (text === undefined ? 0 : 1) - (below.text(key) === undefined ? 0 : 1)
      }
      return count
    },
    *texts(resource, options) {
      const waiting = [...changes.values()]
        .filter(({ key }) => isListed(key, resource, options))
        .sort((a, b) => compareKeys(a.key, b.key))
      let next = 0
      for (const entry of below.texts(resource, options)) {
        for (
          let change = waiting[next];
          change && compareKeys(change.key, entry.key) < 0;
          change = waiting[++next]
        ) {
          if (change.text !== undefined) yield { key: change.key, text: change.text }
        }
        if (!changes.has(keyText(entry.key))) yield entry
      }
      for (const change of waiting.slice(next)) {
        if (change.text !== undefined) yield { key: change.key, text: change.text }
      }
    },
  }
}

function isListed(
  key: ObjectKey,
  resource: string,
  { namespace, after }: StoreListOptions,
): boolean {
  return (
    key[0] === resource &&
    (namespace === undefined || key[1] === namespace) &&
    (after === undefined || compareKeys(key, [resource, after[0], after[1]]) > 0)
  )
}

/** Objects read from texts: each read parses anew, so that what is read is the caller's own. */
export function readerOf(source: TextSource, revision: () => number): Reader {
  return {
    get revision() {
      return revision()
    },
    get<T extends StoredObject>(resource: string, namespace: string, name: string) {
      const key: ObjectKey = [resource, namespace, name]
      const text = isPossibleKey(key) ? source.text(key) : undefined
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    list<T extends StoredObject>(resource: string, options: StoreListOptions = {}) {
      return [...scan<T>(resource, options)]
    },
    scan,
    count(resource: string, options: StoreListOptions = {}) {
      return source.count(resource, options)
    },
  }

  function* scan<T extends StoredObject>(
    resource: string,
    options: StoreListOptions = {},
  ): Iterable<T> {
    let left = options.limit ?? Number.POSITIVE_INFINITY
    if (left <= 0) return
    for (const { text } of source.texts(resource, options)) {
      yield JSON.parse(text) as T
      if (--left <= 0) return
    }
  }
}
