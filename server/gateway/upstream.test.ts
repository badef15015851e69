import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { buildApp } from '../app'
import { readConfig } from '../config'

// A gateway on a socket, before an API server of the test's own.

let upstream: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let app: FastifyInstance
let url: string

beforeEach(async () => {
  upstream = createServer((request, response) => answer(request, response))
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  await start(addressOf(upstream))
})
afterEach(async () => {
  await app.close()
  upstream.closeAllConnections()
  upstream.close()
})

async function start(address: string) {
  app = await buildApp(readConfig(['--upstream', address, '--log-level', 'silent'], {}))
  url = await app.listen({ host: '127.0.0.1', port: 0 })
}

function addressOf(server: { address(): unknown }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** As somebody whose token comes along. */
function ask(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  return fetch(url + path, { ...init, headers: { authorization: 'Bearer mine', ...headers } })
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
  const got = await ask(path, { method: 'PATCH', body: '[1, 2]' })
  expect(seen).toEqual([{ method: 'PATCH', url: path, body: '[1, 2]' }])
  expect(got.status).toBe(409)
  expect(got.headers.get('warning')).toBe('299 - "mind"')
  expect(await got.text()).toBe('{"kind":"Status","code":409}')
})

test('only the headers that are needed pass, either way', async () => {
  let passed: string[] = []
  answer = (request, response) => {
    passed = Object.keys(request.headers).sort()
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': 'a=b',
      'content-security-policy': "default-src 'unsafe-inline'",
      'access-control-allow-origin': '*',
      'www-authenticate': 'Basic realm="give me your password"',
      location: 'https://evil.example.com/',
      'x-powered-by': 'rubbish',
    })
    response.end('<script>alert(1)</script>')
  }
  const got = await ask('/api', {
    headers: {
      cookie: 'a=b',
      'impersonate-user': 'root',
      'x-remote-user': 'root',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-access-token': 'another',
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
  for (const name of [
    'set-cookie',
    'access-control-allow-origin',
    'www-authenticate',
    'location',
    'x-powered-by',
  ]) {
    expect(got.headers.get(name), name).toBeNull()
  }
  expect(got.headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  )
  // Nothing that comes from there is a page.
  expect(got.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(got.headers.get('x-content-type-options')).toBe('nosniff')
})

test('the token of a request passes; a forwarded one where there is no other; none is a 401', async () => {
  let told: string | undefined
  answer = (request, response) => {
    told = request.headers.authorization
    response.end('{}')
  }
  await ask('/api')
  expect(told).toBe('Bearer mine')
  await fetch(`${url}/api`, { headers: { 'x-forwarded-access-token': 'forwarded' } })
  expect(told).toBe('Bearer forwarded')
  told = undefined
  for (const headers of [
    {},
    { authorization: 'Basic bWU6bWU=' },
    { authorization: 'Bearer' },
    { 'x-forwarded-access-token': 'a b' },
  ] as Record<string, string>[]) {
    const got = await fetch(`${url}/api`, { headers })
    expect(got.status).toBe(401)
    expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'Unauthorized' })
  }
  expect(told).toBeUndefined()
})

test('compression passes through, untouched', async () => {
  const packed = gzipSync('{"kind":"APIVersions"}')
  answer = (request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip')
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(packed)
  }
  const got = await ask('/api', { headers: { 'accept-encoding': 'gzip' } })
  expect(got.headers.get('content-encoding')).toBe('gzip')
  expect(await got.json()).toEqual({ kind: 'APIVersions' })
})

test('what is not in the table is a 404 of the gateway, and is never sent on', async () => {
  let asked = 0
  answer = (_request, response) => {
    asked++
    response.end('{}')
  }
  for (const [method, path] of [
    ['GET', '/api/v1/secrets'],
    ['GET', '/api/v1/namespaces/shop/secrets/pull'],
    ['GET', '/api/v1/namespaces/shop/pods/web/exec?command=sh'],
    ['POST', '/apis/apps/v1/namespaces/shop/deployments'],
    ['GET', '/apis/oauth.openshift.io/v1/useroauthaccesstokens'],
    ['OPTIONS', '/apis'],
  ] as const) {
    const got = await ask(path, { method })
    expect(got.status, path).toBe(404)
    expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'NotFound', code: 404 })
  }
  expect(asked).toBe(0)
})

test('a read that meets a closing connection is sent once more, a write never', async () => {
  let asked = 0
  answer = (request, response) => {
    asked++
    if (asked === 1) request.socket.destroy()
    else response.end('{}')
  }
  expect((await ask('/apis')).status).toBe(200)
  expect(asked).toBe(2)
  asked = 0
  expect((await ask(STREAMS, { method: 'POST', body: '{}' })).status).toBe(502)
  expect(asked).toBe(1)
})

test('an answer that has begun is not asked for again', async () => {
  let asked = 0
  answer = (request, response) => {
    asked++
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    response.write('{"kind":', () => request.socket.destroy())
  }
  const got = await ask('/apis')
  await expect(got.text()).rejects.toThrow()
  expect(asked).toBe(1)
})

test('a body that is too large is stopped on its way', async () => {
  let received = 0
  answer = async (request, response) => {
    try {
      for await (const chunk of request) received += chunk.length
      response.end('{}')
    } catch {
      // Broken off.
    }
  }
  const chunk = new Uint8Array(1024 * 1024)
  const body = new ReadableStream({
    start(controller) {
      for (let n = 0; n < 8; n++) controller.enqueue(chunk)
      controller.close()
    },
  })
  const got = await ask(STREAMS, { method: 'POST', body, duplex: 'half' } as RequestInit)
  expect(got.status).toBe(413)
  expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'RequestEntityTooLarge' })
  expect(received).toBeLessThanOrEqual(3 * 1024 * 1024)
})

describe('a watch over a WebSocket', () => {
  let events: WebSocketServer
  beforeEach(() => {
    events = new WebSocketServer({ noServer: true })
    upstream.on('upgrade', (request, socket, head) => {
      events.handleUpgrade(request, socket, head, (client) =>
        events.emit('connection', client, request),
      )
    })
  })

  const connect = (path: string, protocols: string[] = [], headers = {}) =>
    new WebSocket(url.replace('http', 'ws') + path, protocols, {
      headers: { authorization: 'Bearer mine', ...headers },
    })

  test('is joined with the API server, which sees the token and none of the rest', async () => {
    const seen = once(events, 'connection')
    const client = connect(`${STREAMS}?watch=true`, ['v1.test'], {
      cookie: 'a=b',
      'impersonate-user': 'root',
    })
    const [far, request] = (await seen) as [WebSocket, IncomingMessage]
    expect(request.url).toBe(`${STREAMS}?watch=true`)
    expect(request.headers).toMatchObject({
      authorization: 'Bearer mine',
      'sec-websocket-protocol': 'v1.test',
    })
    expect(request.headers).not.toHaveProperty('cookie')
    expect(request.headers).not.toHaveProperty('impersonate-user')
    const told = once(client, 'message')
    far.send('{"type":"ADDED"}')
    expect(String((await told)[0])).toBe('{"type":"ADDED"}')
    const ended = once(far, 'close')
    client.terminate()
    await ended
  })

  test('ends when the API server ends it, and when the gateway stops', async () => {
    for (const end of [(far: WebSocket) => far.terminate(), () => void app.close()]) {
      const seen = once(events, 'connection')
      const client = connect(`${STREAMS}?watch=true`)
      client.on('error', () => {})
      const [far] = (await seen) as [WebSocket]
      await once(client, 'open')
      const closed = once(client, 'close')
      end(far)
      await closed
    }
  })

  test('may bring its token as browsers do, and the API server does not see it twice', async () => {
    const seen = once(events, 'connection')
    const token = `base64url.bearer.authorization.k8s.io.${Buffer.from('spoken').toString('base64url')}`
    const client = new WebSocket(`${url.replace('http', 'ws')}${STREAMS}?watch=true`, [
      token,
      'v1.test',
    ])
    const [, request] = (await seen) as [WebSocket, IncomingMessage]
    expect(request.headers.authorization).toBe('Bearer spoken')
    expect(request.headers['sec-websocket-protocol']).toBe('v1.test')
    await once(client, 'open')
    client.terminate()
  })

  test.each([
    [
      'that another page opens',
      `${STREAMS}?watch=true`,
      { origin: 'https://evil.example.com' },
      403,
    ],
    ['without a token', `${STREAMS}?watch=true`, { authorization: 'none' }, 401],
    ['that is no watch', STREAMS, {}, 400],
    ['of what is not forwarded', '/api/v1/pods?watch=true', {}, 404],
  ])('%s is refused', async (_name, path, headers, code) => {
    const client = connect(path, [], headers)
    const [, response] = await once(client, 'unexpected-response')
    expect(response.statusCode).toBe(code)
    expect(JSON.parse(await text(response))).toMatchObject({ kind: 'Status', code })
  })

  test('that the API server refuses is refused with its words', async () => {
    upstream.removeAllListeners('upgrade')
    answer = (_request, response) => {
      response.writeHead(403, { 'content-type': 'application/json' })
      response.end('{"kind":"Status","message":"its own words","code":403}')
    }
    const client = connect(`${STREAMS}?watch=true`)
    const [, response] = await once(client, 'unexpected-response')
    expect(response.statusCode).toBe(403)
    expect(JSON.parse(await text(response))).toMatchObject({ message: 'its own words' })
  })
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
  const got = await ask(`${STREAMS}?watch=true`, { signal: leave.signal })
  const reader = got.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value)).toBe('{"type":"ADDED"}\n')
  leave.abort()
  await left
})

test('a watch that has told much ends upstream too when its client leaves', async () => {
  let told = 0
  const left = new Promise<void>((resolve) => {
    answer = (_request, response) => {
      response.on('close', resolve)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      const timer = setInterval(() => response.write(`{"event":${told++}}\n`), 20)
      response.on('close', () => clearInterval(timer))
    }
  })
  const watch = request(`${url}${STREAMS}?watch=true`, {
    agent: false,
    headers: { authorization: 'Bearer mine' },
  }).end()
  const [response] = (await once(watch, 'response')) as [IncomingMessage]
  response.on('error', () => {})
  response.resume()
  await expect.poll(() => told).toBeGreaterThan(5)
  watch.destroy()
  await left
})

test('a watch is answered before its first event', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
  }
  const leave = new AbortController()
  const got = await ask(`${STREAMS}?watch=true`, { signal: leave.signal })
  expect(got.status).toBe(200)
  expect(got.headers.get('content-security-policy')).toContain('sandbox')
  leave.abort()
})

test('when the gateway stops, a watch ends as if its time were over', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"type":"ADDED"}\n')
  }
  const got = await ask(`${STREAMS}?watch=true`)
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
    Array.from({ length: 150 }, () => ask(`${STREAMS}?watch=1`, { signal })),
  )
  expect((await ask('/api')).status).toBe(200)
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
    const got = await ask('/apis')
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
    const got = await ask('/apis')
    expect(got.status).toBe(502)
    expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'BadGateway', code: 502 })
  })

  test('because it talks another protocol is a 502 of the gateway', async () => {
    const rubbish = createSocketServer((socket) => socket.end('no HTTP\r\n\r\n'))
    rubbish.listen(0, '127.0.0.1')
    await once(rubbish, 'listening')
    await app.close()
    await start(addressOf(rubbish))
    const got = await ask('/apis')
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
    const got = await ask('/apis')
    expect(got.status).toBe(503)
    expect(got.headers.get('retry-after')).toBe('1')
    expect(await got.json()).toMatchObject({ message: 'its own words' })
    expect(asked).toBe(1)
  })
})
