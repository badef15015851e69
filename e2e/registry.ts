import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json'
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip'

export interface Described {
  mediaType: string
  digest: string
  size: number
}

interface ImageRecipe {
  tag?: string
  mediaType?: string
  /** Members of the configuration. */
  config?: object
  /** Members of the manifest beside configuration and layers. */
  manifest?: object
  /** Names of layers: the same name is the same layer; with a media type where it is another. */
  layers?: (string | [name: string, mediaType: string])[]
}

/** A registry of a test's own on loopback, over plain HTTP: it gives what was put into it. */
export class Registry {
  readonly #server: Server
  readonly #documents = new Map<string, { text: string; mediaType: string }>()
  /** The status that everything is answered with, in place of what is there. */
  refusal = 0
  host = ''

  private constructor() {
    this.#server = createServer(({ url = '' }, response) => {
      const path = url.split('?', 1)[0] ?? ''
      const found = this.#documents.get(path)
      const status = this.refusal || (found || path === '/v2/' ? 200 : 404)
      response.writeHead(status, {
        'content-type': (status === 200 && found?.mediaType) || 'application/json',
        ...(status === 401 && { 'www-authenticate': 'Basic realm="test"' }),
      })
      response.end(status === 200 ? (found?.text ?? '{}') : '{"errors":[{"code":"DENIED"}]}')
    })
  }

  static async start(): Promise<Registry> {
    const registry = new Registry()
    await new Promise<void>((resolve) => registry.#server.listen(0, '127.0.0.1', resolve))
    registry.host = `127.0.0.1:${(registry.#server.address() as AddressInfo).port}`
    return registry
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Puts a manifest, under its digest and a tag where one is given. `digest` where it is not that of the text. */
  manifest(
    repository: string,
    content: object | string,
    mediaType: string,
    { tag, digest }: { tag?: string | undefined; digest?: string } = {},
  ): Described {
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
    const name = digest ?? digestOf(text)
    for (const reference of tag === undefined ? [name] : [name, tag]) {
      this.#documents.set(`/v2/${repository}/manifests/${reference}`, { text, mediaType })
    }
    return { mediaType, digest: name, size: Buffer.byteLength(text) }
  }

  image(repository: string, recipe: ImageRecipe = {}): Described {
    const { tag, config = {}, manifest = {}, layers = ['base'], mediaType = OCI_MANIFEST } = recipe
    const text = JSON.stringify({ architecture: 'amd64', os: 'linux', ...config })
    const digest = digestOf(text)
    this.#documents.set(`/v2/${repository}/blobs/${digest}`, { text, mediaType: OCI_CONFIG })
    const content = {
      schemaVersion: 2,
      mediaType,
      config: { mediaType: OCI_CONFIG, digest, size: Buffer.byteLength(text) },
      layers: layers.map((layer) => {
        const [name, type] = typeof layer === 'string' ? [layer, OCI_LAYER] : layer
        return {
          mediaType: type,
          digest: digestOf(`layer ${name}`),
          size: 1000 * (name.length + 1),
        }
      }),
      ...manifest,
    }
    return this.manifest(repository, content, mediaType, { tag })
  }

  index(
    repository: string,
    manifests: object[],
    { tag, ...rest }: { tag?: string; annotations?: object } = {},
  ): Described {
    const content = { schemaVersion: 2, mediaType: OCI_INDEX, manifests, ...rest }
    return this.manifest(repository, content, OCI_INDEX, { tag })
  }
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
