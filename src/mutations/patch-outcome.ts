import type { JsonPatch } from '@/domain/json-patch'
import type { TagReference } from '@/domain/kinds/image-stream'

/**
 * Whether every `test` of a tag's patch holds for the tag as it is now: if so, nobody else changed
 * what was seen. As on a real server a test for null holds where a member of a present object is
 * absent, and fails below an absent parent (S-60, observed 61).
 */
export function guardsHold(patch: JsonPatch, current: TagReference | undefined): boolean {
  return testsHold(patch, asDocument(current))
}

/** The same for a patch of any object. */
export function testsHold(patch: JsonPatch, document: unknown): boolean {
  return patch.every((operation) => {
    if (operation.op !== 'test') return true
    const found = lookUp(document, operation.path)
    return found.hasParent && isSame(found.value ?? null, operation.value ?? null)
  })
}

/**
 * Whether the tag as it is now has what the patch sets: `unknown` where the patch sets nothing that
 * stays readable, as `generation: 0`, which the cluster replaces (S-18).
 */
export function hasLanded(
  patch: JsonPatch,
  current: TagReference | undefined,
): 'yes' | 'no' | 'unknown' {
  return isApplied(patch, asDocument(current))
}

/** The same for a patch of any object. */
export function isApplied(patch: JsonPatch, document: unknown): 'yes' | 'no' | 'unknown' {
  const changes = patch.flatMap((operation) => {
    if (operation.op === 'test' || operation.path === '/tag/generation') return []
    const { value } = lookUp(document, operation.path)
    if (operation.op === 'remove') return [value === undefined || value === null]
    return [contains(value ?? null, withoutGeneration(operation.value))]
  })
  if (changes.length === 0) return 'unknown'
  return changes.every(Boolean) ? 'yes' : 'no'
}

/** The part of an ImageStreamTag that can be patched; its annotations are the tag's (S-15). */
function asDocument(tag: TagReference | undefined) {
  return { metadata: { annotations: tag?.annotations ?? null }, tag: tag ?? null }
}

/** Follows a JSON Pointer (RFC 6901). */
function lookUp(document: unknown, pointer: string): { hasParent: boolean; value: unknown } {
  const names = pointer.split('/').slice(1)
  let value = document
  for (const name of names) {
    if (!isObject(value)) return { hasParent: false, value: undefined }
    value = value[name.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return { hasParent: true, value }
}

/** Equal as JSON; a member that is null says the same as one that is absent. */
function isSame(a: unknown, b: unknown): boolean {
  return contains(a, b) && contains(b, a)
}

/** Everything that `part` says is true of `whole`; the cluster adds defaults of its own. */
function contains(whole: unknown, part: unknown): boolean {
  if (!isObject(part) || !isObject(whole)) return (whole ?? null) === (part ?? null)
  return Object.entries(part).every(([name, value]) => contains(whole[name], value))
}

/** What a whole tag sets, but for its generation, in whose place the cluster puts its own. */
function withoutGeneration(value: unknown): unknown {
  if (!isObject(value) || Array.isArray(value)) return value ?? null
  const { generation: _replaced, ...rest } = value
  return rest
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
