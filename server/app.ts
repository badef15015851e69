import { Server as HttpsServer } from 'node:https'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Config } from './config'
import { callers } from './gateway/callers'
import { embeddedApi } from './gateway/embedded-api'
import { forwardedApi, type Terminal } from './gateway/forwarded-api'
import { health } from './gateway/health'
import { metrics } from './gateway/metrics'
import { pages } from './gateway/pages'
import { requestLimits } from './gateway/request-limits'
import { security } from './gateway/security'
import { ServingTls } from './gateway/serving-tls'
import { simpleSession } from './gateway/simple-session'
import { StatusError } from './image-api/rest/status-error'

export interface AppOptions {
  /** Where the built pages are; none are served where it is not given. */
  pagesRoot?: string
  /** The pages come from the development server. */
  isDevelopment?: boolean
  /** Who is told how to get in, where the gateway has credentials of its own. */
  terminal?: Terminal
}

/**
 * The gateway, not yet listening. In order: what holds for every request, health, the API (embedded or
 * forwarded), the pages. Throws ConfigError where the configuration cannot work.
 */
export async function buildApp(
  config: Config,
  { pagesRoot, isDevelopment = false, terminal = { tell() {} } }: AppOptions = {},
): Promise<FastifyInstance> {
  const tls = config.tls && new ServingTls(config.tls)
  const limits = requestLimits(config.requestTimeout)
  const app = Fastify({
    ...limits,
    ...(tls ? { https: { ...limits.http, ...tls.now } } : {}),
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    // Requests that are being answered are answered to their end; idle connections are closed.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1000 },
    logController: new LogController({ disableRequestLogging: true }),
    // A path with a broken escape is refused before any route, as Go's HTTP server refuses it.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack()
      reply.raw.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
      reply.raw.end('400 Bad Request')
    },
  })
  if (tls && app.server instanceof HttpsServer) {
    const stop = tls.follow(app.server, (err) =>
      app.log.warn({ err }, 'the certificate does not fit'),
    )
    app.addHook('onClose', async () => stop())
  }
  answerInText(app)
  logAnswers(app)
  if (config.metrics) await app.register(metrics, config.metrics)

  const isSecure = config.publicUrl?.startsWith('https:') ?? false
  await app.register(security, { isDevelopment, isSecure })
  await app.register(callers, config)
  await app.register(health)
  const { upstream } = config
  if (upstream) {
    await app.register((api) =>
      forwardedApi(api, upstream, { publicUrl: config.publicUrl, terminal }),
    )
  } else {
    await app.register(simpleSession, { by: config.tokenFile === undefined ? 'open' : 'token' })
    await app.register((api) => embeddedApi(api, config))
  }
  if (pagesRoot !== undefined) await app.register(pages, { root: pagesRoot })
  return app
}

/** Outside of the API a failure is a line of text; what went wrong inside is not told. */
function answerInText(app: FastifyInstance) {
  app.setErrorHandler((error, request, reply) => {
    const code = error instanceof StatusError ? error.code : statusCodeOf(error)
    const isTold = error instanceof StatusError || (code < 500 && error instanceof Error)
    if (code >= 500) request.log.error({ err: error }, 'request failed')
    const text = isTold ? error.message : 'Something went wrong here.'
    return reply.code(code).type('text/plain; charset=utf-8').send(`${text}\n`)
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain; charset=utf-8').send('There is nothing here.\n'),
  )
}

function statusCodeOf(error: unknown): number {
  const code =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  return typeof code === 'number' && code >= 400 ? code : 500
}

/**
 * One line for a request when it ends. Neither headers nor the query: they may hold tokens, and what
 * people search for. What changes something, and what fails, is told; plain reads only when debugging.
 */
function logAnswers(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const isRead = method === 'GET' || method === 'HEAD'
    const level = reply.statusCode >= 500 ? 'warn' : isRead ? 'debug' : 'info'
    request.log[level](
      {
        method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}
