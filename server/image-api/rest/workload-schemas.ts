import type { Schema } from './schema'

const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } as const
const text: Schema = { type: 'string' }
const named = (name: string): Schema => ({
  allOf: [{ $ref: `#/components/schemas/${name}` }],
  default: {},
})

/** A list that patches merge by a member of its items, and that is owned by item. */
function keyed(items: Schema, key: string, keys: readonly string[] = [key]): Schema {
  return {
    type: 'array',
    items,
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': keys,
    'x-kubernetes-patch-merge-key': key,
    'x-kubernetes-patch-strategy': 'merge',
  }
}

const CONTAINERS = keyed(named('io.k8s.api.core.v1.Container'), 'name')

const POD_TEMPLATE = { template: named('io.k8s.api.core.v1.PodTemplateSpec') }

function kinds(
  name: string,
  [group, kind]: readonly [group: string, kind: string],
  spec: Record<string, Schema>,
): Record<string, Schema> {
  const meta = (type: string) => named(`io.k8s.apimachinery.pkg.apis.meta.v1.${type}`)
  const typed = { apiVersion: text, kind: text }
  return {
    [name]: {
      type: 'object',
      properties: {
        ...typed,
        metadata: meta('ObjectMeta'),
        spec: { ...OPEN, properties: spec },
        status: OPEN,
      },
      'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind }],
    },
    [`${name}List`]: {
      type: 'object',
      required: ['items'],
      properties: {
        ...typed,
        metadata: meta('ListMeta'),
        items: { type: 'array', items: named(name) },
      },
      'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind: `${kind}List` }],
    },
  }
}

/**
 * Kinds that are kept as they come: only what patches merge, and what image triggers look at, is described. All other
 * members may be there, of any type.
 */
export const WORKLOAD_SCHEMAS: Readonly<Record<string, Schema>> = {
  'io.k8s.api.core.v1.Container': {
    ...OPEN,
    required: ['name'],
    properties: {
      name: text,
      image: text,
      env: keyed(OPEN, 'name'),
      ports: keyed(OPEN, 'containerPort', ['containerPort', 'protocol']),
      volumeMounts: keyed(OPEN, 'mountPath'),
    },
  },
  'io.k8s.api.core.v1.PodSpec': {
    ...OPEN,
    properties: {
      containers: CONTAINERS,
      initContainers: CONTAINERS,
      ephemeralContainers: CONTAINERS,
      imagePullSecrets: keyed(OPEN, 'name'),
      volumes: keyed(OPEN, 'name'),
    },
  },
  'io.k8s.api.core.v1.PodTemplateSpec': {
    ...OPEN,
    properties: { metadata: OPEN, spec: named('io.k8s.api.core.v1.PodSpec') },
  },
  ...kinds('io.k8s.api.apps.v1.DaemonSet', ['apps', 'DaemonSet'], POD_TEMPLATE),
  ...kinds('io.k8s.api.apps.v1.Deployment', ['apps', 'Deployment'], POD_TEMPLATE),
  ...kinds('io.k8s.api.apps.v1.StatefulSet', ['apps', 'StatefulSet'], POD_TEMPLATE),
  ...kinds('io.k8s.api.batch.v1.CronJob', ['batch', 'CronJob'], {
    jobTemplate: {
      ...OPEN,
      properties: { metadata: OPEN, spec: { ...OPEN, properties: POD_TEMPLATE } },
    },
  }),
  ...kinds('com.github.openshift.api.build.v1.BuildConfig', ['build.openshift.io', 'BuildConfig'], {
    triggers: { type: 'array', items: OPEN },
  }),
  ...kinds(
    'com.github.openshift.api.apps.v1.DeploymentConfig',
    ['apps.openshift.io', 'DeploymentConfig'],
    { ...POD_TEMPLATE, triggers: { type: 'array', items: OPEN } },
  ),
}
