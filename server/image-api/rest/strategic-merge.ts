import { isDeepStrictEqual } from 'node:util'
import { resolveSchema, type Schema } from './schema'

/** A strategic merge patch that cannot be applied. */
export class StrategicMergeError extends Error {}

type JsonObject = Record<string, unknown>

/** The lists that merge by a key; '' is a set of plain values. All others are replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  'ImageStreamSpec.tags': 'name',
  'ImageStreamStatus.tags': 'tag',
  'Image.signatures': 'name',
  'ImageSignature.conditions': 'type',
  'ObjectMeta.ownerReferences': 'uid',
  'ObjectMeta.finalizers': '',
  'PodSpec.containers': 'name',
  'PodSpec.initContainers': 'name',
  'PodSpec.ephemeralContainers': 'name',
  'PodSpec.imagePullSecrets': 'name',
  'PodSpec.volumes': 'name',
  'Container.env': 'name',
  'Container.ports': 'containerPort',
  'Container.volumeMounts': 'mountPath',
}

/** Members that a patch replaces as a whole. */
const REPLACED = new Set(['Image.dockerImageMetadata'])

/**
 * Applies a strategic merge patch: a merge patch that merges lists by key, with the directives `$patch`,
 * `$retainKeys`, `$deleteFromPrimitiveList` and `$setElementOrder`. Neither value is changed.
 */
export function applyStrategicMerge(
  target: JsonObject,
  patch: JsonObject,
  schema: Schema,
  typeName: string,
): JsonObject {
  const directive = patch.$patch
  if (directive === 'replace') return withoutDirectives(patch)
  if (directive === 'delete') return {}
  if (directive !== undefined && directive !== 'merge') {
    throw new StrategicMergeError(`unknown patch type: ${String(directive)}`)
  }
  const merged = new Map(Object.entries(target))
  const retained = patch.$retainKeys
  if (Array.isArray(retained)) {
    for (const name of [...merged.keys()]) if (!retained.includes(name)) merged.delete(name)
  }
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue
    if (value === null) merged.delete(name)
    else
      merged.set(
        name,
        mergedMember(merged.get(name), value, `${typeName}.${name}`, memberOf(schema, name)),
      )
  }
  for (const [name, value] of Object.entries(patch)) {
    applyListDirective(merged, name, value, typeName)
  }
  return Object.fromEntries(merged)
}

function memberOf(schema: Schema, name: string): Schema {
  return schema.properties?.[name] ?? schema.additionalProperties ?? {}
}

function mergedMember(current: unknown, value: unknown, place: string, declared: Schema): unknown {
  const { schema, typeName } = resolveSchema(declared)
  if (isObject(value)) {
    if (REPLACED.has(place)) return value
    return applyStrategicMerge(isObject(current) ? current : {}, value, schema, typeName)
  }
  const key = MERGE_KEYS[place]
  if (!Array.isArray(value) || key === undefined) return value
  const list: unknown[] = Array.isArray(current) ? current : []
  if (key === '')
    return [...list, ...value.filter((item) => !list.some((old) => isDeepStrictEqual(old, item)))]
  return mergedList(list, value, key, schema.items ?? {})
}

function mergedList(
  current: readonly unknown[],
  patch: readonly unknown[],
  key: string,
  items: Schema,
): unknown[] {
  const { schema, typeName } = resolveSchema(items)
  const isReplaced = patch.some(
    (item) => isObject(item) && item.$patch === 'replace' && !(key in item),
  )
  const merged = isReplaced ? [] : [...current]
  for (const item of patch) {
    if (!isObject(item)) throw new StrategicMergeError('a list that merges by key has objects only')
    if (isReplaced && item.$patch === 'replace') continue
    if (!(key in item))
      throw new StrategicMergeError(
        `map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`,
      )
    const at = merged.findIndex((old) => isObject(old) && old[key] === item[key])
    if (item.$patch === 'delete') {
      if (at >= 0) merged.splice(at, 1)
    } else if (at < 0) {
      merged.push(withoutDirectives(item))
    } else {
      const old = merged[at]
      merged[at] = applyStrategicMerge(isObject(old) ? old : {}, item, schema, typeName)
    }
  }
  return merged
}

function applyListDirective(
  merged: Map<string, unknown>,
  name: string,
  value: unknown,
  typeName: string,
): void {
  const [directive = '', member = ''] = name.split('/')
  const list = merged.get(member)
  if (!Array.isArray(value) || !Array.isArray(list)) return
  if (directive === '$deleteFromPrimitiveList') {
    merged.set(
      member,
      list.filter((item) => !value.some((gone) => isDeepStrictEqual(gone, item))),
    )
  } else if (directive === '$setElementOrder') {
    const key = MERGE_KEYS[`${typeName}.${member}`] ?? ''
    const identity = (item: unknown) => (key !== '' && isObject(item) ? item[key] : item)
    const order = value.map(identity)
    const rank = (item: unknown) => {
      const at = order.indexOf(identity(item))
      return at < 0 ? order.length : at
    }
    merged.set(
      member,
      [...list].sort((a, b) => rank(a) - rank(b)),
    )
  }
}

function withoutDirectives(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('$')))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
