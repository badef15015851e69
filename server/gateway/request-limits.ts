import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { StatusError } from '../image-api/rest/status-error'

/** Room for a long label selector, a token and cookies of others on the same host. */
const LARGEST_HEADERS = 64 * 1024
/** So often at least it is looked who takes too long. */
const LOOK_MS = 5_000
/** A connection that is refused is closed after so long, whoever is at its other end. */
const GOODBYE_MS = 1000

/**
 * Limits on requests before they are routed: on the size of their headers, and on the time they take to
 * arrive, their headers half of it. What breaks them is told so in a Status, and its connection is closed.
 */
export function requestLimits(seconds: number) {
  const all = seconds * 1000
  return {
    http: {
      maxHeaderSize: LARGEST_HEADERS,
      headersTimeout: all / 2,
      connectionsCheckingInterval: Math.min(all / 4, LOOK_MS),
    },
    requestTimeout: all,
    clientErrorHandler: refuse,
  }
}

function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  // Who reset the connection hears nothing more.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { code, status } = refusalOf(error.code)
  setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
  const body = `${JSON.stringify(status)}\n`
  socket.end(
    [
      `HTTP/1.1 ${code} ${STATUS_CODES[code]}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function refusalOf(code: string | undefined): StatusError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new StatusError(
        431,
        'RequestHeaderFieldsTooLarge',
        `Request header fields too large: limit is ${LARGEST_HEADERS}`,
      )
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new StatusError(408, 'Timeout', 'Timeout: the request did not arrive in time')
    default:
      return StatusError.badRequest('the request is not HTTP')
  }
}
