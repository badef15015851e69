import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { bearerToken, unauthorized } from './bearer'
import { headerValues } from './header-values'
import type { Credentials } from './upstream'

/** Each request brings the token of its person, as an authenticating proxy in front of us adds it. */
export const tokenCredentials: Credentials = {
  authorize({ raw }: FastifyRequest) {
    const token = bearerToken(raw) ?? forwardedToken(raw)
    if (token === undefined) {
      throw unauthorized(
        'the request brings no token. What stands in front of the gateway adds it.',
      )
    }
    return `Bearer ${token}`
  },
}

function forwardedToken(request: IncomingMessage): string | undefined {
  const [token, ...more] = headerValues(request, 'x-forwarded-access-token')
  if (token === undefined) return undefined
  if (more.length > 0 || !/^[\x21-\x7e]+$/.test(token)) throw unauthorized()
  return token
}
