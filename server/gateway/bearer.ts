import type { IncomingMessage } from 'node:http'
import { StatusError } from '../image-api/rest/status-error'
import { subprotocolToken } from '../image-api/rest/web-socket'

/**
 * The bearer token of a request: of its `Authorization`, or where a program opens a WebSocket of its
 * subprotocols. Undefined where there is none; throws where it is none that could be one.
 */
export function bearerToken({ headers, headersDistinct }: IncomingMessage): string | undefined {
  if ((headersDistinct.authorization?.length ?? 0) > 1) throw unauthorized()
  const { authorization } = headers
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
