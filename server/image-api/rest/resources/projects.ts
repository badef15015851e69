import type { KubeObject } from '@/domain/kinds/meta'
import type { StoredObject } from '../../storage/store'
import type { RequestContext, ResourceDefinition } from '../resource-definition'
import { StatusError } from '../status-error'
import { createNamespace } from './namespaces'

const GROUP = 'project.openshift.io'

/** Projects are namespaces under another name; everybody may list them and sees those that are theirs. */
export function projects(namespaces: ResourceDefinition): ResourceDefinition {
  return {
    group: GROUP,
    version: 'v1',
    plural: 'projects',
    singular: 'project',
    kind: 'Project',
    namespaced: false,
    verbs: ['delete', 'get', 'list', 'watch'],
    stored: { resource: 'namespaces', present: (object) => object, isVisible },
    get(reader, _context, name) {
      const namespace = reader.get('namespaces', '', name)
      if (!namespace) throw StatusError.notFound('projects', name, GROUP)
      return namespace
    },
    delete(transaction, context, name, options) {
      if (!transaction.get('namespaces', '', name))
        throw StatusError.notFound('projects', name, GROUP)
      namespaces.delete?.(transaction, context, name, options)
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' }
    },
  }
}

function isVisible(object: StoredObject, context: RequestContext): boolean {
  const { name } = object.metadata
  return context.may({ verb: 'get', group: GROUP, resource: 'projects', namespace: name, name })
}

interface ProjectRequest extends KubeObject {
  displayName?: string
  description?: string
}

/** How people make a project: a namespace with a name to show and a description. */
export const projectRequests: ResourceDefinition = {
  group: GROUP,
  version: 'v1',
  plural: 'projectrequests',
  singular: 'projectrequest',
  kind: 'ProjectRequest',
  namespaced: false,
  createdKind: 'Project',
  verbs: ['create'],
  create(transaction, context, body) {
    const { displayName = '', description = '', metadata } = body as ProjectRequest
    return createNamespace(transaction, context, {
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          'openshift.io/description': description,
          'openshift.io/display-name': displayName,
          'openshift.io/requester': context.user.name,
        },
      },
    })
  },
}
