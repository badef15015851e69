import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_PATH, type Session, SIGN_IN_PATH, SIGN_OUT_PATH } from '@/domain/session'
import { StatusError } from '../image-api/rest/status-error'
import { bearerToken, unauthorized } from './bearer'
import type { OwnSecret } from './own-secret'

/** Where a browser comes in with the code of the terminal. */
export const ENTER_PATH = '/session/enter'

/** Throws the 401 of whoever does not know the secret. */
export function assertKnowsSecret({ raw }: FastifyRequest, own: OwnSecret): void {
  const token = bearerToken(raw)
  if (token !== undefined ? own.isSecret(token) : hasCookie(raw.headers.cookie, own)) return
  throw unauthorized('the terminal in which the gateway was started says how to get in.')
}

function hasCookie(header: string | undefined, own: OwnSecret): boolean {
  const cookie = parseCookie(header ?? '')[own.cookieName]
  return cookie !== undefined && own.isCookie(cookie)
}

/**
 * How somebody at this machine gets in: by the code of the terminal once, or by typing the secret. A
 * cookie then stands for it that no script can read and that no other site's page makes a browser send.
 */
export async function ownSession(app: FastifyInstance, own: OwnSecret): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  // A page asks, and shows the sentence where it asked.
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof StatusError)) throw error
    return reply.code(error.code).send(error.status)
  })

  app.get(SESSION_PATH, { exposeHeadRoute: false }, (request): Session => {
    let isSignedIn = true
    try {
      assertKnowsSecret(request, own)
    } catch {
      isSignedIn = false
    }
    return { by: 'secret', isSignedIn }
  })

  app.get<{ Querystring: { code?: unknown } }>(
    ENTER_PATH,
    { exposeHeadRoute: false },
    ({ query }, reply) => {
      // Whoever comes with a code that was used sees the pages ask for the secret.
      if (typeof query.code === 'string' && own.takeCode(query.code)) setCookie(reply, own)
      return reply.redirect('/', 303)
    },
  )

  app.post<{ Body: { secret?: unknown } | null }>(
    SIGN_IN_PATH,
    { bodyLimit: 4096 },
    ({ body }, reply) => {
      const secret = body?.secret
      if (typeof secret !== 'string' || !own.isSecret(secret.trim())) {
        throw new StatusError(403, 'Forbidden', 'This is not the secret of this gateway.')
      }
      setCookie(reply, own)
      return reply.code(204).send()
    },
  )

  app.post(SIGN_OUT_PATH, { bodyLimit: 4096 }, (_request, reply) => {
    setCookie(reply, own, 0)
    return reply.code(204).send()
  })
}

function setCookie(reply: FastifyReply, own: OwnSecret, maxAge?: number): void {
  const cookie = stringifySetCookie({
    name: own.cookieName,
    value: maxAge === 0 ? '' : own.cookie,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    ...(maxAge === undefined ? {} : { maxAge }),
  })
  reply.header('set-cookie', cookie)
}
