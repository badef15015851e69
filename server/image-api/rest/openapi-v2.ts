import { openApiPaths } from './openapi-paths'
import type { ResourceTable } from './resource-table'
import { type Schema, schemas } from './schema'

/** A document of OpenAPI 2 ("Swagger"), as far as clients of Kubernetes look into it. */
export interface OpenApiV2 {
  swagger: '2.0'
  info: { title: string; version: string; description: string }
  paths: Record<string, object>
  definitions: Record<string, object>
}

/** The definitions of all kinds; kubectl takes the fields and their types from them. */
export function openApiV2(table: ResourceTable, info: OpenApiV2['info']): OpenApiV2 {
  const groupVersions = new Set(
    table.definitions.map(({ group, version }) =>
      group === '' ? `api/${version}` : `apis/${group}/${version}`,
    ),
  )
  const paths = Object.assign(
    {},
    ...[...groupVersions].map((each) => v2Paths(openApiPaths(table, each))),
  )
  return {
    swagger: '2.0',
    info,
    paths: paths as Record<string, object>,
    definitions: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, v2Schema(schema)]),
    ),
  }
}

const MEDIA = ['application/json', 'application/yaml']

/** Only what kubectl looks for: which kind, which action, which query parameters. */
function v2Paths(paths: Record<string, object>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item).map(([method, operation]) => [
          method,
          method === 'parameters' ? v2Parameters(operation) : v2Operation(operation as Operation),
        ]),
      ),
    ]),
  )
}

interface Operation {
  operationId: string
  parameters: { name: string; in: string; schema: { type: string } }[]
  'x-kubernetes-action': string
  'x-kubernetes-group-version-kind': object
}

function v2Operation(operation: Operation): object {
  return {
    operationId: operation.operationId,
    consumes: ['*/*'],
    produces: MEDIA,
    schemes: ['https'],
    parameters: v2Parameters(operation.parameters),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': operation['x-kubernetes-action'],
    'x-kubernetes-group-version-kind': operation['x-kubernetes-group-version-kind'],
  }
}

function v2Parameters(parameters: Operation['parameters']): object[] {
  return parameters.map(({ schema, ...rest }) => ({
    ...rest,
    type: schema.type,
    uniqueItems: true,
  }))
}

function v2Schema(schema: Schema): object {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  const { allOf: _, $ref: __, properties, items, additionalProperties, ...rest } = schema
  return {
    ...rest,
    ...(reference === undefined
      ? {}
      : { $ref: reference.replace('#/components/schemas/', '#/definitions/') }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member]) => [name, v2Schema(member)]),
          ),
        }),
    ...(items === undefined ? {} : { items: v2Schema(items) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: v2Schema(additionalProperties) }),
  }
}
