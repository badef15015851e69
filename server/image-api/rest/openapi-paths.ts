import type { ResourceDefinition, Verb } from './resource-definition'
import type { ResourceTable } from './resource-table'
import { schemaNameOf } from './schema'

interface Parameter {
  name: string
  in: 'path' | 'query'
  description: string
  required?: boolean
  schema: { type: string; uniqueItems: true }
}

const METHODS: Readonly<Partial<Record<Verb, string>>> = {
  get: 'get',
  list: 'get',
  create: 'post',
  update: 'put',
  patch: 'patch',
  delete: 'delete',
  deletecollection: 'delete',
}

const QUERIES: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  list: [
    'allowWatchBookmarks',
    'continue',
    'fieldSelector',
    'labelSelector',
    'limit',
    'resourceVersion',
    'resourceVersionMatch',
    'sendInitialEvents',
    'timeoutSeconds',
    'watch',
  ],
  create: ['dryRun', 'fieldManager', 'fieldValidation'],
  update: ['dryRun', 'fieldManager', 'fieldValidation'],
  patch: ['dryRun', 'fieldManager', 'fieldValidation', 'force'],
  delete: ['dryRun', 'gracePeriodSeconds', 'orphanDependents', 'propagationPolicy'],
  deletecollection: [
    'continue',
    'dryRun',
    'fieldSelector',
    'gracePeriodSeconds',
    'labelSelector',
    'limit',
    'orphanDependents',
    'propagationPolicy',
    'resourceVersion',
    'resourceVersionMatch',
  ],
}

const TYPES: Readonly<Record<string, string>> = {
  allowWatchBookmarks: 'boolean',
  sendInitialEvents: 'boolean',
  watch: 'boolean',
  force: 'boolean',
  orphanDependents: 'boolean',
  limit: 'integer',
  timeoutSeconds: 'integer',
  gracePeriodSeconds: 'integer',
}

const PATCHES = ['application/json-patch+json', 'application/merge-patch+json']
const STRATEGIC = 'application/strategic-merge-patch+json'

/** The paths of one group version, `apis/GROUP/VERSION`, as OpenAPI v3 describes them. */
export function openApiPaths(table: ResourceTable, groupVersion: string): Record<string, object> {
  const paths: Record<string, Record<string, object>> = {}
  for (const definition of table.definitions) {
    if (groupVersionOf(definition) !== groupVersion) continue
    for (const verb of definition.verbs) {
      const method = METHODS[verb]
      if (method === undefined) continue
      for (const { path, parameters } of placesOf(definition, verb)) {
        paths[path] = { ...paths[path], [method]: operation(definition, verb), parameters }
      }
    }
  }
  return paths
}

function groupVersionOf({ group, version }: ResourceDefinition): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}

function placesOf(
  definition: ResourceDefinition,
  verb: Verb,
): { path: string; parameters: Parameter[] }[] {
  const { plural, subresource, namespaced } = definition
  const root = `/${groupVersionOf(definition)}`
  const isOne = !['list', 'create', 'deletecollection'].includes(verb) || subresource !== undefined
  const end = `${plural}${isOne ? '/{name}' : ''}${subresource === undefined ? '' : `/${subresource}`}`
  const names = isOne ? [parameter('name', `name of the ${definition.kind}`)] : []
  const namespace = parameter(
    'namespace',
    'object name and auth scope, such as for teams and projects',
  )
  if (!namespaced) return [{ path: `${root}/${end}`, parameters: names }]
  const inNamespace = {
    path: `${root}/namespaces/{namespace}/${end}`,
    parameters: [...names, namespace],
  }
  return verb === 'list' ? [inNamespace, { path: `${root}/${end}`, parameters: [] }] : [inNamespace]
}

function parameter(name: string, description: string): Parameter {
  return {
    name,
    in: 'path',
    description,
    required: true,
    schema: { type: 'string', uniqueItems: true },
  }
}

function operation(definition: ResourceDefinition, verb: Verb): object {
  const { group, version, kind } = definition
  const body = reference(group, version, definition.bodyKind ?? kind)
  const answer =
    verb === 'list'
      ? reference(group, version, definition.listKind ?? `${kind}List`)
      : reference(group, version, kind)
  return {
    operationId: `${verb}${group === '' ? 'Core' : pascal(group)}${pascal(version)}${kind}${pascal(definition.subresource ?? '')}`,
    parameters: (QUERIES[verb] ?? []).map((name) => ({
      name,
      in: 'query',
      description: '',
      schema: { type: TYPES[name] ?? 'string', uniqueItems: true },
    })),
    ...(verb === 'create' || verb === 'update'
      ? { requestBody: { content: { '*/*': { schema: body } }, required: true } }
      : {}),
    ...(verb === 'patch'
      ? {
          requestBody: {
            content: Object.fromEntries(
              (definition.isOpaque ? PATCHES : [...PATCHES, STRATEGIC]).map((type) => [
                type,
                {
                  schema: {
                    $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Patch',
                  },
                },
              ]),
            ),
            required: true,
          },
        }
      : {}),
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: answer } } },
    },
    'x-kubernetes-action': verb,
    'x-kubernetes-group-version-kind': { group, version, kind },
  }
}

function reference(group: string, version: string, kind: string): object {
  const name = schemaNameOf(group, version, kind)
  return name === undefined ? { type: 'object' } : { $ref: `#/components/schemas/${name}` }
}

function pascal(text: string): string {
  return text
    .split(/[^a-zA-Z0-9]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}
