import { parseDocument } from 'yaml'
import type { KubeObject } from '@/domain/kinds/meta'
import { messageOf, parseJson } from './body-text'
import { fieldProblems } from './field-problems'
import type { ResourceDefinition } from './resource-definition'
import { schemaOfKind } from './schema'
import { StatusError } from './status-error'
import { apiVersionOf } from './view'
import type { FieldValidation } from './write-options'

/** An object to be applied, and what it is warned for. */
export interface ReadApply {
  object: object
  warnings: string[]
}

/**
 * Reads the object of an apply: YAML, and so JSON too. Throws the 400 of what is no object of this version,
 * and the bare 500 that a real server has for fields that the kind does not know.
 */
export function readApply(
  text: string,
  definition: ResourceDefinition,
  validation: FieldValidation,
): ReadApply {
  const { value, problem } = readYaml(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw StatusError.badRequest(
      `error decoding YAML: ${problem ?? 'json: cannot unmarshal into Go value of type map[string]interface {}'}`,
    )
  }
  const { apiVersion = '', kind = '', metadata } = value as Partial<KubeObject>
  const expected = apiVersionOf(definition)
  if (apiVersion !== expected) {
    throw StatusError.badRequest(
      `Incorrect version specified in apply patch. Specified patch version: ${apiVersion}, expected: ${expected}`,
    )
  }
  if (metadata?.managedFields) throw StatusError.badRequest('metadata.managedFields must be nil')
  const schema = schemaOfKind(definition.group, definition.version, definition.kind)
  const problems =
    kind === definition.kind
      ? fieldProblems(value, schema)
      : [`no corresponding type for ${expected}, Kind=${kind}`]
  if (problems.length > 0) {
    const { namespace = '', name = '' } = metadata ?? {}
    throw StatusError.bare(
      500,
      `failed to create typed patch object (${namespace}/${name}; ${expected}, Kind=${kind}): ${problems.length === 1 ? problems[0] : `errors:\n${problems.map((each) => `  ${each}`).join('\n')}`}`,
    )
  }
  if (problem !== undefined && validation === 'Strict') {
    throw StatusError.badRequest(`error strict decoding YAML: ${problem}`)
  }
  return {
    object: value,
    warnings: problem === undefined || validation === 'Ignore' ? [] : [problem],
  }
}

/** The value, and what is wrong with its text: without a value a syntax error, else keys that occur twice. */
function readYaml(text: string): { value?: unknown; problem?: string } {
  try {
    const document = parseDocument(text, { schema: 'core', uniqueKeys: true })
    const isDuplicate = (code: string) => code === 'DUPLICATE_KEY'
    const broken = document.errors.find(({ code }) => !isDuplicate(code))
    if (broken) return { problem: `yaml: ${firstLine(broken.message)}` }
    const value: unknown = parseJson(
      JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? 'null',
    )
    const [twice] = document.errors
    return twice ? { value, problem: `yaml: ${firstLine(twice.message)}` } : { value }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
