import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Headers that keep our pages from being framed, sniffed or fed with foreign scripts. Development runs
 * without a content security policy: hot reload needs an inline script and a socket.
 */
export const security = fp(
  async (
    app: FastifyInstance,
    { isDevelopment, isSecure }: { isDevelopment: boolean; isSecure: boolean },
  ) => {
    await app.register(helmet, {
      contentSecurityPolicy: isDevelopment ? false : { useDefaults: false, directives: forPages },
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      // Where people find us by https, they never do without.
      strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    })
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    })
  },
  { name: 'security' },
)

const forPages = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  // Style attributes that React sets go through the CSSOM, which needs no 'unsafe-inline'.
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
}

/** What the API answers holds words of others: opened in a tab, it runs and loads nothing. */
const FOR_ANSWERS = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Headers of everything that the API answers; registered inside what serves it. */
export const answersAreNoPages = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', FOR_ANSWERS)
      // As an API server says it: nothing of a person's stays behind in a cache.
      reply.header('cache-control', 'no-cache, private, no-store')
    })
  },
  { name: 'answers-are-no-pages' },
)
