import { readFileSync } from 'node:fs'
import { Agent, type Dispatcher } from 'undici'
import { ConfigError } from '../config'
import { isWatch } from './is-watch'

const PLAIN_CONNECTIONS = 64
/** A watch holds its connection for as long as somebody looks. */
const WATCH_CONNECTIONS = 2000
const CONNECT_TIMEOUT = 10_000
/** A list of everything may take an API server long before its first byte. */
const HEADERS_TIMEOUT = 60_000

/**
 * Connections to an API server: HTTP/1.1, kept alive; watches have a pool of their own, so that they
 * never stand before a plain request. Throws ConfigError where the authorities cannot be read.
 */
export function upstreamPools(caFile?: string): { dispatcher: Dispatcher; close(): Promise<void> } {
  const options: Agent.Options = {
    connect: { timeout: CONNECT_TIMEOUT, ...(caFile ? { ca: readAuthorities(caFile) } : {}) },
    // A watch may say nothing for long.
    bodyTimeout: 0,
    headersTimeout: HEADERS_TIMEOUT,
  }
  const plain = new Agent({ ...options, connections: PLAIN_CONNECTIONS })
  const watches = new Agent({ ...options, connections: WATCH_CONNECTIONS })
  return {
    dispatcher: plain.compose(
      (dispatch) => (request, handler) =>
        isWatch(request.path) ? watches.dispatch(request, handler) : dispatch(request, handler),
    ),
    async close() {
      await Promise.all([plain.destroy(), watches.destroy()])
    },
  }
}

function readAuthorities(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError(`--upstream-ca: the file "${path}" cannot be read.`)
  }
}
