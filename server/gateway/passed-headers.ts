import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { StatusError } from '../image-api/rest/status-error'
import { headerValues } from './header-values'

/** What a client may say to the API server; all else stays here (cookies, forwarding, impersonation). */
const ASKED = [
  'accept',
  'accept-encoding',
  'content-type',
  'content-length',
  'if-none-match',
  'user-agent',
]

/** What the API server may say to a client: how to read the body, when to come again, and warnings. */
const ANSWERED = [
  'audit-id',
  'content-encoding',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'vary',
  'warning',
]

/** What an API server answers with; none of these is a page, a script or a picture. */
const DATA =
  /^(application\/(json|yaml|vnd\.kubernetes\.protobuf|com\.github\.proto-openapi|[\w.-]+\+(json|protobuf))|text\/plain)\s*(;[^,]*)?$/i

/**
 * The headers of a request that pass. What its `Connection` lists is meant for us alone (RFC 9110, 7.6.1);
 * a header that is told twice could be read differently behind us, and is refused.
 */
export function askedHeaders(request: IncomingMessage): Record<string, string> {
  const forUs = new Set(
    (request.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()),
  )
  const passed: Record<string, string> = {}
  for (const name of ASKED) {
    const [value, ...more] = headerValues(request, name)
    // Lists may come in parts.
    if (more.length > 0 && !name.startsWith('accept')) {
      throw StatusError.badRequest(`the header ${name} is there ${more.length + 1} times`)
    }
    if (value !== undefined && !forUs.has(name)) passed[name] = [value, ...more].join(', ')
  }
  return passed
}

/** The headers of an answer that pass; a type that a browser could run or draw becomes plain text. */
export function answeredHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed: OutgoingHttpHeaders = {}
  for (const name of ANSWERED) {
    const value = headers[name]
    if (value !== undefined) passed[name] = value
  }
  const type = headers['content-type']
  if (type !== undefined && !DATA.test(type)) passed['content-type'] = 'text/plain; charset=utf-8'
  return passed
}
