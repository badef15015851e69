import { randomUUID } from 'node:crypto'
import type { KubeObject } from '@/domain/kinds/meta'
import type { StoredObject, Transaction } from '../../storage/store'
import { managedFieldsAfter, withManagedFields } from '../managed-fields'
import type {
  DeleteOptions,
  RequestContext,
  ResourceDefinition,
  TableDefinition,
} from '../resource-definition'
import { StatusError } from '../status-error'
import { ago, NAME_COLUMN, textColumn } from '../table-columns'

/** A namespace as it is kept: it goes with everything in it at once, so it is never seen to be terminating. */
interface Namespace extends StoredObject {
  spec?: { finalizers?: string[] }
  status?: { phase?: string }
}

const NAMESPACE_TABLE: TableDefinition = {
  columns: [
    NAME_COLUMN,
    textColumn('Status', 'The status of the namespace'),
    textColumn(
      'Age',
      'CreationTimestamp is a timestamp representing the server time when this object was created.',
    ),
  ],
  cells: ({ metadata, ...rest }, now) => [
    metadata.name,
    (rest as Namespace).status?.phase ?? '',
    ago(metadata.creationTimestamp, now).replace(/ ago$/, ''),
  ],
}

const LABEL_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

/** Core v1 Namespace. `contents` names what the store keeps in namespaces, to be deleted with them. */
export function namespaces(contents: readonly string[]): ResourceDefinition {
  return {
    group: '',
    version: 'v1',
    plural: 'namespaces',
    singular: 'namespace',
    kind: 'Namespace',
    shortNames: ['ns'],
    namespaced: false,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    stored: { present: (object) => object },
    table: NAMESPACE_TABLE,
    get: (reader, _context, name) => existing(reader.get('namespaces', '', name), name),
    create: (transaction, context, body) => createNamespace(transaction, context, body),
    update: (transaction, context, name, body) => ({
      object: updateNamespace(transaction, context, name, body),
      created: false,
    }),
    delete: (transaction, context, name, options) =>
      deleteNamespace(transaction, context, name, options, contents),
  }
}

/** Makes a namespace, as a POST of a Namespace or a project request does. */
export function createNamespace(
  transaction: Transaction,
  context: RequestContext,
  body: KubeObject,
): KubeObject {
  const { generateName } = body.metadata as { generateName?: string }
  const name =
    body.metadata.name || (generateName ? `${generateName}${randomUUID().slice(0, 5)}` : '')
  assertName(name)
  if (transaction.get('namespaces', '', name))
    throw StatusError.alreadyExists('namespaces', name, '')
  const { labels, annotations } = body.metadata
  const namespace: Namespace = {
    metadata: {
      name,
      uid: randomUUID(),
      creationTimestamp: context.now(),
      labels: { ...labels, 'kubernetes.io/metadata.name': name },
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
  return transaction.put('namespaces', managed(context, undefined, namespace))
}

/** The namespace with who wrote what of it. */
function managed(context: RequestContext, old: Namespace | undefined, next: Namespace): Namespace {
  const entries = managedFieldsAfter(context, old, next)
  return { ...next, metadata: withManagedFields(next.metadata, entries) }
}

function updateNamespace(
  transaction: Transaction,
  context: RequestContext,
  name: string,
  body: KubeObject,
): KubeObject {
  const current = existing(transaction.get<Namespace>('namespaces', '', name), name)
  const { resourceVersion, labels, annotations } = body.metadata
  if (resourceVersion !== undefined && resourceVersion !== current.metadata.resourceVersion) {
    throw StatusError.conflict(
      'namespaces',
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
      '',
    )
  }
  const { labels: _labels, annotations: _annotations, ...kept } = current.metadata
  const next: Namespace = {
    ...current,
    metadata: {
      ...kept,
      labels: { ...labels, 'kubernetes.io/metadata.name': name },
      ...(annotations === undefined ? {} : { annotations }),
    },
  }
  return transaction.put('namespaces', managed(context, current, next))
}

function deleteNamespace(
  transaction: Transaction,
  context: RequestContext,
  name: string,
  { preconditions }: DeleteOptions,
  contents: readonly string[],
): KubeObject {
  const namespace = existing(transaction.get<Namespace>('namespaces', '', name), name)
  const { uid, resourceVersion } = namespace.metadata
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
    throw StatusError.conflict(
      'namespaces',
      name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${uid}`,
      '',
    )
  }
  if (
    preconditions?.resourceVersion !== undefined &&
    preconditions.resourceVersion !== resourceVersion
  ) {
    throw StatusError.conflict(
      'namespaces',
      name,
      `Precondition failed: ResourceVersion in precondition: ${preconditions.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
      '',
    )
  }
  for (const resource of contents) {
    for (const { metadata } of transaction.list(resource, { namespace: name })) {
      transaction.delete(resource, name, metadata.name)
    }
  }
  transaction.delete('namespaces', '', name)
  return {
    ...namespace,
    metadata: { ...namespace.metadata, deletionTimestamp: context.now() },
    status: { phase: 'Terminating' },
  } as KubeObject
}

function existing<T>(namespace: T | undefined, name: string): T {
  if (namespace === undefined) throw StatusError.notFound('namespaces', name, '')
  return namespace
}

function assertName(name: string): void {
  if (name === '') {
    throw StatusError.invalid(
      'Namespace',
      '',
      [
        {
          reason: 'FieldValueRequired',
          field: 'metadata.name',
          message: 'Required value: name or generateName is required',
        },
      ],
      '',
    )
  }
  if (LABEL_NAME.test(name) && name.length <= 63) return
  const why =
    name.length > 63
      ? 'must be no more than 63 characters'
      : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
  throw StatusError.invalid(
    'Namespace',
    name,
    [
      {
        reason: 'FieldValueInvalid',
        field: 'metadata.name',
        message: `Invalid value: ${JSON.stringify(name)}: ${why}`,
      },
    ],
    '',
  )
}
