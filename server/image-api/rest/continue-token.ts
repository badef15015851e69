import { StatusError } from './status-error'

/** Where a list goes on. */
export interface ContinueToken {
  /** The revision of the whole list; -1: whatever is now (observed 50). */
  revision: number
  after: readonly [namespace: string, name: string]
}

export function formatContinueToken({ revision, after }: ContinueToken): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after.join('/') }),
  ).toString('base64url')
}

/** Throws the 400 of a token that this server did not write. */
export function parseContinueToken(text: string): ContinueToken {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (typeof token === 'object' && token !== null && 'rv' in token && 'start' in token) {
      const { rv, start } = token
      const slash = typeof start === 'string' ? start.indexOf('/') : -1
      if (
        typeof rv === 'number' &&
        Number.isInteger(rv) &&
        typeof start === 'string' &&
        slash >= 0
      ) {
        return { revision: rv, after: [start.slice(0, slash), start.slice(slash + 1)] }
      }
    }
  } catch {
    // Refused below.
  }
  throw StatusError.badRequest('invalid continue token: continue key is not valid')
}
