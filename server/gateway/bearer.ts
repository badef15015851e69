import type { IncomingMessage } from 'node:http'
import { StatusError } from '../image-api/rest/status-error'
import { subprotocolToken } from '../image-api/rest/web-socket'
import { headerValues } from './header-values'

/**
 * The bearer token of a request: of its `Authorization`, or where a program opens a WebSocket of its
 * subprotocols. Undefined where there is none; throws where it is none that could be one.
 */
export function bearerToken(request: IncomingMessage): string | undefined {
  const [authorization, ...more] = headerValues(request, 'authorization')
  if (more.length > 0) throw unauthorized()
  const { headers } = request
  if (authorization !== undefined) {
    const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1]
    if (token === undefined) throw unauthorized()
    return token
  }
  if (headers.upgrade === undefined) return undefined
  const token = subprotocolToken(headers['sec-websocket-protocol'])
  if (token === undefined) return undefined
  if (!/^[\x21-\x7e]+$/.test(token)) throw unauthorized()
  return token
}

/** As an API server says it, with what to do about it where we know. */
export function unauthorized(advice?: string): StatusError {
  return new StatusError(401, 'Unauthorized', advice ? `Unauthorized: ${advice}` : 'Unauthorized')
}
