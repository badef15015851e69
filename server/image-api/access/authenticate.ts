import type { UserInfo } from '../rest/resource-definition'
import { StatusError } from '../rest/status-error'
import type { TokenTable } from './token-file'

/** Who there is when nobody has to log in: one person who may do everything. */
export const SOLE_USER: UserInfo = {
  name: 'admin',
  uid: 'admin',
  groups: ['system:masters', 'system:authenticated'],
}

export const ANONYMOUS: UserInfo = {
  name: 'system:anonymous',
  uid: '',
  groups: ['system:unauthenticated'],
}

/** Says who sends an `Authorization` header. Throws the 401 of a token that nobody has (observed 57). */
export function authenticator(
  tokens: TokenTable | undefined,
): (authorization: string | undefined) => UserInfo {
  if (!tokens) return () => SOLE_USER
  return (authorization) => {
    const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return ANONYMOUS
    const user = tokens.get(token)
    if (!user) throw new StatusError(401, 'Unauthorized', 'Unauthorized')
    return user
  }
}
