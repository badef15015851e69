import { StatusError } from '../image-api/rest/status-error'

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])
const late = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'])

/**
 * What went wrong between us and the API server, told apart from what the API server says itself: not
 * there (503), too late (504), there and not to be talked with (502).
 */
export function upstreamFailure(error: unknown): StatusError {
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

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
