import type { ManagedFieldsEntry } from './kinds/meta'
import { asObjects, asText, isObject } from './untrusted'

/** A change of a tag's reference that the cluster wrote down: by which program, and when. */
export interface RecordedChange {
  /** As the program calls itself: `kubectl-edit`. It is no person. */
  manager: string
  /** RFC 3339; '' where it is not said. */
  time: string
}

/**
 * The newest change of the tag that the stream's managedFields tell of; undefined where they tell of
 * none. Only writes of the stream itself leave one (`kubectl apply`, `oc edit is`): edits of the tag,
 * imports and pushes do not, so something newer may have happened (observed 29, 60).
 */
export function recordedChange(
  managedFields: readonly ManagedFieldsEntry[] | null | undefined,
  tag: string,
): RecordedChange | undefined {
  const key = `k:${JSON.stringify({ name: tag })}`
  let newest: RecordedChange | undefined
  for (const entry of asObjects(managedFields)) {
    if (asText(entry.subresource) !== '') continue
    if (!hasMember(memberOf(memberOf(entry.fieldsV1, 'f:spec'), 'f:tags'), key)) continue
    const [manager, time] = [asText(entry.manager), asText(entry.time)]
    // All times are UTC and of whole seconds, so that their texts sort as they do.
    if (manager !== '' && (!newest || time > newest.time)) newest = { manager, time }
  }
  return newest
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined
}

function hasMember(value: unknown, name: string): boolean {
  return isObject(value) && Object.hasOwn(value, name)
}
