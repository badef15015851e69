import { IMAGE_GROUP } from '../rest/status-error'

/** What a role permits: each of these verbs on each of these resources; `*` is all of them. */
export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  /** With their subresources: `imagestreams/layers`. */
  readonly resources: readonly string[]
}

const READ = ['get', 'list', 'watch']
const READ_AND_WRITE = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
]
/** Both names of the group that real roles know it by. */
const IMAGES = ['', IMAGE_GROUP]
const STREAMS = [
  'imagestreamimages',
  'imagestreammappings',
  'imagestreams',
  'imagestreamtags',
  'imagetags',
]

/** What runs images and what builds them, where it is. */
const WORKLOADS: readonly Omit<PolicyRule, 'verbs'>[] = [
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'] },
  { apiGroups: ['batch'], resources: ['cronjobs'] },
  { apiGroups: ['', 'build.openshift.io'], resources: ['buildconfigs'] },
  { apiGroups: ['', 'apps.openshift.io'], resources: ['deploymentconfigs'] },
]
const workloads = (verbs: readonly string[]): PolicyRule[] =>
  WORKLOADS.map((rule) => ({ verbs, ...rule }))

const VIEW: readonly PolicyRule[] = [
  { verbs: READ, apiGroups: IMAGES, resources: STREAMS },
  { verbs: READ, apiGroups: IMAGES, resources: ['imagestreams/status'] },
  { verbs: ['get'], apiGroups: ['project.openshift.io'], resources: ['projects'] },
  { verbs: READ, apiGroups: [''], resources: ['namespaces'] },
  ...workloads(READ),
]

const EDIT: readonly PolicyRule[] = [
  { verbs: READ_AND_WRITE, apiGroups: IMAGES, resources: [...STREAMS, 'imagestreams/secrets'] },
  { verbs: ['create'], apiGroups: IMAGES, resources: ['imagestreamimports'] },
  { verbs: READ, apiGroups: IMAGES, resources: ['imagestreams/status'] },
  { verbs: ['get', 'update'], apiGroups: IMAGES, resources: ['imagestreams/layers'] },
  { verbs: ['get'], apiGroups: ['project.openshift.io'], resources: ['projects'] },
  { verbs: READ, apiGroups: [''], resources: ['namespaces'] },
  { verbs: READ_AND_WRITE, apiGroups: [''], resources: ['secrets'] },
  ...workloads(READ_AND_WRITE),
]

/**
 * What a real cluster's roles permit of what there is here (semantics C7): only who edits sees the layers of
 * images and hands out secrets, and images themselves are for those who read the whole cluster (observed 56).
 */
export const ROLES = {
  view: VIEW,
  edit: EDIT,
  admin: [
    ...EDIT,
    {
      verbs: ['delete', 'get', 'patch', 'update'],
      apiGroups: ['project.openshift.io'],
      resources: ['projects'],
    },
  ],
  'cluster-reader': [
    {
      verbs: READ,
      apiGroups: [IMAGE_GROUP],
      resources: ['*'],
    },
    { verbs: READ, apiGroups: [''], resources: ['namespaces', ...STREAMS, 'imagestreams/status'] },
    { verbs: READ, apiGroups: ['project.openshift.io'], resources: ['projects'] },
    { verbs: READ, apiGroups: ['user.openshift.io'], resources: ['users'] },
    { verbs: READ, apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'] },
    ...workloads(READ),
  ],
} as const satisfies Record<string, readonly PolicyRule[]>

export type RoleName = keyof typeof ROLES

export function isRoleName(text: unknown): text is RoleName {
  return typeof text === 'string' && Object.hasOwn(ROLES, text)
}

/** What everybody who is somebody may do: ask about themselves. */
export const BASIC: readonly PolicyRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['list', 'watch'], apiGroups: ['project.openshift.io'], resources: ['projects'] },
]

export const EVERYTHING: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
]

/** Whether a rule permits a verb on a resource (with its subresource, after a slash). */
export function permits(
  { verbs, apiGroups, resources }: PolicyRule,
  verb: string,
  group: string,
  resource: string,
): boolean {
  const has = (list: readonly string[], what: string) => list.includes('*') || list.includes(what)
  return has(verbs, verb) && has(apiGroups, group) && has(resources, resource)
}
