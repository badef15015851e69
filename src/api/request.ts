import type { Status } from '@/domain/kinds/meta'
import { ApiError } from './api-error'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string
  signal?: AbortSignal | undefined
}

/**
 * The only place that calls fetch: every answer is either the Response or an ApiError, but an abort
 * by `signal` passes through as it is. Compact JSON is asked for, because a real server pretty-prints
 * for browsers (observed 64).
 */
export async function request(
  path: string,
  { method = 'GET', headers, body, signal }: RequestOptions = {},
): Promise<Response> {
  const url = `${path}${path.includes('?') ? '&' : '?'}pretty=false`
  const response = await fetch(url, {
    method,
    headers: { Accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : unreachable()
  })
  if (response.ok) return response
  throw await errorOf(response)
}

/** The JSON of an answer; one that breaks off or is not JSON at all is an ApiError too. */
export async function readJson<T>(response: Response, signal?: AbortSignal): Promise<T> {
  return response.json().catch((cause: unknown) => {
    throw broken(cause, signal)
  })
}

/** The text of an answer; one that breaks off is an ApiError too. */
export async function readText(response: Response, signal?: AbortSignal): Promise<string> {
  return response.text().catch((cause: unknown) => {
    throw broken(cause, signal)
  })
}

function broken(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return cause
  return cause instanceof SyntaxError ? unreadable() : unreachable()
}

/** What reading a text that is here gives; where it is not JSON, an ApiError. */
export function readHere<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof SyntaxError ? unreadable() : cause
  }
}

/** No answer came, or it broke off. */
export function unreachable(): ApiError {
  return new ApiError({
    code: 0,
    reason: 'Unreachable',
    message: 'The cluster cannot be reached.',
  })
}

/** Something answered that does not speak the API, such as a proxy with a page of its own. */
export function unreadable(): ApiError {
  return new ApiError({
    code: 502,
    reason: 'Unreadable',
    message: 'What answered is not the cluster: its answer cannot be read.',
  })
}

/** A Status is read whatever its content type says; a server may label it text/plain (observed 59). */
async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '')
  const status = parseStatus(text)
  const plain = /^[^<{[]{1,300}$/.test(text.trim()) ? text.trim() : response.statusText
  return new ApiError({
    ...status,
    code: response.status,
    reason: status.reason ?? response.statusText,
    message:
      status.message || `The cluster answered ${response.status}: ${plain || 'no reason given'}`,
    retryAfterSeconds: retryAfter(response),
  })
}

function parseStatus(text: string): Partial<Status> {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}
