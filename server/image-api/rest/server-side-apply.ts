import type { KubeObject, ManagedFieldsEntry } from '@/domain/kinds/meta'
import {
  conflictError,
  conflictsWith,
  type FieldConflict,
  type FieldManager,
  type FieldManagers,
  isSameOwnership,
  managerKey,
  managersAfterChanges,
  managersAfterUpdate,
  NO_MANAGERS,
  readManagers,
  withoutServerFields,
  writeManagers,
} from './field-managers'
import {
  difference,
  type FieldSet,
  fieldSet,
  intersection,
  isEmptySet,
  NO_FIELDS,
  union,
} from './field-set'
import { fieldChanges, fieldsOf, merged, withNamedMembers, withoutFields } from './field-values'
import type { Schema } from './schema'

/** Somebody who applies an object, and how. */
export interface Applier {
  manager: string
  apiVersion: string
  subresource?: string
  /** Takes what others own. */
  force: boolean
  now: string
}

export interface Applied {
  object: KubeObject
  managedFields: ManagedFieldsEntry[]
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
/** Who applies on the client's side too: it may take over what it applied there. */
const CLIENT_SIDE_APPLIER = 'kubectl'

/**
 * What applying makes of an object, as a real server does it: the object with what is applied, without what
 * the manager applied before and nobody else owns. Throws the 409 of fields that others own and the apply
 * would change. `empty` is an object of the kind that says nothing.
 */
export function applied(
  live: KubeObject,
  given: object,
  schema: Schema,
  empty: object,
  applier: Applier,
): Applied {
  const { managedFields: entries, ...metadata } = live.metadata
  const current: KubeObject = { ...live, metadata }
  const managers = ownersOf(current, readManagers(entries) ?? NO_MANAGERS, schema, empty, applier)
  const isClientToo = applier.manager === CLIENT_SIDE_APPLIER
  const result = attempt(current, given, schema, managers, applier)
  const open = isClientToo ? notTakenOver(result.conflicts, current, schema) : result.conflicts
  if (!applier.force && open.length > 0) throw conflictError(open)
  const changes = fieldChanges(current, result.object, schema)
  const isUnchanged = [changes.added, changes.changed, changes.removed].every(isEmptySet)
  const isSame = isUnchanged && isSameOwnership(managers, result.managers)
  const object = isClientToo ? withLastApplied(result.object, given) : result.object
  return {
    object,
    // Applied again without a change, the time stays too.
    managedFields: isSame && entries?.length ? entries : writeManagers(result.managers),
  }
}

/** Who owns what of the object that is there. Where that was never kept, all is owned by one manager. */
function ownersOf(
  current: KubeObject,
  managers: FieldManagers,
  schema: Schema,
  empty: object,
  { apiVersion, subresource, now }: Applier,
): FieldManagers {
  if (managers.size > 0) return managers
  const changes = fieldChanges({ metadata: {}, ...empty }, current, schema)
  return managersAfterUpdate(managers, changes, {
    manager: 'before-first-apply',
    apiVersion,
    time: now,
    ...(subresource === undefined ? {} : { subresource }),
  })
}

function attempt(
  current: KubeObject,
  given: object,
  schema: Schema,
  managers: FieldManagers,
  { manager, apiVersion, subresource, now: time }: Applier,
): { object: KubeObject; managers: FieldManagers; conflicts: FieldConflict[] } {
  const self: FieldManager = {
    manager,
    operation: 'Apply',
    apiVersion,
    ...(subresource === undefined ? {} : { subresource }),
    time,
    fields: withoutServerFields(fieldsOf(given, schema)),
  }
  const key = managerKey(self)
  const previous = managers.get(key)
  const withSelf = new Map(managers).set(key, self)
  const full = merged(current, given, schema) as KubeObject
  const object = pruned(full, withSelf, previous?.fields ?? NO_FIELDS, schema)
  const changes = fieldChanges(current, object, schema)
  const conflicts = conflictsWith(withSelf, changes, key)
  const isSelfChanged = !(previous && isSameOwnership(one(previous), one(self)))
  const isChanged = [changes.added, changes.changed, changes.removed].some(
    (set) => !isEmptySet(set),
  )
  if (previous && !isChanged && !isSelfChanged) withSelf.set(key, previous)
  return { object, conflicts, managers: managersAfterChanges(withSelf, changes, key) }
}

function one(manager: FieldManager): FieldManagers {
  return new Map([[managerKey(manager), manager]])
}

/** The object without what the manager applied before and does not now, but for what somebody owns. */
function pruned(
  object: KubeObject,
  managers: FieldManagers,
  previous: FieldSet,
  schema: Schema,
): KubeObject {
  if (isEmptySet(previous)) return object
  const named = (set: FieldSet) => withNamedMembers(set, schema)
  const all = named(fieldsOf(object, schema))
  const without = (fields: FieldSet) =>
    (withoutFields(object, fields, schema) ?? { metadata: object.metadata }) as KubeObject
  const goneFrom = (left: KubeObject) => difference(all, named(fieldsOf(left, schema)))

  const bare = without(named(previous))
  const owned = [...managers.values()].reduce((sum, { fields }) => union(sum, fields), NO_FIELDS)
  const withOwned = without(difference(goneFrom(bare), named(owned)))
  return without(intersection(goneFrom(withOwned), named(previous)))
}

/** The conflicts but those over fields that are still as the client applied them on its side. */
function notTakenOver(
  conflicts: FieldConflict[],
  live: KubeObject,
  schema: Schema,
): FieldConflict[] {
  const text = live.metadata.annotations?.[LAST_APPLIED]
  if (conflicts.length === 0 || text === undefined) return conflicts
  let last: unknown
  try {
    last = JSON.parse(text)
  } catch {
    return conflicts
  }
  if (typeof last !== 'object' || last === null) return conflicts
  const changes = fieldChanges(live, merged(live, last, schema) as object, schema)
  const still = difference(fieldsOf(last, schema), union(changes.added, changes.changed))
  return conflicts.filter(({ path }) => {
    return isEmptySet(intersection(still, fieldSet([path])))
  })
}

/** Where the client's side applied too, it is told what was applied last. */
function withLastApplied(object: KubeObject, given: object): KubeObject {
  const { annotations } = object.metadata
  if (annotations?.[LAST_APPLIED] === undefined) return object
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...annotations, [LAST_APPLIED]: `${JSON.stringify(given)}\n` },
    },
  }
}
