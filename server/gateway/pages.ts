import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** The name tells the content, so what was fetched once is good for as long as a cache likes. */
const FOR_GOOD = 'public, max-age=31536000, immutable'
const ASK_EACH_TIME = 'no-cache'

/**
 * The built app, each file in the form that the browser takes: brotli, gzip or plain, made by the build.
 * Hashed assets are kept for good. Every address that is not a file is `index.html`, for the app has its
 * pages there; a file that is missing is a 404, never a page.
 */
export const pages = fp(
  async (app: FastifyInstance, { root }: { root: string }) => {
    if (!existsSync(join(root, 'index.html'))) {
      throw new Error(`The pages are not built: there is no index.html in ${root}.`)
    }
    await app.register(fastifyStatic, {
      root,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      // Set for what is found: a missing asset must not be remembered as missing.
      setHeaders(reply, path) {
        const isHashed = path.startsWith(join(root, 'assets'))
        reply.header('cache-control', isHashed ? FOR_GOOD : ASK_EACH_TIME)
        reply.header('vary', 'accept-encoding')
      },
    })

    app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
      reply.sendFile(`assets/${request.params['*']}`),
    )
    for (const name of topFiles(root)) {
      app.get(`/${name}`, (_request, reply) => reply.sendFile(name))
    }
    app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
      // Names of streams and tags have dots too, but they never stand at the top.
      if (/^[^/]+\.[^/]+$/.test(request.params['*'])) return reply.callNotFound()
      return reply.sendFile('index.html')
    })
  },
  { name: 'pages' },
)

/** Files beside index.html, as the public folder has them. */
function topFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(\.|index\.html)|\.(br|gz)$/.test(entry.name))
    .map(({ name }) => name)
}
