import type { FastifyInstance } from 'fastify'
import { SESSION_PATH, type Session } from '@/domain/session'

/** Says how people are known where the gateway keeps no session: it does not ask, or others do. */
export async function simpleSession(
  app: FastifyInstance,
  { by }: { by: 'open' | 'token' },
): Promise<void> {
  app.get(SESSION_PATH, { exposeHeadRoute: false }, (_request, reply): Session => {
    reply.header('cache-control', 'no-store')
    // Who brings a token is signed in; whether it is good, the API says.
    return { by, isSignedIn: true }
  })
}
