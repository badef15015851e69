import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '@/domain/kinds/meta'
import { managedFieldsAfter, withManagedFields } from '../rest/managed-fields'
import type {
  RequestContext,
  ResourceDefinition,
  TableDefinition,
} from '../rest/resource-definition'
import { StatusError } from '../rest/status-error'
import type { Reader } from '../storage/store'
import { metaProblems, newMeta, nextMeta } from './object-meta'
import { assertCreatable, assertUpdatable, deleteStored } from './stored-writes'
import { WORKLOAD_TABLES } from './workload-tables'

interface WorkloadKind {
  group: string
  plural: string
  kind: string
  shortNames?: readonly string[]
  table: TableDefinition
  /** Only the server's own controllers say how it is doing: what a client says of it is dropped. */
  hasOwnStatus: boolean
  /** A PUT may leave out the version that it was made from. */
  isUnconditional: boolean
}

interface Workload extends KubeObject {
  spec?: object
  status?: object
}

/**
 * What runs and builds images, so that it can be seen what a tag is used by. The objects are kept and nothing more:
 * no pod is started, no build runs, no image is changed by its trigger.
 */
export function workloadDefinitions(): ResourceDefinition[] {
  return [
    { group: 'apps', plural: 'daemonsets', kind: 'DaemonSet', shortNames: ['ds'] },
    { group: 'apps', plural: 'deployments', kind: 'Deployment', shortNames: ['deploy'] },
    { group: 'apps', plural: 'statefulsets', kind: 'StatefulSet', shortNames: ['sts'] },
    { group: 'batch', plural: 'cronjobs', kind: 'CronJob', shortNames: ['cj'] },
    {
      group: 'build.openshift.io',
      plural: 'buildconfigs',
      kind: 'BuildConfig',
      shortNames: ['bc'],
    },
    {
      group: 'apps.openshift.io',
      plural: 'deploymentconfigs',
      kind: 'DeploymentConfig',
      shortNames: ['dc'],
    },
  ].map(({ plural, kind, ...rest }) =>
    definitionOf({
      ...rest,
      plural,
      kind,
      table: WORKLOAD_TABLES[kind] ?? { columns: [], cells: () => [] },
      hasOwnStatus: kind !== 'BuildConfig',
      isUnconditional: !rest.group.endsWith('.openshift.io'),
    }),
  )
}

function definitionOf(workload: WorkloadKind): ResourceDefinition {
  const { group, plural, kind, shortNames, table, hasOwnStatus, isUnconditional } = workload
  const find = (reader: Reader, namespace: string, name: string) =>
    reader.get<Workload>(plural, namespace, name)
  return {
    group,
    version: 'v1',
    plural,
    kind,
    singular: kind.toLowerCase(),
    ...(shortNames === undefined ? {} : { shortNames }),
    categories: ['all'],
    isOpaque: true,
    namespaced: true,
    verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
    stored: { present: (object) => object },
    table,
    get(reader, { namespace }, name) {
      const found = find(reader, namespace, name)
      if (!found) throw StatusError.notFound(plural, name, group)
      return found
    },
    create(transaction, context, body) {
      const { status, ...rest }: Workload = body
      const metadata = { ...newMeta(body.metadata, context.now()), generation: 1 }
      const made = { ...rest, metadata, ...(hasOwnStatus ? {} : { status: status ?? {} }) }
      assertSound(workload, made)
      assertCreatable(plural, find(transaction, context.namespace, metadata.name), body, group)
      return transaction.put(plural, managed(context, undefined, made))
    },
    update(transaction, context, name, body) {
      const old = find(transaction, context.namespace, name)
      assertUpdatable(plural, old, body, { group, isUnconditional })
      const next: Workload = { ...body, metadata: nextMeta(old.metadata, body.metadata) }
      if (hasOwnStatus) next.status = old.status ?? {}
      if (!isDeepStrictEqual(next.spec, old.spec)) {
        next.metadata.generation = (old.metadata.generation ?? 0) + 1
      }
      assertSound(workload, next)
      return { object: transaction.put(plural, managed(context, old, next)), created: false }
    },
    delete: (transaction, context, name, options) =>
      deleteStored(
        transaction,
        { group, plural, kind },
        find(transaction, context.namespace, name),
        name,
        { ...options, now: context.now(), present: (object) => object },
      ),
  }
}

function managed(context: RequestContext, old: Workload | undefined, next: Workload): Workload {
  const { kind: _kind, apiVersion: _apiVersion, ...kept } = next
  const entries = managedFieldsAfter(context, old, kept)
  return { ...kept, metadata: withManagedFields(kept.metadata, entries) }
}

function assertSound({ group, kind }: WorkloadKind, { metadata }: Workload): void {
  const problems = metaProblems(metadata, nameProblem)
  if (problems.length > 0) throw StatusError.invalid(kind, metadata.name, problems, group)
}

function nameProblem(name: string): string | undefined {
  return name.length <= 253 &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
    ? undefined
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
}
