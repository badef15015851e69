import { isDeepStrictEqual } from 'node:util'
import { type FieldPath, type FieldSet, fieldSet } from './field-set'
import { isNothing, itemsIn, membersIn, partsOf, shapeOf } from './field-shape'
import type { Schema } from './schema'

/** How one state of an object differs from another, by fields. */
export interface FieldChanges {
  added: FieldSet
  changed: FieldSet
  removed: FieldSet
}

/** The fields that a manager who applies this object owns. */
export function fieldsOf(object: object, schema: Schema): FieldSet {
  const paths: FieldPath[] = []
  const visit = (at: FieldPath, declared: Schema | undefined, value: unknown): void => {
    const shape = shapeOf(declared, value)
    if (shape.kind === 'value' || shape.isAtomic) {
      paths.push(at)
      return
    }
    for (const [step, below, inner] of partsOf(shape, value)) {
      const to = [...at, step]
      const isOwn =
        shape.kind === 'list' ||
        isNothing(inner) ||
        (membersIn(inner)?.size ?? 1) === 0 ||
        !shape.isDeclared(step.slice(2))
      if (isOwn) paths.push(to)
      visit(to, below, inner)
    }
  }
  visit([], schema, object)
  return fieldSet(paths)
}

/** What is different in `after`. What is owned as one counts as one field. */
export function fieldChanges(before: object, after: object, schema: Schema): FieldChanges {
  const paths: Record<keyof FieldChanges, FieldPath[]> = { added: [], changed: [], removed: [] }
  const visit = (at: FieldPath, declared: Schema | undefined, old: unknown, next: unknown) => {
    const shape = shapeOf(declared, isNothing(next) ? old : next)
    const isWhole = shape.kind === 'value' || shape.isAtomic || (isEmpty(old) && isEmpty(next))
    if (!isWhole) {
      const olds = new Map(partsOf(shape, old).map(([step, , value]) => [step, value]))
      const seen = new Set<string>()
      for (const [step, below, value] of partsOf(shape, next)) {
        seen.add(step)
        visit([...at, step], below, olds.get(step), value)
      }
      for (const [step, below, value] of partsOf(shape, old)) {
        if (!seen.has(step)) visit([...at, step], below, value, undefined)
      }
    }
    if (old === undefined) paths.added.push(at)
    else if (next === undefined) paths.removed.push(at)
    else if (isWhole && !isDeepStrictEqual(old, next)) paths.changed.push(at)
  }
  visit([], schema, before, after)
  return {
    added: fieldSet(paths.added),
    changed: fieldSet(paths.changed),
    removed: fieldSet(paths.removed),
  }
}

/** `live` with everything that `given` says. */
export function merged(live: unknown, given: unknown, declared: Schema | undefined): unknown {
  if (given === undefined) return live
  const shape = shapeOf(declared, given ?? live)
  if (shape.kind === 'value' || shape.isAtomic) return given
  if (given === null) return live === undefined ? null : live
  if (shape.kind === 'list') {
    const items = itemsIn(live, shape) ?? new Map<string, unknown>()
    for (const [step, item] of itemsIn(given, shape) ?? []) {
      items.set(step, merged(items.get(step), item, shape.item))
    }
    return [...items.values()]
  }
  const members = membersIn(live) ?? new Map<string, unknown>()
  for (const [name, value] of membersIn(given) ?? []) {
    members.set(name, merged(members.get(name), value, shape.member(name)))
  }
  return Object.fromEntries(members)
}

/** The value without these fields, and all that is below them. Null where nothing is left. */
export function withoutFields(
  value: unknown,
  fields: FieldSet,
  declared: Schema | undefined,
): unknown {
  const shape = shapeOf(declared, value)
  if (shape.kind === 'value' || shape.isAtomic) return null
  const left = partsOf(shape, value).flatMap(([step, below, inner]): [string, unknown][] => {
    const gone = fields.children.get(step)
    if (gone?.isMember) return []
    return [[step, gone ? withoutFields(inner, gone, below) : inner]]
  })
  if (left.length === 0) return null
  if (shape.kind === 'list') return left.map(([, item]) => item)
  return Object.fromEntries(left.map(([step, member]) => [step.slice(2), member]))
}

/** The set with the members that types name wherever something below them is in it. */
export function withNamedMembers(set: FieldSet, declared: Schema | undefined): FieldSet {
  const shape = shapeOf(declared, {})
  const children = [...set.children].map(([step, below]): [string, FieldSet] => {
    const name = step.slice(2)
    const inner =
      shape.kind === 'map' ? shape.member(name) : shape.kind === 'list' ? shape.item : undefined
    const full = withNamedMembers(below, inner)
    const isNamed = shape.kind === 'map' && step.startsWith('f:') && shape.isDeclared(name)
    return [step, { ...full, isMember: full.isMember || isNamed }]
  })
  return { isMember: set.isMember, children: new Map(children) }
}

function isEmpty(value: unknown): boolean {
  return isNothing(value) || (typeof value === 'object' && Object.keys(value).length === 0)
}
