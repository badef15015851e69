import { PassThrough, type Readable } from 'node:stream'
import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Upstream } from '../config'
import { StatusError } from '../image-api/rest/status-error'
import { isWatch } from './is-watch'
import { rotatingFile } from './rotating-file'
import { answersAreNoPages } from './security'
import { upstreamFailure } from './upstream-failure'
import { upstreamPools } from './upstream-pools'

/** What a client may say to the API server; all else stays here (cookies, forwarding, impersonation). */
const ASKED = ['accept', 'accept-encoding', 'content-type', 'content-length', 'user-agent']

/** What the API server may say to a client: how to read the body, when to come again, and warnings. */
const ANSWERED = [
  'content-type',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'vary',
  'warning',
  'www-authenticate',
  'audit-id',
]

/**
 * Forwards /api, /apis, /openapi and /version to an API server, streaming both ways. A request's own
 * token goes through as it is; else the token file speaks for everyone, which is why the gateway
 * then listens on loopback only. Failures of the connection are a Status.
 */
export async function upstreamApi(app: FastifyInstance, upstream: Upstream): Promise<void> {
  const token = upstream.tokenFile
    ? rotatingFile('--upstream-token-file', upstream.tokenFile)
    : undefined
  const { dispatcher, close } = upstreamPools(upstream.caFile)
  const endOfWatches = new Set<() => void>()

  await app.register(answersAreNoPages)
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof StatusError)) request.log.error({ err: error }, 'forwarding failed')
    const { code, status } =
      error instanceof StatusError
        ? error
        : StatusError.internal('the request could not be forwarded')
    return reply.code(code).send(status)
  })
  app.addHook('preClose', async () => {
    for (const end of endOfWatches) end()
  })
  app.addHook('onClose', close)

  for (const prefix of ['/api', '/apis', '/openapi', '/version']) {
    await app.register(httpProxy, {
      upstream: upstream.url,
      prefix,
      rewritePrefix: prefix,
      undici: dispatcher,
      disableCache: true,
      disableRequestLogging: true,
      replyOptions: {
        // A 503 is the API server's word, to be passed on: whoever asks decides when to ask again.
        retryDelay: () => null,
        rewriteRequestHeaders: (request, headers) => ({
          ...only(headers, ASKED),
          ...authorization(request.headers.authorization, token?.()),
        }),
        rewriteHeaders: (headers) => only(headers, ANSWERED),
        onResponse(request, reply, { stream }) {
          const sent = reply as FastifyReply
          if (isWatch(request.url)) sent.send(endable(stream, endOfWatches))
          else sent.send(stream)
        },
        onError(reply, { error }) {
          const failure = upstreamFailure(error.cause ?? error)
          reply.log.warn({ err: error.cause ?? error }, failure.message)
          reply.send(failure)
        },
      },
    })
  }
}

function only<T>(headers: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)))
}

function authorization(own: string | undefined, token: string | undefined) {
  if (own !== undefined) return { authorization: own }
  return token ? { authorization: `Bearer ${token}` } : {}
}

/** A stream that can be ended as a watch ends, before its source does; it leaves the set by itself. */
function endable(source: Readable, ends: Set<() => void>): Readable {
  const stream = new PassThrough()
  const end = () => {
    source.unpipe(stream)
    stream.end()
  }
  ends.add(end)
  source.on('error', (error) => stream.destroy(error))
  stream.on('close', () => {
    ends.delete(end)
    source.destroy()
  })
  return source.pipe(stream)
}
