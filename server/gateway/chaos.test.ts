import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Authority } from '../../scripts/test-cluster/authority'
import { buildApp } from '../app'
import { readConfig } from '../config'

// A gateway before an API server over TLS that misbehaves: what is said of it, and that it is used again as
// soon as it is well.

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'

let folder: string
let authority: Authority
let server: Server
let port: number
let answer: (request: IncomingMessage, response: ServerResponse) => void
let app: FastifyInstance
let url: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-chaos-'))
  authority = new Authority('First')
  answer = well
  await startServer()
  writeFileSync(join(folder, 'ca.crt'), authority.certificate)
  app = await buildApp(
    readConfig(
      [
        ...['--upstream', `https://127.0.0.1:${port}`, '--upstream-ca', join(folder, 'ca.crt')],
        ...['--log-level', 'silent'],
      ],
      {},
    ),
  )
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  await app.close()
  stopServer()
  authority.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function startServer(at = 0) {
  server = createServer(authority.issue({ name: 'api' }), (request, response) =>
    answer(request, response),
  )
  server.on('tlsClientError', () => {})
  server.listen(at, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
}

function stopServer() {
  server.closeAllConnections()
  server.close()
}

function well(_request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end('{"kind":"ImageStreamList"}')
}

const ask = (path = STREAMS, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { authorization: 'Bearer mine', ...init.headers } })
const status = async () => (await ask()).status

test('killed and started again: a 503 of the gateway meanwhile, then all is well', async () => {
  expect(await status()).toBe(200)
  stopServer()
  const gone = await ask()
  expect(gone.status).toBe(503)
  expect(await gone.json()).toMatchObject({ message: expect.stringContaining('cannot reach') })
  // A write is not kept to be sent later, and says so in the same way.
  expect((await ask(STREAMS, { method: 'POST', body: '{}' })).status).toBe(503)
  await startServer(port)
  expect(await status()).toBe(200)
})

test('hanging: who waits may leave, and nobody else waits with them', async () => {
  let ended = 0
  answer = (request, response) => {
    if (request.url?.includes('slow')) response.on('close', () => ended++)
    else well(request, response)
  }
  const leave = new AbortController()
  const waiting = Array.from({ length: 40 }, () =>
    ask(`${STREAMS}?slow`, { signal: leave.signal }).catch(() => 'left'),
  )
  expect(await status()).toBe(200)
  leave.abort()
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['left']))
  // Those that were on their way are given up at the API server as well.
  await expect.poll(() => ended).toBeGreaterThan(0)
  expect(await status()).toBe(200)
})

test('half an answer is a broken one, never a short one', async () => {
  answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"kind":"ImageStreamList","items":[', () => request.socket.destroy())
  }
  const got = await ask()
  await expect(got.text()).rejects.toThrow()
  answer = well
  expect(await status()).toBe(200)
})

test('watches that are reset end, and a new one stands at once', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"type":"BOOKMARK"}\n')
  }
  const watches = await Promise.all(Array.from({ length: 20 }, () => ask(`${STREAMS}?watch=true`)))
  const ends = watches.map((watch) => watch.text().then(String, () => 'reset'))
  server.closeAllConnections()
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['reset']))
  const leave = new AbortController()
  expect((await ask(`${STREAMS}?watch=true`, { signal: leave.signal })).status).toBe(200)
  leave.abort()
})

test.each([429, 503])(
  'a %i comes through with when to come again, and is asked once',
  async (code) => {
    let asked = 0
    answer = (_request, response) => {
      asked++
      response.writeHead(code, { 'content-type': 'application/json', 'retry-after': '7' })
      response.end(`{"kind":"Status","code":${code},"message":"its own words"}`)
    }
    const got = await ask()
    expect(got.status).toBe(code)
    expect(got.headers.get('retry-after')).toBe('7')
    expect(await got.json()).toMatchObject({ message: 'its own words' })
    expect(asked).toBe(1)
  },
)

test('a new certificate of the same authority is taken as the old one', async () => {
  expect(await status()).toBe(200)
  server.setSecureContext(authority.issue({ name: 'api' }))
  server.closeAllConnections()
  expect(await status()).toBe(200)
})

test('a new authority is trusted once its file says so, and not before', async () => {
  expect(await status()).toBe(200)
  const second = new Authority('Second')
  stopServer()
  server = createServer(second.issue({ name: 'api' }), (request, response) =>
    answer(request, response),
  )
  server.on('tlsClientError', () => {})
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const got = await ask()
  expect(got.status).toBe(502)
  expect(await got.json()).toMatchObject({
    message: expect.stringContaining('does not trust the certificate'),
  })
  writeFileSync(join(folder, 'ca.crt'), `${authority.certificate}${second.certificate}`)
  expect(await status()).toBe(200)
  second.remove()
})

test('a token that has ended is a 401 in the words of the API server', async () => {
  answer = (_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end('{"kind":"Status","reason":"Unauthorized","code":401}')
  }
  const got = await ask()
  expect(got.status).toBe(401)
  expect(await got.json()).toMatchObject({ reason: 'Unauthorized' })
})
