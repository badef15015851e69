import { FURTHER_SCHEMAS } from './further-schemas'
import imageSchemas from './image-v1-schemas.json'
import { WORKLOAD_SCHEMAS } from './workload-schemas'

/** An OpenAPI v3 schema, as far as this API uses them. */
export interface Schema {
  description?: string
  type?: string
  format?: string
  default?: unknown
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
  additionalProperties?: Schema
  allOf?: readonly Schema[]
  $ref?: string
  'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[]
  'x-kubernetes-map-type'?: string
  'x-kubernetes-list-type'?: string
  'x-kubernetes-list-map-keys'?: readonly string[]
  'x-kubernetes-patch-strategy'?: string
  'x-kubernetes-patch-merge-key'?: string
  /** Members that are not described are kept as they come. */
  'x-kubernetes-preserve-unknown-fields'?: true
}

const REFERENCE = '#/components/schemas/'

/** All schemas by the names that the OpenAPI documents give them. */
export const schemas: Readonly<Record<string, Schema>> = {
  ...(imageSchemas.schemas as Record<string, Schema>),
  ...FURTHER_SCHEMAS,
  ...WORKLOAD_SCHEMAS,
}

/** What the API as a whole says of itself. */
export const apiDescription: string = imageSchemas.description

const namesByKind = new Map<string, string>(
  Object.entries(schemas).flatMap(([name, schema]) =>
    (schema['x-kubernetes-group-version-kind'] ?? []).map(
      ({ group, version, kind }) => [kindKey(group, version, kind), name] as const,
    ),
  ),
)

function kindKey(group: string, version: string, kind: string): string {
  return `${group}/${version}/${kind}`
}

/** The name of the schema that describes a kind. */
export function schemaNameOf(group: string, version: string, kind: string): string | undefined {
  return namesByKind.get(kindKey(group, version, kind))
}

/** The schema of a kind; of one that is described nowhere, the one that takes anything. */
export function schemaOfKind(group: string, version: string, kind: string): Schema {
  const name = schemaNameOf(group, version, kind)
  return (name === undefined ? undefined : schemas[name]) ?? { type: 'object' }
}

/** The schema itself where another is referred to, and the last part of its name. */
export function resolveSchema(schema: Schema): { schema: Schema; typeName: string } {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (reference === undefined) return { schema, typeName: '' }
  const name = reference.slice(REFERENCE.length)
  return {
    schema: schemas[name] ?? { type: 'object' },
    typeName: name.slice(name.lastIndexOf('.') + 1),
  }
}
