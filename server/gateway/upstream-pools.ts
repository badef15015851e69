import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'

const PLAIN_CONNECTIONS = 64
/** A watch holds its connection for as long as somebody looks. */
const WATCH_CONNECTIONS = 4000
const CONNECT_TIMEOUT = 10_000
/** A list of everything may take an API server long before its first byte. */
const HEADERS_TIMEOUT = 60_000
/** The body of a plain answer may stop for so long. */
const BODY_TIMEOUT = 60_000

/** How an API server is talked with; what is absent is as the system has it. */
export interface TlsSettings {
  /** Authorities to trust, PEM. */
  ca?: string
  /** A client certificate and its key, PEM. */
  cert?: string
  key?: string
  /** The name that its certificate is for. */
  servername?: string
  /** Its certificate is not looked at. */
  isInsecure?: boolean
  /** An HTTP proxy to go through. */
  proxyUrl?: string
}

export interface Pools {
  plain: Dispatcher
  watches: Dispatcher
}

/**
 * Connections to an API server: HTTP/1.1, kept alive; watches have a pool of their own, so that they
 * never stand before a plain request. Made anew when the settings change, for certificates are
 * renewed; what is under way on the old connections comes to its end.
 */
export class UpstreamPools {
  readonly #settings: () => TlsSettings
  #made: { settings: TlsSettings; pools: Pools } | undefined

  constructor(settings: () => TlsSettings) {
    this.#settings = settings
  }

  /** The pools for the settings as they are now. */
  get current(): Pools {
    const settings = this.#settings()
    if (!this.#made || !isSame(this.#made.settings, settings)) {
      const before = this.#made?.pools
      this.#made = { settings, pools: makePools(settings) }
      // Their requests end first.
      void before?.plain.close()
      void before?.watches.close()
    }
    return this.#made.pools
  }

  async destroy(): Promise<void> {
    const { pools } = this.#made ?? {}
    await Promise.all([pools?.plain.destroy(), pools?.watches.destroy()])
  }
}

function isSame(a: TlsSettings, b: TlsSettings): boolean {
  const names = ['ca', 'cert', 'key', 'servername', 'isInsecure', 'proxyUrl'] as const
  return names.every((name) => a[name] === b[name])
}

function makePools(settings: TlsSettings): Pools {
  const plain = { connections: PLAIN_CONNECTIONS, bodyTimeout: BODY_TIMEOUT }
  // A watch may say nothing for long.
  const watches = { connections: WATCH_CONNECTIONS, bodyTimeout: 0 }
  return { plain: makePool(settings, plain), watches: makePool(settings, watches) }
}

function makePool(
  { proxyUrl, ca, cert, key, servername, isInsecure }: TlsSettings,
  limits: { connections: number; bodyTimeout: number },
): Dispatcher {
  const tls = {
    timeout: CONNECT_TIMEOUT,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(servername === undefined ? {} : { servername }),
    ...(isInsecure ? { rejectUnauthorized: false } : {}),
  } satisfies buildConnector.BuildOptions
  const options = { ...limits, headersTimeout: HEADERS_TIMEOUT, pipelining: 1 }
  if (proxyUrl === undefined) return new Agent({ ...options, connect: buildConnector(tls) })
  return new ProxyAgent({ ...options, uri: proxyUrl, requestTls: tls })
}
