import { ApiError } from '@/api/api-error'
import type { StatusCause } from '@/domain/kinds/meta'

export type FailureKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'server'
  | 'refused'
  | 'bug'

/** Why something failed, for features and pages, which do not know the API's errors. */
export interface Failure {
  /** `bug`: the failure is our own, and not the cluster's. */
  kind: FailureKind
  /** The cluster's words. */
  message: string
  causes: StatusCause[]
}

const kinds: Record<number, FailureKind> = {
  0: 'unreachable',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  410: 'gone',
  422: 'invalid',
  // Too many requests: it was not looked at.
  429: 'server',
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ApiError) {
    const kind = kinds[error.code] ?? (error.code >= 500 ? 'server' : 'refused')
    return { kind, message: error.message, causes: error.causes }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'bug', message, causes: [] }
}
