import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { sha256 } from '../schema-1'

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json'
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'

export interface FakeManifest {
  digest: string
  mediaType: string
  size: number
}

/** How a path is answered in the place of what is there. */
export type Trouble = (request: FastifyRequest, reply: FastifyReply) => unknown

/** A registry for tests, over a real socket: it gives what was put into it, and misbehaves where it is told to. */
export class FakeRegistry {
  readonly app: FastifyInstance = Fastify({ forceCloseConnections: true })
  /** Paths that were asked for, with their queries. */
  readonly asked: string[] = []
  readonly #documents = new Map<string, { bytes: Buffer; mediaType: string }>()
  readonly #tags = new Map<string, string[]>()
  readonly #troubles: { path: RegExp; trouble: Trouble }[] = []
  host = ''

  async start(): Promise<this> {
    this.app.addHook('onRequest', async (request) => {
      this.asked.push(request.url)
    })
    this.app.get('/*', (request, reply) => this.#answer(request, reply))
    await this.app.listen({ host: '127.0.0.1', port: 0 })
    this.host = `127.0.0.1:${(this.app.server.address() as AddressInfo).port}`
    return this
  }

  close(): Promise<void> {
    return this.app.close()
  }

  /** From now on answers paths of this form so; the latest that fits counts. */
  misbehave(path: RegExp, trouble: Trouble): void {
    this.#troubles.unshift({ path, trouble })
  }

  /** Answers as it should again. */
  behave(): void {
    this.#troubles.length = 0
  }

  /** Puts a manifest, under its digest and a tag where one is given. */
  manifest(
    repository: string,
    content: object | string,
    mediaType: string,
    tag?: string,
  ): FakeManifest {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    const digest = sha256(bytes)
    this.#documents.set(`/v2/${repository}/manifests/${digest}`, { bytes, mediaType })
    if (tag !== undefined) {
      this.#documents.set(`/v2/${repository}/manifests/${tag}`, { bytes, mediaType })
      this.#tags.set(repository, [...new Set([...(this.#tags.get(repository) ?? []), tag])])
    }
    return { digest, mediaType, size: bytes.length }
  }

  blob(repository: string, content: object | string): { digest: string; size: number } {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    const digest = sha256(bytes)
    this.#documents.set(`/v2/${repository}/blobs/${digest}`, {
      bytes,
      mediaType: 'application/octet-stream',
    })
    return { digest, size: bytes.length }
  }

  /** Puts an image of one layer, whose layer is not there: imports read none. */
  image(
    repository: string,
    tag: string | undefined,
    {
      architecture = 'amd64',
      mediaType = OCI_MANIFEST,
      config = {},
    }: { architecture?: string; mediaType?: string; config?: object } = {},
  ): FakeManifest {
    const created = '2026-02-03T04:05:06Z'
    const blob = this.blob(repository, { architecture, os: 'linux', created, config })
    return this.manifest(
      repository,
      {
        schemaVersion: 2,
        mediaType,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...blob },
        layers: [
          {
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            size: 1000,
            digest: sha256(Buffer.from(`${repository} ${architecture}`)),
          },
        ],
      },
      mediaType,
      tag,
    )
  }

  /** Puts a list of manifests that were put before. */
  list(
    repository: string,
    tag: string | undefined,
    entries: readonly (FakeManifest & { architecture: string })[],
    mediaType = OCI_INDEX,
  ): FakeManifest {
    const manifests = entries.map(({ architecture, ...entry }) => ({
      ...entry,
      platform: { architecture, os: 'linux' },
    }))
    return this.manifest(repository, { schemaVersion: 2, mediaType, manifests }, mediaType, tag)
  }

  #answer(request: FastifyRequest, reply: FastifyReply): unknown {
    const path = request.url.split('?')[0] ?? ''
    const trouble = this.#troubles.find(({ path: form }) => form.test(path))
    if (trouble) return trouble.trouble(request, reply)
    if (path === '/v2/') return reply.send({})
    const document = this.#documents.get(path)
    if (document) return reply.type(document.mediaType).send(document.bytes)
    const repository = /^\/v2\/(.+)\/tags\/list$/.exec(path)?.[1] ?? ''
    const tags = this.#tags.get(repository)
    if (tags) return reply.send({ name: repository, tags })
    return reply
      .code(404)
      .send({ errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] })
  }
}
