import type { ManagedFieldsEntry } from '@/domain/kinds/meta'
import {
  difference,
  type FieldPath,
  type FieldSet,
  fieldSet,
  intersection,
  isEmptySet,
  isSameSet,
  membersOf,
  pathText,
  readFields,
  union,
  writeFields,
} from './field-set'
import type { FieldChanges } from './field-values'
import { StatusError } from './status-error'

/** One who owns fields: by applying them, or by any other write. */
export interface FieldManager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly subresource?: string
  readonly time?: string
  readonly fields: FieldSet
}

/** All managers of an object, by who they are. */
export type FieldManagers = ReadonlyMap<string, FieldManager>

export const NO_MANAGERS: FieldManagers = new Map()

/** So many managers by updates are told apart; the oldest beyond become one. */
const MOST_UPDATERS = 10
const ANCIENT = 'ancient-changes'

/** What the server itself keeps of an object is nobody's. */
const SERVER_FIELDS = fieldSet([
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => ['f:metadata', `f:${name}`]),
])

/** Who a manager is: appliers are the same in every version. */
export function managerKey(manager: Omit<FieldManager, 'fields'>): string {
  const { manager: name, operation, apiVersion, subresource = '' } = manager
  return JSON.stringify([name, operation, operation === 'Apply' ? '' : apiVersion, subresource])
}

/** Reads managedFields; undefined where an entry is none. */
export function readManagers(
  entries: readonly ManagedFieldsEntry[] | null | undefined,
): FieldManagers | undefined {
  const managers = new Map<string, FieldManager>()
  for (const entry of entries ?? []) {
    const { manager = '', operation, apiVersion = '', subresource, time, fieldsV1 = {} } = entry
    const fields = readFields(fieldsV1)
    if ((operation !== 'Apply' && operation !== 'Update') || !fields) return undefined
    const read: FieldManager = {
      manager,
      operation,
      apiVersion,
      ...(subresource ? { subresource } : {}),
      ...(time ? { time } : {}),
      fields,
    }
    managers.set(managerKey(read), read)
  }
  return managers
}

/** managedFields as they are stored: appliers first, then by time. */
export function writeManagers(managers: FieldManagers): ManagedFieldsEntry[] {
  return [...managers.values()]
    .filter(({ fields }) => !isEmptySet(fields))
    .sort(
      (a, b) =>
        compare(a.operation, b.operation) ||
        compare(a.time ?? '', b.time ?? '') ||
        compare(managerKey(a), managerKey(b)),
    )
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: writeFields(fields),
      ...(subresource === undefined ? {} : { subresource }),
    }))
}

/** Who owns what after a write that is no apply: what it changed is its own, and nobody else's. */
export function managersAfterUpdate(
  managers: FieldManagers,
  changes: FieldChanges,
  self: Omit<FieldManager, 'fields' | 'operation'>,
): FieldManagers {
  const next = new Map(managersAfterChanges(managers, changes))
  const taken = difference(union(changes.added, changes.changed), SERVER_FIELDS)
  if (!isEmptySet(taken)) {
    const updater = { ...self, operation: 'Update' as const }
    const key = managerKey(updater)
    const before = next.get(key)?.fields
    next.set(key, { ...updater, fields: before ? union(before, taken) : taken })
  }
  return withFewUpdaters(next)
}

/** The managers after fields changed under them: nobody but `except` keeps what was changed or removed. */
export function managersAfterChanges(
  managers: FieldManagers,
  { added, changed, removed }: FieldChanges,
  except = '',
): FieldManagers {
  const lost = union(union(added, changed), removed)
  const next = new Map<string, FieldManager>()
  for (const [key, manager] of managers) {
    const fields = key === except ? manager.fields : difference(manager.fields, lost)
    if (!isEmptySet(fields)) next.set(key, { ...manager, fields })
  }
  return next
}

export function withoutServerFields(fields: FieldSet): FieldSet {
  return difference(fields, SERVER_FIELDS)
}

export function isSameOwnership(a: FieldManagers, b: FieldManagers): boolean {
  if (a.size !== b.size) return false
  return [...a].every(([key, { fields, apiVersion }]) => {
    const other = b.get(key)
    return other?.apiVersion === apiVersion && isSameSet(other.fields, fields)
  })
}

/** One field that somebody else owns and an apply would change. */
export interface FieldConflict {
  manager: FieldManager
  path: FieldPath
}

export function conflictsWith(
  managers: FieldManagers,
  { added, changed }: FieldChanges,
  self: string,
): FieldConflict[] {
  const written = union(added, changed)
  return [...managers]
    .filter(([key]) => key !== self)
    .flatMap(([, manager]) =>
      [...membersOf(intersection(manager.fields, written))].map((path) => ({ manager, path })),
    )
}

/** The 409 of an apply, as it is recorded of a real server. */
export function conflictError(conflicts: readonly FieldConflict[]): StatusError {
  const causes = conflicts.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${managerText(manager)}`,
    field: pathText(path),
  }))
  const [first] = causes
  if (first && causes.length === 1) {
    const message = `Apply failed with 1 conflict: ${first.message}: ${first.field}`
    return new StatusError(409, 'Conflict', message, { causes })
  }
  const names = [...new Set(conflicts.map(({ manager }) => managerText(manager)))].sort()
  const lines = names.flatMap((name) => [
    `conflicts with ${name}:`,
    ...conflicts
      .filter(({ manager }) => managerText(manager) === name)
      .map(({ path }) => `- ${pathText(path)}`),
  ])
  const message = `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`
  return new StatusError(409, 'Conflict', message, { causes })
}

function managerText({ manager, operation, apiVersion, subresource }: FieldManager): string {
  const name = JSON.stringify(manager)
  const full = subresource ? `${name} with subresource ${JSON.stringify(subresource)}` : name
  return operation === 'Update' ? `${full} using ${apiVersion}` : full
}

function withFewUpdaters(managers: FieldManagers): FieldManagers {
  const updaters = [...managers]
    .filter(([, { operation }]) => operation === 'Update')
    .sort(([, a], [, b]) => compare(a.time ?? '', b.time ?? ''))
  if (updaters.length <= MOST_UPDATERS) return managers
  const next = new Map(managers)
  for (const [key, old] of updaters.slice(0, updaters.length - MOST_UPDATERS + 1)) {
    next.delete(key)
    const { subresource: _subresource, ...rest } = old
    const ancient = { ...rest, manager: ANCIENT }
    const ancientKey = managerKey(ancient)
    const before = next.get(ancientKey)?.fields
    next.set(ancientKey, { ...ancient, fields: before ? union(before, old.fields) : old.fields })
  }
  return next
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
