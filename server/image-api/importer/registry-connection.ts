import type { Dispatcher } from 'undici'
import { guardedAgent } from './address-guard'
import { type Ask, askOver } from './ask'
import { unreachable } from './refusal'
import { RegistryError } from './registry-error'
import { RegistryLimits } from './registry-limits'

const REDIRECTS = 5

export interface ConnectionOptions {
  /** `host` or `host:port`. */
  registry: string
  /** Plain HTTP and certificates of unknown authorities will do. */
  insecure: boolean
  /** Whether private and loopback addresses may be asked; link-local ones never are. */
  allowPrivate: boolean
  /** For one request, connection included. */
  timeoutMs?: number
  /** Ends everything when it is aborted. */
  signal?: AbortSignal
  /** Shared by all who ask the registry. */
  limits?: RegistryLimits
  /** Answers instead of the network: how the sample's registry is reached. */
  ask?: Ask
}

/** An answer of any status, read to its end. */
export interface RegistryAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/**
 * Asks a registry with GET, and bounds what it may do to us: sizes in bytes, times, redirects and
 * addresses. Throws RegistryError where there is no answer, or more of one than may be.
 */
export class RegistryConnection {
  readonly #options: ConnectionOptions
  readonly #timeoutMs: number
  readonly #limits: RegistryLimits
  readonly #signal: AbortSignal
  readonly #ask: Ask
  readonly #agent: Dispatcher | undefined

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#timeoutMs = options.timeoutMs ?? 15_000
    this.#limits = options.limits ?? new RegistryLimits()
    this.#signal = options.signal ?? new AbortController().signal
    const { ask, allowPrivate, insecure } = options
    this.#agent = ask
      ? undefined
      : guardedAgent({
          allowPrivate,
          verifyCertificates: !insecure,
          connectTimeoutMs: this.#timeoutMs,
        })
    this.#ask = ask ?? (this.#agent ? askOver(this.#agent) : neverAsked)
  }

  /** Follows redirects; the login goes only to the host that asked for it, and never over plain HTTP after HTTPS. */
  async follow(
    start: string,
    headers: Record<string, string>,
    limit: number,
  ): Promise<RegistryAnswer> {
    let url = start
    let sent = headers
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const answer = await this.send(url, sent, limit)
      const location = answer.headers.location
      if (![301, 302, 303, 307, 308].includes(answer.status) || typeof location !== 'string') {
        return answer
      }
      const next = parseUrl(location, url)
      if (!next || !this.isSafe(next)) {
        throw new RegistryError(
          'broken',
          `${url} redirects to "${location}", which is no safe address`,
        )
      }
      if (next.origin !== new URL(url).origin) {
        const { authorization: _kept, ...rest } = sent
        sent = rest
      }
      url = next.href
    }
    throw new RegistryError('broken', `${start} redirects more than ${REDIRECTS} times`)
  }

  /** One request, in its turn; a redirect is an answer like others. */
  async send(url: string, headers: Record<string, string>, limit: number): Promise<RegistryAnswer> {
    try {
      return await this.#limits.request(this.#options.registry, this.#signal, () =>
        this.#receive(url, headers, limit),
      )
    } catch (error) {
      if (error instanceof RegistryError) throw error
      throw unreachable(url, error, this.#signal.aborted)
    }
  }

  /** Whether one may be sent there: over HTTPS, or HTTP where insecure will do. */
  isSafe({ protocol }: URL): boolean {
    return protocol === 'https:' || (protocol === 'http:' && this.#options.insecure)
  }

  /** Lets go of the connections, also where an answer still comes. */
  async close(): Promise<void> {
    await this.#agent?.destroy()
  }

  async #receive(
    url: string,
    headers: Record<string, string>,
    limit: number,
  ): Promise<RegistryAnswer> {
    const deadline = AbortSignal.timeout(this.#timeoutMs)
    try {
      const answer = await this.#ask(url, {
        headers: { 'user-agent': 'tagstream', 'accept-encoding': 'identity', ...headers },
        signal: AbortSignal.any([deadline, this.#signal]),
      })
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of answer.body) {
        size += chunk.length
        if (size > limit) {
          throw new RegistryError('broken', `${url} answers with more than ${limit} bytes`)
        }
        chunks.push(chunk)
      }
      return { status: answer.status, headers: answer.headers, body: Buffer.concat(chunks) }
    } catch (error) {
      if (error instanceof RegistryError) throw error
      throw unreachable(url, error, deadline.aborted || this.#signal.aborted)
    }
  }
}

const neverAsked: Ask = () => Promise.reject(new Error('there is nobody to ask'))

/** `text` as a URL, relative to `base` where that is given; undefined where it is none. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined
}
