import type { AccessQuestion, UserInfo } from '../rest/resource-definition'
import { BASIC, EVERYTHING, type PolicyRule, permits, ROLES } from './roles'
import type { RoleBinding } from './roles-file'

const MASTERS = 'system:masters'

/** Groups that have a role everywhere without being told so. */
const BUILT_IN: readonly RoleBinding[] = [
  { role: 'cluster-reader', subject: { kind: 'Group', name: 'system:cluster-readers' } },
]

/** A right, and why somebody has it. */
export interface Decision {
  /** As an API server tells it; '' where it tells nothing. */
  reason: string
}

/** Who may do what: by roles, everywhere or in one project. `system:masters` may do everything. */
export class Authorizer {
  readonly #bindings: readonly RoleBinding[]

  constructor(bindings: readonly RoleBinding[] = []) {
    this.#bindings = [...BUILT_IN, ...bindings]
  }

  may(user: UserInfo, question: AccessQuestion): boolean {
    return this.decide(user, question) !== undefined
  }

  /** Undefined where it is not permitted. */
  decide(user: UserInfo, question: AccessQuestion): Decision | undefined {
    const { verb, group, resource, subresource, namespace } = question
    if (user.groups.includes(MASTERS)) return { reason: '' }
    const full = subresource ? `${resource}/${subresource}` : resource
    const isPermitted = (rule: PolicyRule) => permits(rule, verb, group, full)
    if (basicsOf(user).some(isPermitted) || isOwnUser(user, question)) {
      return { reason: 'RBAC: allowed by the rights of all who are logged in' }
    }
    const binding = this.#bindingsOf(user, namespace).find(({ role }) =>
      ROLES[role].some(isPermitted),
    )
    return binding && { reason: reasonOf(binding) }
  }

  /** All that somebody may do in a namespace. */
  rules(user: UserInfo, namespace: string): readonly PolicyRule[] {
    if (user.groups.includes(MASTERS)) return EVERYTHING
    const roles = new Set(this.#bindingsOf(user, namespace).map(({ role }) => role))
    return [...basicsOf(user), ...[...roles].flatMap((role) => [...ROLES[role]])]
  }

  #bindingsOf(user: UserInfo, namespace: string): RoleBinding[] {
    return this.#bindings.filter(
      ({ subject, project }) =>
        (project === undefined || project === namespace) &&
        (subject.kind === 'User' ? subject.name === user.name : user.groups.includes(subject.name)),
    )
  }
}

function basicsOf(user: UserInfo): readonly PolicyRule[] {
  return user.groups.includes('system:authenticated') ? BASIC : []
}

/** `users/~` is for everybody who is somebody. */
function isOwnUser(user: UserInfo, { verb, group, resource, name }: AccessQuestion): boolean {
  return (
    user.groups.includes('system:authenticated') &&
    `${verb} ${group} ${resource}/${name ?? ''}` === 'get user.openshift.io users/~'
  )
}

function reasonOf({ role, subject, project }: RoleBinding): string {
  const binding =
    project === undefined ? `ClusterRoleBinding "${role}"` : `RoleBinding "${role}/${project}"`
  return `RBAC: allowed by ${binding} of ClusterRole "${role}" to ${subject.kind} "${subject.name}"`
}
