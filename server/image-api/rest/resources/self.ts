import type { KubeObject } from '@/domain/kinds/meta'
import type { SelfSubjectAccessReview } from '@/domain/kinds/project'
import type { Decision } from '../../access/authorizer'
import type { RequestContext, ResourceDefinition } from '../resource-definition'
import { StatusError } from '../status-error'

/** `users/~`: who is asking (observed 58). Other users are not told of. */
export const users: ResourceDefinition = {
  group: 'user.openshift.io',
  version: 'v1',
  plural: 'users',
  singular: 'user',
  kind: 'User',
  namespaced: false,
  verbs: ['get'],
  get(_reader, { user }, name) {
    if (name !== '~' && name !== user.name) {
      throw StatusError.notFound('users', name, 'user.openshift.io')
    }
    const self: KubeObject & { groups: readonly string[]; identities: null } = {
      metadata: { name: user.name, ...(user.uid === '' ? {} : { uid: user.uid }) },
      identities: null,
      groups: user.groups,
    }
    return self
  },
}

const AUTHORIZATION = { group: 'authorization.k8s.io', version: 'v1', namespaced: false } as const

export const selfSubjectAccessReviews: ResourceDefinition = {
  ...AUTHORIZATION,
  plural: 'selfsubjectaccessreviews',
  singular: 'selfsubjectaccessreview',
  kind: 'SelfSubjectAccessReview',
  verbs: ['create'],
  writesNothing: true,
  create(_transaction, context, body) {
    const review = body as SelfSubjectAccessReview
    const decision = answer(review, context)
    const answered: SelfSubjectAccessReview = {
      ...review,
      status: {
        allowed: decision !== undefined,
        ...(decision?.reason ? { reason: decision.reason } : {}),
      },
    }
    return answered
  },
}

function answer(review: SelfSubjectAccessReview, context: RequestContext): Decision | undefined {
  const asked = review.spec?.resourceAttributes
  if (!asked) {
    const other = (review.spec as { nonResourceAttributes?: object } | undefined)
      ?.nonResourceAttributes
    if (!other) {
      throw StatusError.invalid(
        'SelfSubjectAccessReview',
        '',
        [
          {
            reason: 'FieldValueInvalid',
            field: 'spec.resourceAttributes',
            message:
              'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
          },
        ],
        'authorization.k8s.io',
      )
    }
    return context.user.groups.includes('system:authenticated') ? { reason: '' } : undefined
  }
  return context.access?.decide({
    verb: asked.verb ?? '',
    group: asked.group ?? '',
    resource: asked.resource ?? '',
    namespace: asked.namespace ?? '',
    ...(asked.subresource ? { subresource: asked.subresource } : {}),
    ...(asked.name ? { name: asked.name } : {}),
  })
}

export const selfSubjectRulesReviews: ResourceDefinition = {
  ...AUTHORIZATION,
  plural: 'selfsubjectrulesreviews',
  singular: 'selfsubjectrulesreview',
  kind: 'SelfSubjectRulesReview',
  verbs: ['create'],
  writesNothing: true,
  create(_transaction, { access }, body) {
    const namespace = (body as { spec?: { namespace?: string } }).spec?.namespace ?? ''
    if (namespace === '') throw StatusError.badRequest('no namespace on request')
    const review: KubeObject & { status: object } = {
      ...body,
      status: {
        resourceRules: access?.rules(namespace) ?? [],
        nonResourceRules: [
          {
            verbs: ['get'],
            nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi/*', '/version'],
          },
        ],
        incomplete: false,
      },
    }
    return review
  },
}
