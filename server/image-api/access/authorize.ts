import type { AccessQuestion, UserInfo } from '../rest/resource-definition'
import { StatusError } from '../rest/status-error'

/** Discovery, OpenAPI and the like are for everybody who is somebody; the version for all. */
export function mayReadPath(user: UserInfo, path: string): boolean {
  return path === '/version' || user.groups.includes('system:authenticated')
}

/** The 403 of a refused question (observed 57). */
export function refusal(user: UserInfo, question: AccessQuestion): StatusError {
  const { verb, group, namespace, name = '' } = question
  const resource =
    question.subresource === undefined
      ? question.resource
      : `${question.resource}/${question.subresource}`
  const place = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return StatusError.forbidden(
    question.resource,
    name,
    `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${place}`,
    group,
  )
}

/** The 403 of a path that is no resource's. */
export function pathRefusal(user: UserInfo, path: string): StatusError {
  return new StatusError(
    403,
    'Forbidden',
    `forbidden: User "${user.name}" cannot get path "${path}"`,
    {},
  )
}
