import type { ServerResponse } from 'node:http'
import { StatusError } from './status-error'

/** What one server does at most, so that it stays up whoever asks. */
export interface ApiLimits {
  /** Watches that are open. */
  watches: number
  /** Requests, but for watches, that are being answered. */
  requests: number
  /** A request is answered within this time. */
  requestMs: number
  /** A client that takes nothing of its answer for so long is let go. */
  readerMs: number
}

export const LIMITS: ApiLimits = {
  watches: 10_000,
  requests: 400,
  requestMs: 60_000,
  readerMs: 60_000,
}

export function tooManyRequests(): StatusError {
  const details = { retryAfterSeconds: 1 }
  const message = 'Too many requests, please try again later.'
  return new StatusError(429, 'TooManyRequests', message, details)
}

/** Lets requests pass while they are not too many and not too slow. */
export class RequestGate {
  readonly #limits: ApiLimits
  #count = 0

  constructor(limits: ApiLimits) {
    this.#limits = limits
  }

  /**
   * The answer of `work`; throws the 429 of too many, and the 504 of what takes longer than it may, or than
   * the client's `?timeout=`. Work that was begun is done to its end.
   */
  async pass<T>(timeout: string | null, work: () => Promise<T>): Promise<T> {
    const { requests, requestMs } = this.#limits
    const wished = timeout === null ? 0 : durationMs(timeout)
    if (this.#count >= requests) throw tooManyRequests()
    this.#count++
    const result = work().finally(() => this.#count--)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const ms = Math.min(wished || requestMs, requestMs)
      timer = setTimeout(() => reject(tooLate()), ms)
    })
    try {
      return await Promise.race([result, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

function tooLate(): StatusError {
  const message = 'Timeout: request did not complete within the allotted timeout'
  return new StatusError(504, 'Timeout', message, {})
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** A duration as Go writes it: `1m30s`. Throws the 400 of what is none. */
function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)]
  const isWhole = parts.map(([part]) => part).join('') === text && text !== ''
  if (!isWhole && !/^[+-]?0$/.test(text)) {
    throw StatusError.badRequest(
      `invalid timeout specified in the request URL - time: invalid duration ${JSON.stringify(text)}`,
    )
  }
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0)
}

/** Lets go of a client that takes nothing of its answer for too long. */
export function expectProgress(response: ServerResponse, { readerMs }: ApiLimits): void {
  const { socket } = response
  if (!socket) return
  let before = -1
  const timer = setInterval(() => {
    if (socket.bytesWritten === before) response.destroy()
    before = socket.bytesWritten
  }, readerMs)
  response.once('close', () => clearInterval(timer))
}
