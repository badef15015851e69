import type { KubeObject } from '@/domain/kinds/meta'
import { mediaType, messageOf, parseJson } from './body-text'
import { fieldFindings } from './decode-body'
import { applyJsonPatch, PatchError, type PatchOperation } from './json-patch'
import { applyMergePatch } from './merge-patch'
import { fitted } from './read-body'
import type { ResourceDefinition } from './resource-definition'
import { schemaOfKind } from './schema'
import { StatusError } from './status-error'
import { applyStrategicMerge, StrategicMergeError } from './strategic-merge'
import type { FieldValidation } from './write-options'

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply'

const TYPES: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
}

const MOST_OPERATIONS = 10_000

/** The type of a patch by its content type. Throws 415 (observed 36). */
export function patchTypeOf(contentType: string | undefined): PatchType {
  const type = TYPES[mediaType(contentType)]
  if (type === undefined) {
    throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  }
  return type
}

/** A patch that was read: what it makes of an object, and what it is warned for. */
export interface ReadPatch {
  /** Throws StatusError where the patch does not fit the object or makes something else of it. */
  apply(current: KubeObject): { object: KubeObject; warnings: string[] }
}

/** Reads the text of a patch. Throws the 400 of a malformed one. */
export function readPatch(
  type: Exclude<PatchType, 'apply'>,
  text: string,
  definition: ResourceDefinition,
  validation: FieldValidation,
): ReadPatch {
  const patch = parsePatch(text)
  const schema = schemaOfKind(definition.group, definition.version, definition.kind)
  const patched = type === 'json' ? jsonPatched(patch) : mergePatched(patch, type, definition)
  return {
    apply(current) {
      const result = patched(current)
      const unfit = (why: string) =>
        StatusError.invalid(
          '',
          '',
          [
            {
              reason: 'FieldValueInvalid',
              field: 'patch',
              message: `Invalid value: ${JSON.stringify(JSON.stringify(result))}: ${why}`,
            },
          ],
          '',
        )
      if (typeof result !== 'object' || result === null || Array.isArray(result)) {
        throw unfit('the patched document is not an object')
      }
      const findings =
        validation === 'Ignore'
          ? []
          : [
              ...(type === 'json'
                ? []
                : fieldFindings(text, schema).filter((each) => each.startsWith('duplicate'))),
              ...fieldFindings(JSON.stringify(result), schema),
            ]
      if (validation === 'Strict' && findings.length > 0) {
        throw unfit(`strict decoding error: ${findings.join(', ')}`)
      }
      return { object: fitted(result, schema, unfit), warnings: findings }
    },
  }
}

function parsePatch(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    throw StatusError.badRequest(`error decoding patch: ${messageOf(error)}`)
  }
}

function jsonPatched(patch: unknown): (current: KubeObject) => unknown {
  if (!Array.isArray(patch) || !patch.every((each) => typeof each === 'object' && each !== null)) {
    throw StatusError.badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    )
  }
  if (patch.length > MOST_OPERATIONS) {
    throw new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${patch.length}`,
    )
  }
  return (current) => {
    try {
      return applyJsonPatch(current, patch as PatchOperation[])
    } catch (error) {
      if (error instanceof PatchError) throw unprocessable()
      throw error
    }
  }
}

function mergePatched(
  patch: unknown,
  type: 'merge' | 'strategic',
  definition: ResourceDefinition,
): (current: KubeObject) => unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw StatusError.badRequest(
      'error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}',
    )
  }
  if (type === 'merge') return (current) => applyMergePatch(current, patch)
  const schema = schemaOfKind(definition.group, definition.version, definition.kind)
  return (current) => {
    try {
      return applyStrategicMerge({ ...current }, { ...patch }, schema, definition.kind)
    } catch (error) {
      if (error instanceof StrategicMergeError) throw StatusError.bare(500, error.message)
      throw error
    }
  }
}

/** Without a word on what was wrong: so says the real server (observed 36). */
function unprocessable(): StatusError {
  return new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  )
}
