import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

// A gateway on a socket, before an API server of the test's own.

let folder: string
let upstream: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let app: FastifyInstance
let url: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-upstream-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  upstream = createServer((request, response) => answer(request, response))
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  writeFileSync(join(folder, 'token'), 'first-token\n')
  await start(addressOf(upstream))
})
afterEach(async () => {
  await app.close()
  upstream.closeAllConnections()
  upstream.close()
})

async function start(address: string) {
  app = await buildApp(
    readConfig(
      [
        ...['--upstream', address, '--upstream-token-file', join(folder, 'token')],
        ...['--log-level', 'silent'],
      ],
      {},
    ),
  )
  url = await app.listen({ host: '127.0.0.1', port: 0 })
}

function addressOf(server: { address(): unknown }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'

test('a request goes through as it was asked, and the answer as it was given', async () => {
  const seen: { method?: string | undefined; url?: string | undefined; body: string }[] = []
  answer = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push({ method: request.method, url: request.url, body })
    response.writeHead(409, { 'content-type': 'application/json', warning: '299 - "mind"' })
    response.end('{"kind":"Status","code":409}')
  }
  const path = `${STREAMS}/a%3Ab?dryRun=All&x=%2F+1`
  const got = await fetch(url + path, { method: 'PATCH', body: '[1, 2]' })
  expect(seen).toEqual([{ method: 'PATCH', url: path, body: '[1, 2]' }])
  expect(got.status).toBe(409)
  expect(got.headers.get('warning')).toBe('299 - "mind"')
  expect(await got.text()).toBe('{"kind":"Status","code":409}')
})

test('only the headers that are needed pass, and the token file speaks', async () => {
  let passed: string[] = []
  let token: string | undefined
  answer = (request, response) => {
    passed = Object.keys(request.headers).sort()
    token = request.headers.authorization
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': 'a=b',
      'content-security-policy': "default-src 'unsafe-inline'",
      'access-control-allow-origin': '*',
      'x-powered-by': 'rubbish',
    })
    response.end('<script>alert(1)</script>')
  }
  const got = await fetch(`${url}/api`, {
    headers: {
      cookie: 'a=b',
      'impersonate-user': 'root',
      'x-remote-user': 'root',
      'x-forwarded-for': '1.2.3.4',
      forwarded: 'for=1.2.3.4',
    },
  })
  expect(passed).toEqual([
    'accept',
    'accept-encoding',
    'authorization',
    'connection',
    'host',
    'user-agent',
  ])
  expect(token).toBe('Bearer first-token')
  expect(got.headers.get('set-cookie')).toBeNull()
  expect(got.headers.get('access-control-allow-origin')).toBeNull()
  expect(got.headers.get('x-powered-by')).toBeNull()
  expect(got.headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  )

  writeFileSync(join(folder, 'token'), 'the-token-after-it\n')
  await fetch(`${url}/api`)
  expect(token).toBe('Bearer the-token-after-it')

  await fetch(`${url}/api`, { headers: { authorization: 'Bearer own' } })
  expect(token).toBe('Bearer own')
})

test('events of a watch arrive one by one, and it ends when its client leaves', async () => {
  const left = new Promise<void>((resolve) => {
    answer = (_request, response) => {
      response.on('close', resolve)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"type":"ADDED"}\n')
    }
  })
  const leave = new AbortController()
  const got = await fetch(`${url}${STREAMS}?watch=true`, { signal: leave.signal })
  const reader = got.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value)).toBe('{"type":"ADDED"}\n')
  leave.abort()
  await left
})

test('when the gateway stops, a watch ends as if its time were over', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"type":"ADDED"}\n')
  }
  const got = await fetch(`${url}${STREAMS}?watch=true`)
  const text = got.text()
  await app.close()
  expect(await text).toBe('{"type":"ADDED"}\n')
})

test('more watches than there are connections for plain requests stop none of those', async () => {
  answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    if (request.url?.includes('watch')) response.write('{"type":"ADDED"}\n')
    else response.end('{}')
  }
  const leave = new AbortController()
  const { signal } = leave
  const watches = await Promise.all(
    Array.from({ length: 150 }, () => fetch(`${url}${STREAMS}?watch=1`, { signal })),
  )
  expect((await fetch(`${url}/api`)).status).toBe(200)
  expect(watches.every(({ status }) => status === 200)).toBe(true)
  leave.abort()
})

describe('an API server that does not answer', () => {
  test('because nothing is there is a 503 of the gateway', async () => {
    const gone = createServer()
    gone.listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const address = addressOf(gone)
    gone.close()
    await once(gone, 'close')
    await app.close()
    await start(address)
    const got = await fetch(`${url}/apis`)
    expect(got.status).toBe(503)
    expect(await got.json()).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'ServiceUnavailable',
      code: 503,
    })
  })

  test('because it hangs up is a 502 of the gateway', async () => {
    answer = (request) => request.socket.destroy()
    const got = await fetch(`${url}/apis`)
    expect(got.status).toBe(502)
    expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'BadGateway', code: 502 })
  })

  test('because it talks another protocol is a 502 of the gateway', async () => {
    const rubbish = createSocketServer((socket) => socket.end('no HTTP\r\n\r\n'))
    rubbish.listen(0, '127.0.0.1')
    await once(rubbish, 'listening')
    await app.close()
    await start(addressOf(rubbish))
    const got = await fetch(`${url}/apis`)
    expect(got.status).toBe(502)
    rubbish.close()
  })

  test('but says 503 itself is asked once, and its words pass', async () => {
    let asked = 0
    answer = (_request, response) => {
      asked++
      response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
      response.end('{"kind":"Status","message":"its own words"}')
    }
    const got = await fetch(`${url}/apis`)
    expect(got.status).toBe(503)
    expect(got.headers.get('retry-after')).toBe('1')
    expect(await got.json()).toMatchObject({ message: 'its own words' })
    expect(asked).toBe(1)
  })
})
