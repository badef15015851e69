import type { KubeObject } from '@/domain/kinds/meta'
import { asCount, asObjects, asText, isObject } from '@/domain/untrusted'
import type { TableDefinition } from '../rest/resource-definition'
import { ago, NAME_COLUMN, textColumn } from '../rest/table-columns'

type Anything = Record<string, unknown>
type Cell = readonly [
  name: string,
  cell: (workload: { spec: Anything; status: Anything }) => unknown,
]

const AGE = textColumn('Age', 'How long ago the object was created.')

/** The name, what the kind tells of itself, the age, and in a wide table the containers. */
function tableOf(...cells: Cell[]): TableDefinition {
  return {
    columns: [
      NAME_COLUMN,
      ...cells.map(([name]) => textColumn(name, '')),
      AGE,
      textColumn('Containers', 'Names of each container in the template.', 1),
      textColumn('Images', 'Images referenced by each container in the template.', 1),
    ],
    cells(object, now) {
      const { spec, status } = object as KubeObject & { spec?: unknown; status?: unknown }
      const parts = { spec: membersOf(spec), status: membersOf(status) }
      const containers = containersOf(parts.spec)
      return [
        object.metadata.name,
        ...cells.map(([, cell]) => cell(parts)),
        ago(object.metadata.creationTimestamp, now).replace(/ ago$/, ''),
        containers.map(({ name }) => asText(name)).join(','),
        containers.map(({ image }) => asText(image)).join(','),
      ]
    },
  }
}

const ready: Cell = [
  'Ready',
  ({ spec, status }) => `${asCount(status.readyReplicas)}/${wanted(spec)}`,
]

/** How `kubectl get` shows each kind. */
export const WORKLOAD_TABLES: Readonly<Record<string, TableDefinition>> = {
  Deployment: tableOf(
    ready,
    ['Up-to-date', ({ status }) => String(asCount(status.updatedReplicas))],
    ['Available', ({ status }) => String(asCount(status.availableReplicas))],
  ),
  StatefulSet: tableOf(ready),
  DaemonSet: tableOf(
    ['Desired', ({ status }) => String(asCount(status.desiredNumberScheduled))],
    ['Current', ({ status }) => String(asCount(status.currentNumberScheduled))],
    ['Ready', ({ status }) => String(asCount(status.numberReady))],
  ),
  CronJob: tableOf(
    ['Schedule', ({ spec }) => asText(spec.schedule)],
    ['Suspend', ({ spec }) => (spec.suspend === true ? 'True' : 'False')],
  ),
  DeploymentConfig: tableOf(
    ['Revision', ({ status }) => String(asCount(status.latestVersion))],
    ['Desired', ({ spec }) => String(wanted(spec))],
    ['Current', ({ status }) => String(asCount(status.replicas))],
    ['Triggered By', ({ spec }) => triggersOf(spec).map(triggerWords).join(',')],
  ),
  BuildConfig: tableOf(
    ['Type', ({ spec }) => asText(membersOf(spec.strategy).type)],
    ['From', ({ spec }) => asText(membersOf(spec.source).type)],
    ['Latest', ({ status }) => String(asCount(status.lastVersion))],
  ),
}

function wanted(spec: Anything): number {
  return spec.replicas === undefined ? 1 : asCount(spec.replicas)
}

function triggersOf({ triggers }: Anything): readonly Anything[] {
  return asObjects(Array.isArray(triggers) ? (triggers as Anything[]) : [])
}

function triggerWords({ type, imageChangeParams }: Anything): string {
  if (type === 'ConfigChange') return 'config'
  if (type !== 'ImageChange') return asText(type)
  return `image(${asText(membersOf(membersOf(imageChangeParams).from).name)})`
}

/** The containers of the pods that it makes; those of a CronJob are one level down. */
function containersOf(spec: Anything): readonly Anything[] {
  const template = membersOf(spec.template ?? membersOf(membersOf(spec.jobTemplate).spec).template)
  const { containers } = membersOf(template.spec)
  return asObjects(Array.isArray(containers) ? (containers as Anything[]) : [])
}

function membersOf(value: unknown): Anything {
  return isObject(value) ? (value as Anything) : {}
}
