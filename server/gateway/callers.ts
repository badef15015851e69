import { networkInterfaces } from 'node:os'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isLoopback } from '../config'
import { StatusError } from '../image-api/rest/status-error'
import { headerValues } from './header-values'
import { isWatch } from './is-watch'

export interface CallersOptions {
  /** Where the gateway listens. */
  host: string
  /** Where people find it, when something stands in front of it. */
  publicUrl?: string
}

/**
 * Refuses what another web page could send here with the help of a person's browser. The API takes
 * writes without a content type, so a form or an image of any page could otherwise edit tags.
 */
export const callers = fp(
  async (app: FastifyInstance, { host, publicUrl }: CallersOptions) => {
    app.addHook('onRequest', async (request) => {
      if (headerValues(request.raw, 'host').length > 1) {
        throw StatusError.badRequest('the header host is there more than once')
      }
      if (!isPublicHost(request, publicUrl) && !isOwnHost(request, host)) {
        throw new StatusError(
          403,
          'Forbidden',
          `This gateway does not answer for the host ${JSON.stringify(request.headers.host ?? '')}.`,
        )
      }
      if (changesOrWatches(request) && !isOwnOrigin(request, publicUrl)) {
        throw new StatusError(403, 'Forbidden', 'A page of another origin may not use this API.')
      }
    })
  },
  { name: 'callers' },
)

function isPublicHost({ headers }: FastifyRequest, publicUrl: string | undefined): boolean {
  if (publicUrl === undefined) return false
  return headers.host?.toLowerCase() === new URL(publicUrl).host
}

/**
 * Whether the `Host` is an address that we answer for. A foreign name that resolves to us is DNS
 * rebinding: its pages would be of one origin with ours.
 */
function isOwnHost(request: FastifyRequest, listensOn: string): boolean {
  const called = parseHost(request.headers.host ?? '')
  if (!called) return false
  // The port may be another: a tunnel to us has one of its own, and names are what is rebound.
  if (isLoopback(called.name) || called.name.endsWith('.localhost')) return true
  if (called.name === listensOn.toLowerCase()) return true
  return isEveryAddress(listensOn) && ownAddresses().has(called.name)
}

/** `0.0.0.0` and `::` stand for all addresses of the machine. */
function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function ownAddresses(): Set<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)),
  )
}

/** `host [":" port]`, without brackets and in lower case; undefined where it is anything else. */
function parseHost(text: string): { name: string } | undefined {
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i.test(text)) return undefined
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined
  if (!url) return undefined
  return { name: url.hostname.replace(/^\[|\]$/g, '') }
}

/** What has an effect, or holds a stream open. Plain reads answer nothing to a foreign page anyway. */
function changesOrWatches({ method, headers, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return true
  if (headers.upgrade !== undefined) return true
  return isWatch(url)
}

/** Programs send neither header; browsers send both, and no page can change them. */
function isOwnOrigin(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const { headers } = request
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined || origin === publicUrl) return true
  if (isPublicHost(request, publicUrl)) return false
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
}
