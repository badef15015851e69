import { type FieldPath, pathText } from './field-set'
import { isNothing, membersIn, partsOf, shapeOf } from './field-shape'
import type { Schema } from './schema'

/** What makes an object unfit to be applied, in the words of a real server: unknown fields, wrong types. */
export function fieldProblems(object: object, schema: Schema): string[] {
  const problems: string[] = []
  const visit = (at: FieldPath, declared: Schema | undefined, value: unknown): void => {
    if (isNothing(value)) return
    const problem = (text: string) =>
      problems.push(at.length === 0 ? text : `${pathText(at)}: ${text}`)
    const shape = shapeOf(declared, value)
    if (shape.kind === 'value') {
      const expected = declared && scalarProblem(declared, value)
      if (expected !== undefined) problem(`expected ${expected}, got ${goText(value)}`)
      return
    }
    if (shape.kind === 'list' ? !Array.isArray(value) : !membersIn(value)) {
      problem(`expected ${shape.kind}, got ${goText(value)}`)
      return
    }
    const seen = new Set<string>()
    for (const [index, [step, below, inner]] of partsOf(shape, value).entries()) {
      if (shape.kind === 'map' && !shape.isKnown(step.slice(2))) {
        problems.push(`${pathText([...at, step])}: field not declared in schema`)
        continue
      }
      if (shape.kind === 'list' && !shape.isAtomic) {
        const missing = shape.keys.find((key) => isNothing(membersIn(inner)?.get(key)))
        if (missing !== undefined) {
          problem(
            `element ${index}: associative list with keys has an element that omits key field ${JSON.stringify(missing)} (and doesn't have default value)`,
          )
          continue
        }
        if (seen.has(step)) problem(`duplicate entries for key ${pathText([step])}`)
        seen.add(step)
      }
      visit([...at, shape.kind === 'list' && shape.isAtomic ? `i:${index}` : step], below, inner)
    }
  }
  visit([], schema, object)
  return problems
}

function scalarProblem({ type }: Schema, value: unknown): string | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? undefined : 'string'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'boolean'
    case 'integer':
    case 'number':
      return typeof value === 'number' ? undefined : 'numeric (int or float)'
    default:
      return undefined
  }
}

function goText(value: unknown): string {
  return `&value.valueUnstructured{Value:${JSON.stringify(value)}}`
}
