import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** `/healthz`: the process lives. `/readyz`: pages and API are served, and it is not going away. */
export const health = fp(
  async (app: FastifyInstance) => {
    let isReady = false
    app.addHook('onReady', async () => {
      isReady = true
    })
    app.addHook('preClose', async () => {
      isReady = false
    })
    app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'))
    app.get('/readyz', (_request, reply) =>
      reply
        .code(isReady ? 200 : 503)
        .type('text/plain')
        .send(isReady ? 'ok\n' : 'not ready\n'),
    )
  },
  { name: 'health' },
)
