import type { Schema } from './schema'

const META = '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.'
const text: Schema = { type: 'string' }
const texts: Schema = { type: 'array', items: text }

function kind(
  group: string,
  name: string,
  description: string,
  properties: Record<string, Schema>,
): Schema {
  return {
    description,
    type: 'object',
    properties: {
      apiVersion: text,
      kind: text,
      metadata: { allOf: [{ $ref: `${META}ObjectMeta` }], default: {} },
      ...properties,
    },
    'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind: name }],
  }
}

function listOf(group: string, name: string, item: string): Schema {
  return {
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: text,
      kind: text,
      metadata: { allOf: [{ $ref: `${META}ListMeta` }], default: {} },
      items: { type: 'array', items: { allOf: [{ $ref: `#/components/schemas/${item}` }] } },
    },
    'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind: `${name}List` }],
  }
}

const CONDITIONS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      lastTransitionTime: { type: 'string', format: 'date-time' },
      message: text,
      reason: text,
      status: text,
      type: text,
    },
  },
}

const NAMESPACE_BODY: Record<string, Schema> = {
  spec: { type: 'object', properties: { finalizers: texts } },
  status: { type: 'object', properties: { conditions: CONDITIONS, phase: text } },
}

const REVIEW_STATUS: Schema = {
  type: 'object',
  properties: {
    allowed: { type: 'boolean' },
    denied: { type: 'boolean' },
    evaluationError: text,
    reason: text,
  },
}

const ACCESS_SPEC: Schema = {
  type: 'object',
  properties: {
    nonResourceAttributes: { type: 'object', properties: { path: text, verb: text } },
    resourceAttributes: {
      type: 'object',
      properties: {
        fieldSelector: { type: 'object' },
        group: text,
        labelSelector: { type: 'object' },
        name: text,
        namespace: text,
        resource: text,
        subresource: text,
        verb: text,
        version: text,
      },
    },
  },
}

/** The kinds of the other groups that this server answers, as far as it knows them. */
export const FURTHER_SCHEMAS: Readonly<Record<string, Schema>> = {
  'io.k8s.api.core.v1.Namespace': kind(
    '',
    'Namespace',
    'Namespace provides a scope for Names. Use of multiple namespaces is optional.',
    NAMESPACE_BODY,
  ),
  'io.k8s.api.core.v1.NamespaceList': listOf('', 'Namespace', 'io.k8s.api.core.v1.Namespace'),
  'com.github.openshift.api.project.v1.Project': kind(
    'project.openshift.io',
    'Project',
    'Projects are the unit of isolation and collaboration in OpenShift. A project has one or more members, a quota on the resources that the project may consume, and the security controls on the resources in the project.',
    NAMESPACE_BODY,
  ),
  'com.github.openshift.api.project.v1.ProjectList': listOf(
    'project.openshift.io',
    'Project',
    'com.github.openshift.api.project.v1.Project',
  ),
  'com.github.openshift.api.project.v1.ProjectRequest': kind(
    'project.openshift.io',
    'ProjectRequest',
    'ProjectRequest is the set of options necessary to fully qualify a project request.',
    { displayName: text, description: text },
  ),
  'com.github.openshift.api.user.v1.User': kind(
    'user.openshift.io',
    'User',
    'Upon log in, every user of the system receives a User and Identity resource.',
    { fullName: text, groups: texts, identities: texts },
  ),
  'io.k8s.api.authorization.v1.SelfSubjectAccessReview': kind(
    'authorization.k8s.io',
    'SelfSubjectAccessReview',
    'SelfSubjectAccessReview checks whether or the current user can perform an action.',
    { spec: ACCESS_SPEC, status: REVIEW_STATUS },
  ),
  'io.k8s.api.authorization.v1.SelfSubjectRulesReview': kind(
    'authorization.k8s.io',
    'SelfSubjectRulesReview',
    'SelfSubjectRulesReview enumerates the set of actions the current user can perform within a namespace.',
    {
      spec: { type: 'object', properties: { namespace: text } },
      status: { type: 'object' },
    },
  ),
}
