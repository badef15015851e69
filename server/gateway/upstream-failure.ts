import { StatusError } from '../image-api/rest/status-error'

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])
const late = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])
const closed = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/**
 * What went wrong between us and the API server, told apart from what the API server says itself: not
 * there (503), too late (504), there and not to be talked with (502).
 */
export function upstreamFailure(error: unknown): StatusError {
  if (error instanceof StatusError) return error
  const code = codeOf(error)
  if (unreachable.has(code)) {
    return new StatusError(
      503,
      'ServiceUnavailable',
      'The gateway cannot reach the API server: nothing answers at its address.',
    )
  }
  if (late.has(code)) {
    return new StatusError(504, 'Timeout', 'The API server did not answer the gateway in time.')
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|TLS/.test(code)) {
    return new StatusError(
      502,
      'BadGateway',
      `The gateway does not trust the certificate of the API server (${code}).`,
    )
  }
  return new StatusError(
    502,
    'BadGateway',
    'The API server closed the connection before it had answered the gateway.',
  )
}

/** A connection that was closed, as one kept alive may be at the moment in which it is used again. */
export function isClosedConnection(error: unknown): boolean {
  return closed.has(codeOf(error))
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // undici tells of a broken TLS handshake or socket as the cause of its own error.
  return code === '' && 'cause' in error ? codeOf(error.cause) : code
}
