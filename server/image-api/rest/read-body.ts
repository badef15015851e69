import type { KubeObject } from '@/domain/kinds/meta'
import { messageOf, parseJson } from './body-text'
import { DecodingError, fieldFindings, fitToSchema } from './decode-body'
import type { ResourceDefinition } from './resource-definition'
import { schemaOfKind } from './schema'
import { StatusError } from './status-error'
import { apiVersionOf } from './view'
import type { FieldValidation } from './write-options'

export interface DecodedBody {
  object: KubeObject
  /** One sentence for each unknown or duplicate field, where they are only warned of. */
  warnings: string[]
}

/**
 * Reads the JSON of an object of a definition's kind. Throws the 400s of a real server: not JSON, another
 * kind or version, a value of the wrong type, and under Strict unknown or duplicate fields (observed 28).
 */
export function readBody(
  text: string,
  definition: ResourceDefinition,
  validation: FieldValidation,
): DecodedBody {
  const expected = definition.bodyKind ?? definition.kind
  const value = parseObject(text, expected)
  const kind = typeof value.kind === 'string' && value.kind !== '' ? value.kind : expected
  const apiVersion =
    typeof value.apiVersion === 'string' && value.apiVersion !== ''
      ? value.apiVersion
      : apiVersionOf(definition)
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  const refuse = (why: string) =>
    StatusError.badRequest(
      `${kind} in version "${version}" cannot be handled as a ${expected}: ${why}`,
    )
  if (apiVersion !== apiVersionOf(definition)) {
    throw refuse(`no kind "${kind}" is registered for version "${apiVersion}" in scheme`)
  }
  if (kind !== expected) throw refuse(`converting (${kind}) to (${expected}): unknown conversion`)

  const schema = schemaOfKind(definition.group, definition.version, expected)
  const findings = validation === 'Ignore' ? [] : fieldFindings(text, schema)
  const object = fitted(value, schema, refuse)
  if (validation === 'Strict' && findings.length > 0) {
    throw refuse(`strict decoding error: ${findings.join(', ')}`)
  }
  return { object, warnings: findings }
}

/** An object with only what its schema knows. `refuse` makes the error of a value of the wrong type. */
export function fitted(
  value: object,
  schema: ReturnType<typeof schemaOfKind>,
  refuse: (why: string) => Error,
): KubeObject {
  try {
    const object = fitToSchema(value, schema) as Partial<KubeObject>
    return { ...object, metadata: { ...object.metadata, name: object.metadata?.name ?? '' } }
  } catch (error) {
    if (error instanceof DecodingError) throw refuse(error.message)
    throw error
  }
}

/** The JSON object of a body. */
export function parseObject(text: string, expected: string): Record<string, unknown> {
  let problem: string
  try {
    const value = parseJson(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
    problem = 'json: cannot unmarshal into Go value of type struct'
  } catch (error) {
    problem = messageOf(error)
  }
  throw StatusError.badRequest(
    `the object provided is unrecognized (must be of type ${expected}): couldn't get version/kind; json parse error: ${problem}`,
  )
}
