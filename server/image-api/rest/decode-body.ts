import { visit } from 'jsonc-parser'
import { resolveSchema, type Schema } from './schema'

/** A body that does not fit its schema: the words after "cannot be handled as a …: ". */
export class DecodingError extends Error {}

/** Go stops telling after so many. */
const MOST_FINDINGS = 100

/**
 * The members of a JSON text that the schema does not know, and those that occur twice, in order of
 * occurrence and in the API server's words (observed 28).
 */
export function fieldFindings(text: string, root: Schema): string[] {
  const findings = new Set<string>()
  /** Per open object or array: its schema (none below an unknown member), path and members so far. */
  const open: {
    schema: Schema | undefined
    path: string
    seen: Set<string> | undefined
    index: number
  }[] = []
  let member: { schema: Schema | undefined; path: string } = { schema: root, path: '' }

  const enter = (isArray: boolean) => {
    const { schema, path } = valuePlace()
    open.push({
      schema: schema && resolveSchema(schema).schema,
      path,
      seen: isArray ? undefined : new Set(),
      index: 0,
    })
  }
  const valuePlace = () => {
    const parent = open.at(-1)
    if (!parent || parent.seen) return member
    return { schema: parent.schema?.items, path: `${parent.path}[${parent.index++}]` }
  }
  visit(text, {
    onObjectBegin: () => enter(false),
    onArrayBegin: () => enter(true),
    onObjectEnd: () => void open.pop(),
    onArrayEnd: () => void open.pop(),
    onLiteralValue: () => void valuePlace(),
    onObjectProperty: (name) => {
      const parent = open.at(-1)
      if (!parent) return
      const path = parent.path === '' ? name : `${parent.path}.${name}`
      const known = parent.schema && memberSchema(parent.schema, name)
      if (parent.schema && !known) {
        findings.add(`unknown field "${path}"`)
      } else if (parent.schema && parent.seen?.has(name)) {
        findings.add(`duplicate field "${path}"`)
      }
      parent.seen?.add(name)
      member = { schema: known === ANYTHING ? undefined : known, path }
    },
  })
  return [...findings].slice(0, MOST_FINDINGS)
}

/** Below an object without described members, anything goes. */
const ANYTHING: Schema = {}

function memberSchema(schema: Schema, name: string): Schema | undefined {
  if (schema.properties) {
    if (Object.hasOwn(schema.properties, name)) return schema.properties[name]
    return schema['x-kubernetes-preserve-unknown-fields'] ? ANYTHING : undefined
  }
  return schema.additionalProperties ?? ANYTHING
}

/**
 * A parsed value as its schema has it: unknown members and nulls are left out, as decoding into the
 * server's own types does. Throws DecodingError for a value of the wrong type.
 */
export function fitToSchema(value: unknown, declared: Schema, path = ''): unknown {
  const { schema, typeName } = resolveSchema(declared)
  const wrong = (): never => {
    const type = goType(schema, typeName)
    throw new DecodingError(
      `json: cannot unmarshal ${jsonType(value)} into Go struct field ${path} of type ${type}`,
    )
  }
  switch (schema.type) {
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong()
      if (!schema.properties && !schema.additionalProperties) return value
      const fitted: Record<string, unknown> = {}
      for (const [name, member] of Object.entries(value)) {
        const known = memberSchema(schema, name)
        if (!known) continue
        if (member === null) {
          // A null in a map of values is the value's zero; a null member of a type is as if absent.
          if (!schema.properties) fitted[name] = zero(known)
          continue
        }
        setOwn(fitted, name, fitToSchema(member, known, path === '' ? name : `${path}.${name}`))
      }
      return fitted
    }
    case 'array': {
      if (!Array.isArray(value)) return wrong()
      const { items = ANYTHING } = schema
      return value.map((item, index) =>
        item === null ? zero(items) : fitToSchema(item, items, `${path}[${index}]`),
      )
    }
    case 'string':
      if (typeof value !== 'string') return wrong()
      if (schema.format === 'date-time' && Number.isNaN(Date.parse(value))) {
        throw new DecodingError(
          `parsing time "${value}" as "2006-01-02T15:04:05Z07:00": cannot parse "${value}" as "2006"`,
        )
      }
      return value
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : wrong()
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong()
    default:
      return value
  }
}

/** `__proto__` is a member like any other. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  })
}

function zero(declared: Schema): unknown {
  switch (resolveSchema(declared).schema.type) {
    case 'object':
      return {}
    case 'array':
      return []
    case 'string':
      return ''
    case 'integer':
      return 0
    case 'boolean':
      return false
    default:
      return null
  }
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

function goType({ type, format, items }: Schema, typeName: string): string {
  if (typeName !== '') return `v1.${typeName}`
  if (type === 'boolean') return 'bool'
  if (type === 'integer') return format ?? 'int64'
  if (type === 'array')
    return `[]${items ? goType(items, resolveSchema(items).typeName) : 'interface {}'}`
  return type === 'object' ? 'map[string]string' : (type ?? 'interface {}')
}
