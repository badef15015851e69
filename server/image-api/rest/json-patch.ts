import { isDeepStrictEqual } from 'node:util'

export interface PatchOperation {
  op: string
  path: string
  value?: unknown
  from?: string
}

/** A patch that cannot be applied: a test that fails, a path that is not there, an unknown operation. */
export class PatchError extends Error {}

type Container = Record<string, unknown> | unknown[]

/**
 * Applies a JSON Patch (RFC 6902) to a JSON value, which is left as it is. Throws PatchError. One thing is the
 * API server's and not the RFC's: a `test` for null holds where a member of a present object is absent
 * (observed 61).
 */
export function applyJsonPatch(document: unknown, operations: readonly PatchOperation[]): unknown {
  let root = structuredClone(document)
  let copied = 0
  for (const operation of operations) {
    // A few copies of copies would else fill the memory.
    if (operation.op === 'copy') {
      copied += JSON.stringify(valueAt(root, pointer(operation.from))).length
      if (copied > MOST_COPIED) throw new PatchError('too much is copied')
    }
    root = applyOperation(root, operation)
  }
  return root
}

/** Characters of JSON, as many as a body may have. */
const MOST_COPIED = 3 * 1024 * 1024

function applyOperation(root: unknown, operation: PatchOperation): unknown {
  const path = pointer(operation.path)
  switch (operation.op) {
    case 'add':
      return add(root, path, required(operation))
    case 'remove':
      return remove(root, path).root
    case 'replace': {
      const value = required(operation)
      valueAt(root, path)
      return path.length === 0 ? value : add(remove(root, path).root, path, value)
    }
    case 'move': {
      const from = pointer(operation.from)
      if (path.length > from.length && from.every((token, index) => path[index] === token)) {
        throw new PatchError('a value cannot be moved into itself')
      }
      const removed = remove(root, from)
      return add(removed.root, path, removed.value)
    }
    case 'copy':
      return add(root, path, structuredClone(valueAt(root, pointer(operation.from))))
    case 'test': {
      if (!('value' in operation)) throw new PatchError('test has no value')
      if (!isDeepStrictEqual(testedValue(root, path), operation.value))
        throw new PatchError('a test failed')
      return root
    }
    default:
      throw new PatchError(`unknown operation ${operation.op}`)
  }
}

function required(operation: PatchOperation): unknown {
  if (!('value' in operation)) throw new PatchError(`${operation.op} has no value`)
  return structuredClone(operation.value)
}

/** The tokens of a JSON Pointer (RFC 6901). */
function pointer(text: unknown): string[] {
  if (typeof text !== 'string') throw new PatchError('a path is missing')
  if (text === '') return []
  if (!text.startsWith('/')) throw new PatchError(`${text} is not a JSON Pointer`)
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function testedValue(root: unknown, path: readonly string[]): unknown {
  const parent = path.length === 0 ? undefined : valueAt(root, path.slice(0, -1))
  if (isObject(parent) && !Object.hasOwn(parent, path.at(-1) ?? '')) return null
  return valueAt(root, path)
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root
  for (const token of path) value = member(value, token)
  return value
}

function member(container: unknown, token: string): unknown {
  if (Array.isArray(container)) return container[arrayIndex(token, container.length - 1)]
  if (isObject(container) && Object.hasOwn(container, token)) return container[token]
  throw new PatchError(`there is no ${token}`)
}

function add(root: unknown, path: readonly string[], value: unknown): unknown {
  const last = path.at(-1)
  if (last === undefined) return value
  const parent = parentOf(root, path)
  if (Array.isArray(parent)) {
    parent.splice(last === '-' ? parent.length : arrayIndex(last, parent.length), 0, value)
  } else {
    Object.defineProperty(parent, last, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return root
}

function remove(root: unknown, path: readonly string[]): { root: unknown; value: unknown } {
  const value = valueAt(root, path)
  const last = path.at(-1)
  if (last === undefined) return { root: null, value }
  const parent = parentOf(root, path)
  if (Array.isArray(parent)) parent.splice(arrayIndex(last, parent.length - 1), 1)
  else delete parent[last]
  return { root, value }
}

function parentOf(root: unknown, path: readonly string[]): Container {
  const parent = valueAt(root, path.slice(0, -1))
  if (Array.isArray(parent) || isObject(parent)) return parent
  throw new PatchError(`nothing can be below ${path.slice(0, -1).join('/')}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function arrayIndex(token: string, last: number): number {
  if (!/^(0|[1-9]\d*)$/.test(token) || Number(token) > last) {
    throw new PatchError(`there is no index ${token}`)
  }
  return Number(token)
}
