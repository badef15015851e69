import { createHash } from 'node:crypto'
import { parseCookie, type SerializeOptions, stringifySetCookie } from 'cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi'
import { SESSION_PATH, type Session, SIGN_IN_PATH, SIGN_OUT_PATH } from '@/domain/session'
import { StatusError } from '../../image-api/rest/status-error'
import { unauthorized } from '../bearer'
import { isSameSecret } from '../same-secret'
import type { Credentials } from '../upstream'
import type { OpenShiftOAuth } from './open-shift-oauth'
import { returnPath } from './return-path'
import type { SessionKeys } from './session-keys'

/** Where the OAuth server sends browsers back to. */
export const CALLBACK_PATH = '/session/callback'

// `__Host-`: no other host, not even of the same domain, can set or get these.
const SESSION_COOKIE = '__Host-tagstream'
const SIGN_IN_COOKIE = '__Host-tagstream-sign-in'
/** So long may logging in take. */
const SIGN_IN_SECONDS = 15 * 60

interface Kept {
  token: string
  expires: number
}

interface Begun {
  state: string
  verifier: string
  to: string
  until: number
}

/** People log in at the cluster; what they get is sealed in a cookie, and nowhere else. */
export async function loginSession(
  app: FastifyInstance,
  { oauth, keys }: { oauth: OpenShiftOAuth; keys: SessionKeys },
): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(SESSION_PATH, { exposeHeadRoute: false }, async (request): Promise<Session> => {
    const kept = await keptIn(request, keys)
    if (!kept) return { by: 'login', isSignedIn: false }
    return { by: 'login', isSignedIn: true, expires: new Date(kept.expires * 1000).toISOString() }
  })

  app.get<{ Querystring: { to?: unknown } }>(
    SIGN_IN_PATH,
    { exposeHeadRoute: false },
    async ({ query }, reply) => {
      const state = generateRandomState()
      const verifier = generateRandomCodeVerifier()
      const until = now() + SIGN_IN_SECONDS
      const begun: Begun = { state, verifier, to: returnPath(query.to), until }
      const url = await oauth.signInUrl(state, verifier)
      // Lax, for the OAuth server's redirect brings it back; a name of its own for each tab.
      setCookie(reply, signInCookie(state), await keys.seal('sign-in', begun), {
        sameSite: 'lax',
        maxAge: SIGN_IN_SECONDS,
      })
      return reply.redirect(url, 303)
    },
  )

  app.get(CALLBACK_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const answer = new URL(request.raw.url ?? '', 'https://tagstream.invalid').searchParams
    const state = answer.get('state') ?? ''
    const cookie = cookieOf(request, signInCookie(state))
    const begun = cookie && ((await keys.open('sign-in', cookie)) as Begun | undefined)
    if (!begun || begun.until < now() || !isSameSecret(begun.state, state)) {
      throw new StatusError(
        403,
        'Forbidden',
        'This browser did not begin to log in here, or took too long. Open the dashboard and try again.',
      )
    }
    setCookie(reply, signInCookie(state), '', { sameSite: 'lax', maxAge: 0 })
    const kept: Kept = await oauth.accessToken(answer, begun.state, begun.verifier)
    setCookie(reply, SESSION_COOKIE, await keys.seal('session', kept), {
      sameSite: 'strict',
      maxAge: Math.max(0, kept.expires - now()),
    })
    return reply.redirect(begun.to, 303)
  })

  app.post(SIGN_OUT_PATH, { bodyLimit: 4096 }, async (request, reply) => {
    assertFromPage(request)
    const kept = await keptIn(request, keys)
    setCookie(reply, SESSION_COOKIE, '', { sameSite: 'strict', maxAge: 0 })
    const isDeleted = !kept || (await oauth.revoke(kept.token))
    if (!isDeleted) request.log.warn('a token was not deleted at the cluster')
    return reply.send({ isDeleted })
  })
}

/** Forwards with the token of who is logged in. */
export function loginCredentials(keys: SessionKeys): Credentials {
  return {
    async authorize(request) {
      const kept = await keptIn(request, keys)
      if (!kept) throw unauthorized('nobody is logged in, or the session has ended.')
      const { method, headers } = request
      if ((method !== 'GET' && method !== 'HEAD') || headers.upgrade !== undefined) {
        assertFromPage(request)
      }
      return `Bearer ${kept.token}`
    },
  }
}

/**
 * A cookie alone changes nothing: the browser also has to say that one of our pages asks. That it says
 * nothing of another one was made sure of before.
 */
function assertFromPage({ headers }: FastifyRequest): void {
  if (headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin') return
  throw new StatusError(
    403,
    'Forbidden',
    'The request does not say which page it comes from, so the session does not count for it.',
  )
}

async function keptIn(request: FastifyRequest, keys: SessionKeys): Promise<Kept | undefined> {
  const cookie = cookieOf(request, SESSION_COOKIE)
  const kept = cookie && ((await keys.open('session', cookie)) as Kept | undefined)
  return kept && kept.expires > now() ? kept : undefined
}

function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  return parseCookie(headers.cookie ?? '')[name] || undefined
}

function signInCookie(state: string): string {
  return `${SIGN_IN_COOKIE}-${createHash('sha256').update(state).digest('hex').slice(0, 8)}`
}

function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  options: SerializeOptions,
): void {
  const fixed = { path: '/', httpOnly: true, secure: true }
  reply.header('set-cookie', stringifySetCookie(name, value, { ...options, ...fixed }))
}

const now = () => Math.floor(Date.now() / 1000)
