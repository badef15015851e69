import { STATUS_CODES } from 'node:http'
import { AddressRefused } from './address-guard'
import { RegistryError } from './registry-error'

/** As much of what a registry says as is passed on. */
const LONGEST_WORDS = 400

/** The refusal of an answer that is not 200, in the words of the reference server. */
export function refusalOf(
  { status, headers }: { status: number; headers: Record<string, string | string[] | undefined> },
  body: Buffer,
  url: string,
): RegistryError {
  const said = wordsOf(body)
  const name = STATUS_CODES[status] ?? ''
  const message = said || `${url} answers ${status} ${name}`.trim()
  if (status === 401) return new RegistryError('unauthorized', said || 'authentication required')
  if (status === 403) return new RegistryError('forbidden', message)
  if (status === 404) return new RegistryError('not-found', message)
  if (status === 429) {
    return new RegistryError(
      'rate-limited',
      said || `toomanyrequests: ${name}`,
      secondsOf(headers['retry-after']),
    )
  }
  if (status >= 500) {
    return new RegistryError('broken', `received unexpected HTTP status: ${status} ${name}`.trim())
  }
  return new RegistryError('broken', message)
}

/** The failure of a question that got no answer; `isLate` when its time was over. */
export function unreachable(url: string, error: unknown, isLate: boolean): RegistryError {
  const { code, message, address, port } = error as NodeJS.ErrnoException & {
    address?: string
    port?: number
  }
  if (error instanceof AddressRefused) return new RegistryError('forbidden', error.message)
  const failed = (why: string) => new RegistryError('unreachable', `Get "${url}": ${why}`)
  if (isLate || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new RegistryError('timed-out', `Get "${url}": context deadline exceeded`)
  }
  switch (code) {
    case 'ECONNREFUSED':
      return failed(`dial tcp ${address}:${port}: connect: connection refused`)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return failed(`dial tcp: lookup ${new URL(url).hostname}: no such host`)
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'EPROTO':
      return failed('http: server gave HTTP response to HTTPS client')
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return failed('EOF')
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return failed(
        'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      )
    default:
      return failed(message)
  }
}

/** `code: message` of the first error in a body as the distribution specification says; '' where there is none. */
function wordsOf(body: Buffer): string {
  const read = parseJson(body) as { errors?: unknown } | null
  const first: unknown = Array.isArray(read?.errors) ? read.errors[0] : undefined
  if (typeof first !== 'object' || first === null) return ''
  const { code, message } = first as { code?: unknown; message?: unknown }
  const words = [
    typeof code === 'string' ? code.toLowerCase().replaceAll('_', ' ') : '',
    typeof message === 'string' ? message : '',
  ]
  return words.filter(Boolean).join(': ').slice(0, LONGEST_WORDS)
}

/** `Retry-After`: seconds, or a date. */
function secondsOf(header: string | string[] | undefined): number | undefined {
  const text = [header ?? ''].flat()[0] ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

/** Null for what is no JSON. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
