import { createServer, type Server } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { isWatch } from './is-watch'

/** From a static file to a list of everything. */
const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60]

/**
 * Counts what the gateway does, and tells it to Prometheus on a port of its own, beside the health that
 * the cluster asks for. No label holds a name, a path or a person.
 */
export const metrics = fp(
  async (app: FastifyInstance, where: { host: string; port: number }) => {
    const register = new Registry()
    collectDefaultMetrics({ register })
    const requests = new Counter({
      name: 'tagstream_requests_total',
      help: 'Requests that were answered, by what they asked for, method and status.',
      labelNames: ['kind', 'method', 'code'] as const,
      registers: [register],
    })
    const duration = new Histogram({
      name: 'tagstream_request_seconds',
      help: 'How long requests took to their last byte; watches are left out.',
      labelNames: ['kind'] as const,
      buckets: SECONDS,
      registers: [register],
    })
    const watches = new Gauge({
      name: 'tagstream_open_watches',
      help: 'Watches that are open.',
      registers: [register],
    })
    app.addHook('onRequest', async (request, reply) => {
      if (kindOf(request) !== 'watch') return
      watches.inc()
      reply.raw.once('close', () => watches.dec())
    })
    app.addHook('onResponse', async (request, reply) => {
      const kind = kindOf(request)
      requests.inc({ kind, method: request.method, code: reply.statusCode })
      if (kind !== 'watch') duration.observe({ kind }, reply.elapsedTime / 1000)
    })

    let isReady = false
    const server: Server = createServer(({ url }, response) => {
      if (url === '/metrics') {
        void register.metrics().then((text) => {
          response.writeHead(200, { 'content-type': register.contentType }).end(text)
        })
        return
      }
      const isGood = url === '/healthz' || (url === '/readyz' && isReady)
      response.writeHead(isGood ? 200 : url === '/readyz' ? 503 : 404).end(isGood ? 'ok\n' : '')
    })
    app.addHook('onReady', async () => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(where.port, where.host, resolve)
      })
      isReady = true
    })
    app.addHook('preClose', async () => {
      isReady = false
    })
    app.addHook('onClose', async () => {
      server.closeAllConnections()
      server.close()
    })
    app.decorate('metricsPort', () => {
      const address = server.address()
      return typeof address === 'object' && address ? address.port : 0
    })
  },
  { name: 'metrics' },
)

declare module 'fastify' {
  interface FastifyInstance {
    /** Where the metrics are told; absent where they are not. */
    metricsPort?: () => number
  }
}

function kindOf({ url }: FastifyRequest): 'api' | 'watch' | 'session' | 'page' {
  if (/^\/(apis?|openapi|version)([/?]|$)/.test(url)) return isWatch(url) ? 'watch' : 'api'
  return url.startsWith('/session') ? 'session' : 'page'
}
