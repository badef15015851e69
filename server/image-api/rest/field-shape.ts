import { resolveSchema, type Schema } from './schema'

/** How the values of a field are owned: as one, by member, or by item. */
export type FieldShape =
  | { kind: 'value' }
  | {
      kind: 'map'
      isAtomic: boolean
      /** What a member is; undefined for anything. */
      member(name: string): Schema | undefined
      /** Whether the type itself names this member, so that it is not there for its own sake. */
      isDeclared(name: string): boolean
      /** Whether a member of this name may be there at all. */
      isKnown(name: string): boolean
    }
  | {
      kind: 'list'
      isAtomic: boolean
      item: Schema | undefined
      /** The step to an item of a list that is owned by item. */
      step(item: unknown): string
      /** The members that tell items apart; empty where an item is its own key. */
      keys: readonly string[]
    }

const VALUE: FieldShape = { kind: 'value' }

/** The shape that a schema gives a value; without a schema, maps are owned by member and lists as one. */
export function shapeOf(declared: Schema | undefined, value: unknown): FieldShape {
  if (declared === undefined) return shapeOfAnything(value)
  const { schema } = resolveSchema(declared)
  const { properties, additionalProperties } = schema
  if (schema.type === 'array') return listShape(schema)
  if (schema.type !== undefined && schema.type !== 'object') return VALUE
  if (!properties && !additionalProperties) return shapeOfAnything(value)
  const isDeclared = (name: string) => properties !== undefined && Object.hasOwn(properties, name)
  return {
    kind: 'map',
    isAtomic: schema['x-kubernetes-map-type'] === 'atomic',
    member: (name) => (isDeclared(name) ? properties?.[name] : additionalProperties),
    isDeclared,
    isKnown: (name) =>
      isDeclared(name) ||
      additionalProperties !== undefined ||
      schema['x-kubernetes-preserve-unknown-fields'] === true,
  }
}

function shapeOfAnything(value: unknown): FieldShape {
  if (Array.isArray(value)) {
    return { kind: 'list', isAtomic: true, item: undefined, step: valueStep, keys: [] }
  }
  if (typeof value !== 'object' || value === null) return VALUE
  return {
    kind: 'map',
    isAtomic: false,
    member: () => undefined,
    isDeclared: () => false,
    isKnown: () => true,
  }
}

function listShape(schema: Schema): FieldShape {
  const { items: item } = schema
  const type = schema['x-kubernetes-list-type']
  const merges = schema['x-kubernetes-patch-strategy']?.startsWith('merge') === true
  const mergeKey = schema['x-kubernetes-patch-merge-key']
  const given = schema['x-kubernetes-list-map-keys'] ?? (mergeKey === undefined ? [] : [mergeKey])
  // What says nothing of its type is owned as patches merge it.
  const isOwnedByItem = type === undefined ? merges : type !== 'atomic'
  const keys = type === 'set' || !isOwnedByItem ? [] : [...given].sort()
  const step = keys.length === 0 ? valueStep : (value: unknown) => keyStep(value, keys)
  return { kind: 'list', isAtomic: !isOwnedByItem, item, step, keys }
}

function valueStep(value: unknown): string {
  return `v:${JSON.stringify(value)}`
}

function keyStep(value: unknown, keys: readonly string[]): string {
  const members = membersIn(value)
  const key = Object.fromEntries(keys.map((name) => [name, members?.get(name) ?? null]))
  return `k:${JSON.stringify(key)}`
}

/** The members of a map that are there; undefined for what is no map. */
export function membersIn(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined))
}

/** The items of a list by the steps to them; undefined for what is no list. */
export function itemsIn(
  value: unknown,
  { step }: { step(item: unknown): string },
): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined
  return new Map(value.map((item) => [step(item), item] as const))
}

/** The parts of a map or a list, each with the step to it and its schema. */
export function partsOf(
  shape: Exclude<FieldShape, { kind: 'value' }>,
  value: unknown,
): [step: string, schema: Schema | undefined, value: unknown][] {
  if (shape.kind === 'list') {
    return (Array.isArray(value) ? value : []).map((item) => [shape.step(item), shape.item, item])
  }
  return [...(membersIn(value) ?? [])].map(([name, member]) => [
    `f:${name}`,
    shape.member(name),
    member,
  ])
}

export function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null
}
