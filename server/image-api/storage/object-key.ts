import type { StoreListOptions } from './store'

/** Where an object is kept. Keys are ordered by resource, then namespace, then name, byte by byte. */
export type ObjectKey = [resource: string, namespace: string, name: string]

/** LMDB refuses longer keys; no object can have one, so none is found there. */
const LONGEST_KEY = 1500

export function isPossibleKey(key: ObjectKey): boolean {
  return (
    Buffer.byteLength(key[0]) + Buffer.byteLength(key[1]) + Buffer.byteLength(key[2]) < LONGEST_KEY
  )
}

/** One string for maps; NUL occurs in no name. */
export function keyText(key: ObjectKey): string {
  return key.join('\0')
}

export function compareKeys(a: ObjectKey, b: ObjectKey): number {
  for (let part = 0; part < 3; part++) {
    const [left, right] = [a[part] ?? '', b[part] ?? '']
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** The half-open range of keys that a list of a resource covers; `after` itself is left out by the reader. */
export function keyRange(resource: string, { namespace, after }: StoreListOptions) {
  const start: ObjectKey = after ? [resource, after[0], after[1]] : [resource, namespace ?? '', '']
  const end: ObjectKey =
    namespace === undefined ? [`${resource}\u0001`, '', ''] : [resource, `${namespace}\u0001`, '']
  return { start, end }
}
