import type { KubeObject, ListMeta } from '@/domain/kinds/meta'
import type { Representation } from './negotiate'
import type { ResourceDefinition, TableDefinition } from './resource-definition'
import { StatusError } from './status-error'
import { NAME_COLUMN } from './table-columns'

/** How objects, lists and events of one resource look in one representation. */
export interface View {
  /** The same for views that look the same. */
  name: string
  object(object: KubeObject): object
  /** The members of the list beside its items, and where the items go. */
  list(metadata: ListMeta): { head: object; itemsName: 'items' | 'rows' }
  item(object: KubeObject): object
  /** `isFirst`: the first event of a watch says more than the rest. */
  event(object: KubeObject, isFirst: boolean): object
}

const META_VERSION = 'meta.k8s.io/v1'

const PLAIN_TABLE: TableDefinition = {
  columns: [
    NAME_COLUMN,
    {
      name: 'Created At',
      type: 'date',
      format: '',
      description:
        'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
      priority: 0,
    },
  ],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp ?? null],
}

/** The view that a representation of a resource asks for. Throws the 400 of a bad `includeObject`. */
export function viewOf(
  definition: ResourceDefinition,
  { as }: Representation,
  query: URLSearchParams,
): View {
  if (as === 'table') return tableView(definition, query.get('includeObject') ?? '')
  return as === 'metadata' ? metadataView() : objectView(definition)
}

/** Puts `kind` and `apiVersion` in front. */
export function typed(definition: ResourceDefinition, object: KubeObject): KubeObject {
  return { kind: definition.kind, apiVersion: apiVersionOf(definition), ...withoutType(object) }
}

export function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`
}

function withoutType(object: KubeObject): KubeObject {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object
  return rest
}

function objectView(definition: ResourceDefinition): View {
  const object = (value: KubeObject) => typed(definition, value)
  return {
    name: 'object',
    // A Status, as deletes and mappings answer, is already whole.
    object: (value) => (value.kind === 'Status' ? value : object(value)),
    list: (metadata) => ({
      head: {
        kind: definition.listKind ?? `${definition.kind}List`,
        apiVersion: apiVersionOf(definition),
        metadata,
      },
      itemsName: 'items',
    }),
    item: withoutType,
    event: object,
  }
}

function metadataView(): View {
  const object = ({ metadata }: KubeObject) => ({
    kind: 'PartialObjectMetadata',
    apiVersion: META_VERSION,
    metadata,
  })
  return {
    name: 'metadata',
    object,
    list: (metadata) => ({
      head: { kind: 'PartialObjectMetadataList', apiVersion: META_VERSION, metadata },
      itemsName: 'items',
    }),
    item: object,
    event: object,
  }
}

function tableView(definition: ResourceDefinition, includeObject: string): View {
  const { columns, cells } = definition.table ?? PLAIN_TABLE
  const included = rowObject(definition, includeObject)
  const row = (object: KubeObject) => ({
    cells: cells(object, new Date()),
    object: included(object),
  })
  const head = (metadata: ListMeta, isFirst = true) => ({
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata,
    columnDefinitions: isFirst ? columns : null,
  })
  const single = (object: KubeObject, isFirst: boolean) => {
    const { resourceVersion } = object.metadata
    return {
      ...head(resourceVersion === undefined ? {} : { resourceVersion }, isFirst),
      rows: [row(object)],
    }
  }
  return {
    name: `table ${includeObject}`,
    object: (object) => single(object, true),
    list: (metadata) => ({ head: head(metadata), itemsName: 'rows' }),
    item: row,
    event: single,
  }
}

function rowObject(
  definition: ResourceDefinition,
  includeObject: string,
): (object: KubeObject) => object | null {
  switch (includeObject) {
    case '':
    case 'Metadata':
      return metadataView().object
    case 'Object':
      return (object) => typed(definition, object)
    case 'None':
      return () => null
    default:
      throw StatusError.badRequest(
        `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(includeObject)}: must be 'Metadata', 'Object', 'None', or empty`,
      )
  }
}
