import type { JsonPatch } from '@/domain/json-patch'

/**
 * A JSON Patch applied as the API server does it: a `test` for null also holds where a member of a
 * present object is absent (observed 61). Throws where a test fails or a path is not there.
 */
export function applyPatch<T>(document: T, patch: JsonPatch): T {
  const result: unknown = structuredClone(document)
  for (const operation of patch) {
    const names = operation.path
      .slice(1)
      .split('/')
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = names.pop() ?? ''
    let parent = asMembers(result, operation.path)
    for (const name of names) parent = asMembers(parent[name], operation.path)
    if (operation.op === 'test') {
      if (!isEqual(parent[last] ?? null, operation.value)) {
        throw new Error(`test of ${operation.path} failed`)
      }
    } else if (operation.op === 'remove') {
      if (!Object.hasOwn(parent, last)) throw new Error(`nothing at ${operation.path}`)
      delete parent[last]
    } else {
      parent[last] = structuredClone(operation.value)
    }
  }
  return result as T
}

function asMembers(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  throw new Error(`nothing above ${path}`)
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  const [left, right] = [asMembers(a, ''), asMembers(b, '')]
  return [...names].every((name) => Object.hasOwn(left, name) && isEqual(left[name], right[name]))
}
