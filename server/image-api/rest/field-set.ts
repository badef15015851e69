/**
 * A set of fields, as `managedFields` name them: a tree whose steps are `f:name`, `k:{"name":"1"}` for an
 * item of a keyed list, and `v:"x"` for one of a set. Never changed once made.
 */
export interface FieldSet {
  /** Whether the field at this place itself is in the set. */
  readonly isMember: boolean
  readonly children: ReadonlyMap<string, FieldSet>
}

/** The steps to a field, from the object itself. */
export type FieldPath = readonly string[]

export const NO_FIELDS: FieldSet = { isMember: false, children: new Map() }
const LEAF: FieldSet = { isMember: true, children: new Map() }

export function fieldSet(paths: Iterable<FieldPath>): FieldSet {
  interface Node {
    isMember: boolean
    children: Map<string, Node>
  }
  const root: Node = { isMember: false, children: new Map() }
  for (const path of paths) {
    let node = root
    for (const step of path) {
      const next = node.children.get(step) ?? { isMember: false, children: new Map() }
      node.children.set(step, next)
      node = next
    }
    node.isMember = true
  }
  return root
}

export function isEmptySet({ isMember, children }: FieldSet): boolean {
  return !isMember && children.size === 0
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map(a.children)
  for (const [step, below] of b.children) {
    const own = children.get(step)
    children.set(step, own ? union(own, below) : below)
  }
  return { isMember: a.isMember || b.isMember, children }
}

export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return combined(a, b, (isIn, isOut) => isIn && !isOut)
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return combined(a, b, (isIn, isAlsoIn) => isIn && isAlsoIn)
}

/** Of `a` what `keep` keeps, without branches that nothing is left of. */
function combined(
  a: FieldSet,
  b: FieldSet,
  keep: (inA: boolean, inB: boolean) => boolean,
): FieldSet {
  const children = new Map<string, FieldSet>()
  for (const [step, below] of a.children) {
    const left = combined(below, b.children.get(step) ?? NO_FIELDS, keep)
    if (!isEmptySet(left)) children.set(step, left)
  }
  return { isMember: keep(a.isMember, b.isMember), children }
}

export function isSameSet(a: FieldSet, b: FieldSet): boolean {
  if (a.isMember !== b.isMember || a.children.size !== b.children.size) return false
  return [...a.children].every(([step, below]) => {
    const other = b.children.get(step)
    return other !== undefined && isSameSet(below, other)
  })
}

/** All members: those of one place before those below it, in order of their steps. */
export function* membersOf(set: FieldSet, at: FieldPath = []): Generator<FieldPath> {
  const steps = sorted(set)
  for (const [step, below] of steps) if (below.isMember) yield [...at, step]
  for (const [step, below] of steps) yield* membersOf(below, [...at, step])
}

/** FieldsV1: `{"f:a":{".":{},"f:b":{}}}`, where a field without others below it is a member. */
export function writeFields(set: FieldSet): Record<string, unknown> {
  return Object.fromEntries(
    sorted(set).map(([step, below]) => [
      step,
      below.children.size === 0
        ? {}
        : { ...(below.isMember ? { '.': {} } : {}), ...writeFields(below) },
    ]),
  )
}

/** Reads FieldsV1; undefined where it is none. */
export function readFields(fields: unknown): FieldSet | undefined {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined
  const children = new Map<string, FieldSet>()
  for (const [step, below] of Object.entries(fields)) {
    if (step === '.') continue
    if (!isStep(step)) return undefined
    const read = readFields(below)
    if (!read) return undefined
    const isMember = read.children.size === 0 || Object.hasOwn(below, '.')
    children.set(step, read.children.size === 0 ? LEAF : { isMember, children: read.children })
  }
  return { isMember: false, children }
}

function isStep(step: string): boolean {
  const text = step.slice(2)
  try {
    switch (step.slice(0, 2)) {
      case 'f:':
        return true
      case 'i:':
        return /^\d+$/.test(text)
      case 'v:':
        return JSON.parse(text) !== undefined
      case 'k:': {
        const key: unknown = JSON.parse(text)
        return typeof key === 'object' && key !== null && !Array.isArray(key)
      }
      default:
        return false
    }
  } catch {
    return false
  }
}

/** A path as conflicts name it: `.spec.tags[name="1"].from`. */
export function pathText(path: FieldPath): string {
  return path.map(stepText).join('')
}

function stepText(step: string): string {
  const text = step.slice(2)
  switch (step[0]) {
    case 'f':
      return `.${text}`
    case 'k':
      return `[${Object.entries(JSON.parse(text) as object)
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
        .join(',')}]`
    case 'v':
      return `[=${text}]`
    default:
      return `[${text}]`
  }
}

function sorted({ children }: FieldSet): [string, FieldSet][] {
  return [...children].sort(([a], [b]) => (a < b ? -1 : 1))
}
