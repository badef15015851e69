import Fastify, { type FastifyInstance } from 'fastify'
import type { Ask } from '../image-api/importer/ask'
import { RegistryError } from '../image-api/importer/registry-error'
import { samplePath, speaksHttps } from '../sample/sample-hosts'
import { sampleRegistry } from '../sample/sample-registry'

export interface SampleAnswers {
  /** Answers for a registry of the sample's company; undefined for all others, which are on the network. */
  askInstead(host: string): Ask | undefined
  close(): Promise<void>
}

/** The sample's registries, answered here: their reserved names resolve nowhere, and no request leaves the process. */
export function sampleAnswers(): SampleAnswers {
  let app: FastifyInstance | undefined
  const registry = () => {
    if (!app) {
      app = Fastify()
      app.register(sampleRegistry)
    }
    return app
  }
  return {
    askInstead(host) {
      const prefix = samplePath(host)
      if (prefix === undefined) return undefined
      return (url, options) => answer(registry(), prefix, new URL(url), options)
    },
    close: async () => app?.close(),
  }
}

async function answer(
  registry: FastifyInstance,
  prefix: string,
  { protocol, host, pathname, search }: URL,
  { headers, signal }: Parameters<Ask>[1],
): ReturnType<Ask> {
  if (protocol === 'https:' && !speaksHttps(host)) {
    throw new RegistryError('insecure-needed', 'server gave HTTP response to HTTPS client')
  }
  const response = await registry.inject({
    method: 'GET',
    url: `${prefix}${pathname}${search}`,
    headers: { ...headers, host },
    signal,
  })
  return {
    status: response.statusCode,
    headers: plain(response.headers),
    body: once(response.rawPayload),
  }
}

function plain(headers: Record<string, number | string | string[] | undefined>) {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'number' ? String(value) : value,
  ])
  return Object.fromEntries(entries) as Record<string, string | string[] | undefined>
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
