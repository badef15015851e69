import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { mayReadPath, pathRefusal } from '../access/authorize'
import type { AggregatedDiscovery } from './aggregated-discovery'
import { answerRequest, notFoundHere } from './api-handlers'
import { parseApiPath, pathSegments } from './api-path'
import type { ApiParts } from './api-request'
import { LARGEST_BODY, messageOf } from './body-text'
import { type Discovery, VERSION } from './discovery'
import { expectProgress, RequestGate } from './limits'
import type { OpenApi } from './openapi'
import type { UserInfo } from './resource-definition'
import { sendAnswer, sendObject } from './send-answer'
import { StatusError } from './status-error'
import { acceptUpgrades, subprotocolToken } from './web-socket'

export interface PluginParts {
  api: ApiParts
  discovery: Discovery
  aggregated: AggregatedDiscovery
  openApi: OpenApi
  authenticate(authorization: string | undefined): UserInfo
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * Serves the API at /api, /apis, /openapi and /version. Everything in it asks first who is there; every
 * failure in it is a Status.
 */
export function apiPlugin(parts: PluginParts): FastifyPluginAsync {
  const gate = new RequestGate(parts.api.limits)
  return async (app) => {
    acceptUpgrades(app)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LARGEST_BODY },
      (_request, body, done) => done(null, body),
    )
    app.setErrorHandler((error, request, reply) => {
      const status = statusErrorOf(error)
      if (status.code >= 500 && !(error instanceof StatusError))
        request.log.error({ err: error }, 'API request failed')
      const { retryAfterSeconds } = status.status.details ?? {}
      if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
      return sendObject(reply, status.code, status.status, 'json', false)
    })
    for (const url of ['/api', '/api/*', '/apis', '/apis/*', '/openapi/*', '/version']) {
      app.route({
        method: [...METHODS],
        url,
        bodyLimit: LARGEST_BODY,
        handler: (request, reply) => answer(parts, gate, request, reply),
      })
    }
  }
}

async function answer(
  parts: PluginParts,
  gate: RequestGate,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const user = parts.authenticate(credentialsOf(request))
  const { pathname, searchParams: query } = new URL(request.raw.url ?? '/', 'http://api')
  const segments = pathSegments(pathname)
  if (!segments) throw StatusError.badRequest(`invalid URL escape in ${JSON.stringify(pathname)}`)
  const resource = resourcePath(segments)
  if (!resource) return answerPath(parts, user, pathname, segments, request, reply)

  const { group, version, rest } = resource
  if (parts.discovery.resources(group, version) === undefined) {
    if (!mayReadPath(user, pathname)) throw pathRefusal(user, pathname)
    return notFoundText(reply)
  }
  const path = parseApiPath(group, version, rest)
  if (!path) throw notFoundHere()
  const body = request.body instanceof Buffer ? request.body : undefined
  const result = await gate.pass(query.get('timeout'), () =>
    answerRequest(parts.api, {
      method: request.method,
      path,
      query,
      headers: request.headers,
      body,
      user,
    }),
  )
  if (!('watch' in result)) expectProgress(reply.raw, parts.api.limits)
  return sendAnswer(request, reply, result, query.get('pretty') === 'true')
}

/** The `Authorization` header, or where a browser opens a WebSocket the token that it gives in its place. */
function credentialsOf({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization !== undefined || headers.upgrade === undefined) {
    return headers.authorization
  }
  const token = subprotocolToken(headers['sec-websocket-protocol'])
  if (token === '') throw new StatusError(401, 'Unauthorized', 'Unauthorized')
  return token === undefined ? undefined : `Bearer ${token}`
}

/** The group, version and what follows of a path below a group version. */
function resourcePath(
  segments: readonly string[],
): { group: string; version: string; rest: string[] } | undefined {
  const [root, ...rest] = segments
  const [group = '', version = ''] = root === 'api' ? ['', rest[0]] : rest
  const below = rest.slice(root === 'api' ? 1 : 2)
  if ((root !== 'api' && root !== 'apis') || below.length === 0) return undefined
  return { group, version, rest: below }
}

/** Discovery, OpenAPI and the version. */
function answerPath(
  { discovery, aggregated, openApi }: PluginParts,
  user: UserInfo,
  pathname: string,
  segments: readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  if (!mayReadPath(user, pathname)) throw pathRefusal(user, pathname)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw StatusError.methodNotAllowed(
      'the server does not allow this method on the requested resource',
    )
  }
  if (segments[0] === 'openapi') {
    const document = openApi.document(segments.slice(1), request.headers.accept)
    if (!document) return notFoundText(reply)
    return sendDocument(request, reply, document)
  }
  const [root] = segments
  if (segments.length === 1 && (root === 'api' || root === 'apis')) {
    const document = aggregated.document(root, request.headers.accept)
    reply.header('vary', 'Accept')
    if (document) return sendDocument(request, reply, document)
  }
  const found = documentAt(discovery, segments)
  if (found === undefined) return notFoundText(reply)
  return sendObject(reply, 200, found, 'json', false)
}

/** A document that never changes while we run: who has it already is told so. */
function sendDocument(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { type, etag, body }: { type: string; etag: string; body: string | Buffer },
): FastifyReply {
  reply.header('etag', etag)
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim())
  if (known.includes(etag)) return reply.code(304).send()
  // Text would be sent with a charset, and not under the type that was asked for.
  return reply.header('content-type', type).send(Buffer.from(body))
}

function documentAt(discovery: Discovery, segments: readonly string[]): object | undefined {
  const [root, first = '', second = ''] = segments
  if (root === 'version') return VERSION
  if (root === 'api') return segments.length === 1 ? discovery.core : discovery.resources('', first)
  if (segments.length === 1) return discovery.groups
  return segments.length === 2 ? discovery.group(first) : discovery.resources(first, second)
}

/** What is not a resource at all is answered without a Status (observed 57). */
function notFoundText(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('content-type', 'text/plain; charset=utf-8')
    .send('404 page not found\n')
}

/** Failures of the web server and of our own as a Status; what went wrong inside is not told. */
function statusErrorOf(error: unknown): StatusError {
  if (error instanceof StatusError) return error
  const code =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  if (code === 413) {
    return new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${LARGEST_BODY}`,
    )
  }
  if (code === 415) return new StatusError(415, 'UnsupportedMediaType', messageOf(error))
  if (typeof code === 'number' && code >= 400 && code < 500) {
    return new StatusError(code, 'BadRequest', messageOf(error))
  }
  return StatusError.internal('the request could not be answered')
}
