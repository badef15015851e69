import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../schema-1'
import type { FakeManifest } from './fake-registry'

/** Debian's package, by the name of its program. */
const PROGRAM = 'docker-registry'

export function hasDockerRegistry(): boolean {
  return spawnSync(PROGRAM, ['--version']).status === 0
}

/** A login that `DockerRegistry.start({ isClosed: true })` takes; the hash is bcrypt's. */
export const LOGIN = { username: 'maria', password: 'secret' }
const PASSWORD_FILE = 'maria:$2b$04$IiRA1LJfafBDOtV0blMQi..OtTKHou1sL5OEee3POOWRMSPsvMsxi\n'

/** A real registry on loopback, with a folder of its own. */
export class DockerRegistry {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tagstream-docker-registry-'))
  #process: ChildProcess | undefined
  #headers: Record<string, string> = {}
  host = ''

  async start({ isClosed = false } = {}): Promise<this> {
    const port = await freePort()
    this.host = `127.0.0.1:${port}`
    const passwords = join(this.#folder, 'passwords')
    writeFileSync(passwords, PASSWORD_FILE)
    const auth = isClosed ? `auth: {htpasswd: {realm: closed, path: ${passwords}}}` : ''
    if (isClosed) {
      const { username, password } = LOGIN
      this.#headers = { authorization: `Basic ${btoa(`${username}:${password}`)}` }
    }
    const file = join(this.#folder, 'config.yml')
    writeFileSync(
      file,
      [
        'version: 0.1',
        'log: {level: error, accesslog: {disabled: true}}',
        `storage: {filesystem: {rootdirectory: ${join(this.#folder, 'data')}}}`,
        `http: {addr: "${this.host}"}`,
        'compatibility: {schema1: {enabled: true}}',
        auth,
      ].join('\n'),
    )
    this.#process = spawn(PROGRAM, ['serve', file], { stdio: 'ignore' })
    while (!(await this.#isUp())) await new Promise((resolve) => setTimeout(resolve, 20))
    return this
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve))
    this.#process?.kill()
    await ended
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async blob(repository: string, content: string): Promise<{ digest: string; size: number }> {
    const bytes = Buffer.from(content)
    const digest = sha256(bytes)
    const start = await this.#ask('POST', `/v2/${repository}/blobs/uploads/`)
    const place = new URL(start.headers.get('location') ?? '', `http://${this.host}`)
    place.searchParams.set('digest', digest)
    await this.#ask('PUT', place.pathname + place.search, bytes, 'application/octet-stream')
    return { digest, size: bytes.length }
  }

  async manifest(
    repository: string,
    reference: string | undefined,
    content: object,
    mediaType: string,
  ): Promise<FakeManifest> {
    const bytes = Buffer.from(JSON.stringify(content))
    const digest = sha256(bytes)
    await this.#ask('PUT', `/v2/${repository}/manifests/${reference ?? digest}`, bytes, mediaType)
    return { digest, mediaType, size: bytes.length }
  }

  /** An image of one layer; `types` are those of manifest, configuration and layer. */
  async image(
    repository: string,
    tag: string | undefined,
    architecture: string,
    types: readonly [manifest: string, config: string, layer: string],
  ): Promise<FakeManifest & { architecture: string; config: string }> {
    const [manifestType, configType, layerType] = types
    const layer = await this.blob(repository, `layer of ${repository} ${architecture}`)
    const config = await this.blob(
      repository,
      JSON.stringify({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [] } }),
    )
    const content = {
      schemaVersion: 2,
      mediaType: manifestType,
      config: { mediaType: configType, ...config },
      layers: [{ mediaType: layerType, ...layer }],
    }
    const manifest = await this.manifest(repository, tag, content, manifestType)
    return { ...manifest, architecture, config: config.digest }
  }

  /** Cuts a blob in half on the disk, behind the registry's back. */
  truncate(digest: string): void {
    const [algorithm = '', hex = ''] = digest.split(':')
    const folder = join(this.#folder, 'data/docker/registry/v2/blobs', algorithm)
    truncateSync(join(folder, hex.slice(0, 2), hex, 'data'), 10)
  }

  /** Gives a manifest many more tags, on the disk: one by one it would take minutes. */
  addTags(repository: string, digest: string, tags: readonly string[]): void {
    const folder = join(
      this.#folder,
      'data/docker/registry/v2/repositories',
      repository,
      '_manifests/tags',
    )
    readdirSync(folder)
    for (const tag of tags) {
      mkdirSync(join(folder, tag, 'current'), { recursive: true })
      writeFileSync(join(folder, tag, 'current/link'), digest)
    }
  }

  async #ask(method: string, path: string, body?: Buffer, type?: string): Promise<Response> {
    const response = await fetch(`http://${this.host}${path}`, {
      method,
      headers: { ...this.#headers, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response
  }

  async #isUp(): Promise<boolean> {
    if (this.#process?.exitCode !== null) throw new Error(`${PROGRAM} does not start`)
    return fetch(`http://${this.host}/v2/`).then(
      () => true,
      () => false,
    )
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
