import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import { expectProgress, LIMITS, tooManyRequests } from '../image-api/rest/limits'
import { StatusError } from '../image-api/rest/status-error'
import { acceptUpgrades, takeUpgrade } from '../image-api/rest/web-socket'
import { isForwarded } from './forwarded'
import { isWatch } from './is-watch'
import { answeredHeaders, askedHeaders } from './passed-headers'
import { answersAreNoPages } from './security'
import { isClosedConnection, upstreamFailure } from './upstream-failure'
import { type TlsSettings, UpstreamPools } from './upstream-pools'
import { forwardWebSocket } from './upstream-web-socket'

/** In whose name requests are forwarded. */
export interface Credentials {
  /** The `Authorization` for a request; throws the 401 of somebody who may not ask here. */
  authorize(request: FastifyRequest): string | undefined | Promise<string | undefined>
  /** The API server did not accept what `authorize` gave. */
  refused?(): void
}

export interface UpstreamOptions {
  /** Where the API server is. */
  url: string
  tls: () => TlsSettings
  credentials: Credentials
}

/** As an API server's own limit; what is larger is stopped on its way. */
const LARGEST_BODY = 3 * 1024 * 1024
const MOST_REQUESTS = 1000
const MOST_WATCHES = 4000
/** Longer than the API server may take between two parts of an answer. */
const READER_MS = 120_000

/** So long an answered client may go on sending. */
const GOODBYE_MS = 500

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * Forwards what is in the table of `forwarded.ts` to an API server, streaming both ways; all else below
 * /api, /apis, /openapi and /version is 404. What fails between us and the API server is a Status.
 */
export async function upstreamApi(app: FastifyInstance, options: UpstreamOptions): Promise<void> {
  const pools = new UpstreamPools(options.tls)
  const endOfWatches = new Set<() => void>()
  const open = { requests: 0, watches: 0 }
  const { origin, pathname } = new URL(options.url)
  // A proxy in front of several clusters gives each a path.
  const base = pathname.replace(/\/$/, '')

  acceptUpgrades(app)
  // Bodies pass as they are, whatever they are.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  await app.register(answersAreNoPages)
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof StatusError)) request.log.error({ err: error }, 'forwarding failed')
    const { code, status } =
      error instanceof StatusError
        ? error
        : StatusError.internal('the request could not be forwarded')
    const { retryAfterSeconds } = status.details ?? {}
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
    reply.raw.once('finish', () => letGo(request.raw))
    return reply.code(code).send(status)
  })
  app.addHook('preClose', async () => {
    for (const end of endOfWatches) end()
  })
  app.addHook('onClose', () => pools.destroy())

  for (const url of ['/api', '/api/*', '/apis', '/apis/*', '/openapi/*', '/version']) {
    app.route({ method: [...METHODS], url, handler: forward })
  }

  async function forward(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const target = request.raw.url ?? ''
    assertOwnPage(request)
    const authorization = await options.credentials.authorize(request)
    if (!isForwarded(request.method, target)) throw notForwarded(request)
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) throw tooLarge()
    const kind = isWatch(target) ? 'watches' : 'requests'
    if (open[kind] >= (kind === 'watches' ? MOST_WATCHES : MOST_REQUESTS)) throw tooManyRequests()
    open[kind]++
    reply.raw.once('close', () => open[kind]--)
    const headers = {
      ...askedHeaders(request.raw),
      ...(authorization === undefined ? {} : { authorization }),
    }
    const pool = pools.current[kind === 'watches' ? 'watches' : 'plain']
    const asked = { origin, path: base + target, method: request.method, headers }
    if (request.headers.upgrade !== undefined) {
      const upgrade = takeUpgrade(request.raw)
      if (!upgrade || kind !== 'watches') {
        throw StatusError.badRequest('only watches can be asked for over a WebSocket')
      }
      reply.hijack()
      forwardWebSocket(pool, asked, { request, reply, upgrade, ends: endOfWatches })
      return reply
    }
    const answer = await ask(pool, asked, request, reply)
    if (answer.statusCode === 401) options.credentials.refused?.()
    reply.code(answer.statusCode).headers(answeredHeaders(answer.headers))
    if (kind === 'watches') return sendWatch(reply, endable(answer.body, endOfWatches))
    expectProgress(reply.raw, { ...LIMITS, readerMs: READER_MS })
    return reply.send(answer.body)
  }
}

/** A body that nobody wants any more may end, for a moment; then its connection does. */
function letGo(request: IncomingMessage): void {
  if (request.complete) return
  request.resume()
  setTimeout(() => {
    if (!request.complete) request.destroy()
  }, GOODBYE_MS).unref()
}

/** Nothing here is for pages of others, not even to read: no image, no script, no link. */
function assertOwnPage({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new StatusError(403, 'Forbidden', 'A page of another origin may not use this API.')
  }
}

interface Asked {
  origin: string
  path: string
  method: string
  headers: Record<string, string>
}

/**
 * The answer, once it has begun. A read that meets a connection which is just being closed is sent once
 * more; nothing else ever is.
 */
async function ask(
  pool: Dispatcher,
  asked: Asked,
  { body, log }: FastifyRequest,
  reply: FastifyReply,
): Promise<Dispatcher.ResponseData> {
  const left = new AbortController()
  const leave = () => left.abort()
  reply.raw.once('close', leave)
  const sent: Dispatcher.RequestOptions = { ...asked, signal: left.signal }
  const isRead = asked.method === 'GET' || asked.method === 'HEAD'
  if (isStream(body)) sent.body = Readable.from(limited(body))
  try {
    return await pool.request(sent).catch((error: unknown) => {
      if (!isRead || sent.body !== undefined || !isClosedConnection(error)) throw error
      return pool.request(sent)
    })
  } catch (error) {
    const failure = upstreamFailure(error)
    // Who left caused the failure, and hears of it no more.
    if (!left.signal.aborted && failure !== error) log.warn({ err: error }, failure.message)
    throw failure
  } finally {
    // From here on the end of the answer's stream ends the request.
    reply.raw.off('close', leave)
  }
}

function isStream(body: unknown): body is Readable {
  return body instanceof Readable
}

async function* limited(body: Readable): AsyncGenerator<Buffer> {
  let size = 0
  // Not destroyed on the way out: the client hears why before its connection ends.
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > LARGEST_BODY) throw tooLarge()
    yield chunk
  }
}

function tooLarge(): StatusError {
  const message = `Request entity too large: limit is ${LARGEST_BODY}`
  return new StatusError(413, 'RequestEntityTooLarge', message)
}

function notForwarded({ method, raw }: FastifyRequest): StatusError {
  const path = (raw.url ?? '').split('?', 1)[0]
  return new StatusError(
    404,
    'NotFound',
    `The gateway does not forward ${method} ${JSON.stringify(path)}.`,
  )
}

/** Headers go at once: that a watch stands is news, though its first event may be long in coming. */
function sendWatch(reply: FastifyReply, stream: Readable): FastifyReply {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders)
  raw.flushHeaders()
  stream.on('error', () => raw.destroy())
  raw.on('close', () => stream.destroy())
  stream.pipe(raw)
  return reply
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
