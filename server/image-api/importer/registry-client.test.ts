import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RegistryClient, type RegistryOptions } from './registry-client'
import type { RegistryError } from './registry-error'

const manifest = Buffer.from('{ "schemaVersion": 2 }\n')
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`

let server: FastifyInstance
let host: string

beforeEach(async () => {
  server = Fastify()
  server.get('/v2/', async () => ({}))
  server.get('/v2/team/app/manifests/:reference', (_request, reply) =>
    reply.type('application/vnd.oci.image.manifest.v1+json').send(manifest),
  )
})

afterEach(() => server.close())

async function client(options: Partial<RegistryOptions> = {}) {
  await server.listen({ host: '127.0.0.1', port: 0 })
  host = `127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return new RegistryClient({ registry: host, insecure: true, allowPrivate: true, ...options })
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: RegistryError) => error.failure,
  )

test('a manifest arrives byte for byte, with its own digest', async () => {
  const registry = await client()
  expect(await registry.manifest('team/app', '1.0')).toEqual({
    bytes: manifest,
    digest,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
  })
  await registry.close()
})

test('a manifest that is not the one asked for is refused', async () => {
  const registry = await client()
  const other = `sha256:${'0'.repeat(64)}`
  await expect(registry.manifest('team/app', other)).rejects.toThrow(digest)
})

test('a registry on plain HTTP is not spoken to unless insecure', async () => {
  const registry = await client({ insecure: false })
  await expect(registry.manifest('team/app', '1.0')).rejects.toThrow(
    'server gave HTTP response to HTTPS client',
  )
})

test('a loopback address is not spoken to where private networks are closed', async () => {
  const registry = await client({ allowPrivate: false })
  expect(await failureOf(registry.manifest('team/app', '1.0'))).toBe('forbidden')
})

describe('logins', () => {
  function protect(login: (authorization: string | undefined) => boolean, challenge: () => string) {
    server.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith('/v2/team/')) return undefined
      if (login(request.headers.authorization)) return undefined
      return reply.code(401).header('www-authenticate', challenge()).send({})
    })
  }

  test('basic', async () => {
    protect(
      (authorization) => authorization === 'Basic bWFyaWE6c2VjcmV0',
      () => 'Basic realm="registry"',
    )
    const registry = await client({
      credentials: [
        { username: 'old', password: 'wrong' },
        { username: 'maria', password: 'secret' },
      ],
    })
    expect((await registry.manifest('team/app', '1.0')).digest).toBe(digest)
  })

  test('a bearer token for the repository, anonymous when the password is wrong', async () => {
    const asked: unknown[] = []
    protect(
      (authorization) => authorization === 'Bearer open',
      () => `Bearer realm="http://${host}/token",service="registry.test"`,
    )
    server.get('/token', async (request, reply) => {
      asked.push(request.query)
      if (request.headers.authorization) return reply.code(401).send({})
      return { token: 'open' }
    })
    const registry = await client({ credentials: [{ username: 'maria', password: 'wrong' }] })
    expect((await registry.manifest('team/app', '1.0')).digest).toBe(digest)
    expect(asked.at(-1)).toEqual({ service: 'registry.test', scope: 'repository:team/app:pull' })
  })

  test('no way in is "unauthorized"', async () => {
    protect(
      () => false,
      () => 'Basic realm="registry"',
    )
    const registry = await client()
    expect(await failureOf(registry.manifest('team/app', '1.0'))).toBe('unauthorized')
  })

  test('a login is not carried to another host', async () => {
    const other = Fastify()
    const seen: (string | undefined)[] = []
    other.get('/blob', async (request) => {
      seen.push(request.headers.authorization)
      return 'moved'
    })
    const target = await other.listen({ host: '127.0.0.1', port: 0 })
    protect(
      (authorization) => authorization !== undefined,
      () => 'Basic realm="registry"',
    )
    server.get('/v2/team/app/blobs/:digest', (_request, reply) => reply.redirect(`${target}/blob`))
    const registry = await client({ credentials: [{ username: 'maria', password: 'secret' }] })
    const wanted = `sha256:${createHash('sha256').update('moved').digest('hex')}`
    expect((await registry.configuration('team/app', wanted)).bytes.toString()).toBe('moved')
    expect(seen).toEqual([undefined])
    await other.close()
  })
})

describe('hostile registries', () => {
  test.each([
    ['answers 500', 500, 'text/plain', 'no', 'broken'],
    [
      'knows nothing',
      404,
      'application/json',
      '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}',
      'not-found',
    ],
    ['closes the door', 403, 'text/html', '<h1>no</h1>', 'forbidden'],
    ['asks to wait', 429, 'text/plain', '', 'rate-limited'],
  ])('one that %s', async (_what, status, type, body, failure) => {
    server.get('/v2/team/other/manifests/:reference', (_request, reply) =>
      reply.code(status).type(type).send(body),
    )
    const registry = await client()
    expect(await failureOf(registry.manifest('team/other', '1.0'))).toBe(failure)
  })

  test('one that redirects for ever', async () => {
    server.get('/v2/team/other/manifests/:reference', (request, reply) =>
      reply.redirect(request.url),
    )
    const registry = await client()
    await expect(registry.manifest('team/other', '1.0')).rejects.toThrow('more than 5 times')
  })

  test('one that never stops sending', async () => {
    server.get('/v2/team/other/manifests/:reference', (_request, reply) => {
      reply.hijack()
      const chunk = Buffer.alloc(1024 * 1024)
      const more = () => {
        while (!reply.raw.destroyed && reply.raw.write(chunk));
      }
      reply.raw.on('drain', more)
      more()
    })
    const registry = await client()
    await expect(registry.manifest('team/other', '1.0')).rejects.toThrow('more than 4194304 bytes')
  })

  test('one that hangs', async () => {
    server.get('/v2/team/other/manifests/:reference', (_request, reply) => {
      reply.hijack()
    })
    const registry = await client({ timeoutMs: 150 })
    await expect(registry.manifest('team/other', '1.0')).rejects.toThrow('deadline exceeded')
  })

  test('a server that is no registry', async () => {
    await server.close()
    server = Fastify()
    const registry = await client()
    expect(await failureOf(registry.manifest('team/app', '1.0'))).toBe('not-v2')
  })

  test('a port that nobody listens on, in the words of the reference server', async () => {
    const registry = new RegistryClient({
      registry: '127.0.0.1:1',
      insecure: true,
      allowPrivate: true,
    })
    await expect(registry.manifest('team/app', '1')).rejects.toThrow(
      'Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
    )
  })
})

test('tags come page by page, and a link elsewhere ends the list', async () => {
  server.get('/v2/team/app/tags/list', (request, reply) => {
    const { last } = request.query as { last?: string }
    if (last === undefined) {
      return reply
        .header('link', '</v2/team/app/tags/list?n=2&last=b>; rel="next"')
        .send({ name: 'team/app', tags: ['a', 'b'] })
    }
    return reply
      .header('link', '<http://elsewhere.example.com/v2/x>; rel="next"')
      .send({ name: 'team/app', tags: ['c', 7] })
  })
  const registry = await client()
  expect(await registry.tags('team/app')).toEqual(['a', 'b', 'c'])
})
