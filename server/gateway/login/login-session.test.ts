import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Agent, fetch, type RequestInit } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { freePort } from '../../../scripts/free-port'
import { Authority } from '../../../scripts/test-cluster/authority'
import { TestCluster } from '../../../scripts/test-cluster/test-cluster'
import { buildApp } from '../../app'
import { readConfig } from '../../config'

// Gateways that serve TLS, in front of an API server and an OAuth server over TLS.

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'
const MARIA = '/apis/user.openshift.io/v1/users/~'

let folder: string
let authority: Authority
let embedded: FastifyInstance
let cluster: TestCluster
/** Two replicas, as they stand behind one address. */
let replicas: FastifyInstance[]
let url: string
let second: string
let agent: Agent
let words: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-login-'))
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  authority = new Authority('Test route')
  agent = new Agent({ connect: { ca: authority.certificate } })
  const people = file('people.csv', 'maria-key,maria,1,"system:masters"\nviewer-key,viewer,2\n')
  embedded = await buildApp(
    readConfig(
      ['--empty', '--data', join(folder, 'data'), '--token-file', people, '--log-level', 'silent'],
      {},
    ),
  )
  const port = await freePort()
  url = `https://127.0.0.1:${port}`
  cluster = new TestCluster({
    backend: await embedded.listen({ port: 0, host: '127.0.0.1' }),
    people: { maria: 'maria-key', viewer: 'viewer-key' },
    client: { id: 'tagstream', secret: 'of-the-client', redirectUris: [`${url}/session/callback`] },
  })
  await cluster.start()
  const served = authority.issue({ name: 'tagstream' })
  words = [
    ...['--upstream', cluster.url, '--upstream-ca', file('api.crt', cluster.authority.certificate)],
    ...['--oauth-client', 'tagstream'],
    ...['--oauth-client-secret-file', file('client-secret', 'of-the-client\n')],
    ...['--oauth-ca', file('ingress.crt', cluster.oauth.authority.certificate)],
    ...['--session-key-file', file('keys', `${key()}\n`), '--public-url', url],
    ...['--tls-cert', file('tls.crt', served.cert), '--tls-key', file('tls.key', served.key)],
    ...['--log-level', 'silent'],
  ]
  replicas = [await buildApp(readConfig(words, {})), await buildApp(readConfig(words, {}))]
  await replicas[0]?.listen({ port, host: '127.0.0.1' })
  second = (await replicas[1]?.listen({ port: 0, host: '127.0.0.1' })) ?? ''
})

afterAll(async () => {
  for (const replica of replicas) await replica.close()
  await cluster.stop()
  await embedded.close()
  await agent.close()
  authority.remove()
  rmSync(folder, { recursive: true, force: true })
})

const key = () => randomBytes(32).toString('base64')

/** Cookies and redirects as a browser has them, one step at a time. */
class Browser {
  readonly cookies = new Map<string, string>()

  async open(address: string, init: RequestInit = {}) {
    const to = new URL(address, url)
    const isOurs = to.origin === url || to.origin === second
    const response = await fetch(to, {
      redirect: 'manual',
      dispatcher: isOurs ? agent : strangers,
      ...init,
      headers: { ...(isOurs ? { cookie: this.header } : {}), ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  get header() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** From the sign-in to what the OAuth server sends back to us. */
  async callback(name = 'maria', to = '/', answer = 'yes') {
    const begun = await this.open(`/session/sign-in?to=${encodeURIComponent(to)}`)
    const form = begun.headers.get('location') ?? ''
    const body = new URLSearchParams({ username: name, answer }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await this.open(form, { method: 'POST', body, headers })
    return sent.headers.get('location') ?? ''
  }

  async logIn(name?: string, to?: string) {
    return this.open(await this.callback(name, to))
  }

  async json(path: string, init?: RequestInit) {
    const response = await this.open(path, init)
    return { code: response.status, ...((await response.json()) as Record<string, unknown>) }
  }
}

const strangers = new Agent({ connect: { rejectUnauthorized: false } })
const fromPage = () => ({ origin: url, 'sec-fetch-site': 'same-origin' })
const session = '__Host-tagstream'

test('whoever logs in is that person at the API server, and returns to where they were', async () => {
  const browser = new Browser()
  expect(await browser.json(MARIA)).toMatchObject({ code: 401, kind: 'Status' })
  expect(await browser.json('/session')).toMatchObject({ by: 'login', isSignedIn: false })
  const back = await browser.logIn('maria', '/ns/shop/image-streams?q=web')
  expect(back.status).toBe(303)
  expect(back.headers.get('location')).toBe('/ns/shop/image-streams?q=web')
  expect(await browser.json(MARIA)).toMatchObject({ code: 200, metadata: { name: 'maria' } })
  expect(await browser.json('/session')).toMatchObject({
    isSignedIn: true,
    expires: expect.stringMatching(/^\d{4}-/),
  })
})

test('the browser holds the token in no form that can be read', async () => {
  const browser = new Browser()
  const callback = await browser.callback()
  const done = await browser.open(callback)
  const [line = ''] = done.headers.getSetCookie().filter((each) => each.startsWith(`${session}=`))
  expect(line).toMatch(/; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  for (const part of (browser.cookies.get(session) ?? '').split('.')) {
    expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('sha256~')
  }
  expect(done.headers.get('cache-control')).toBe('no-store')
})

test('every replica knows who somebody is', async () => {
  const browser = new Browser()
  await browser.logIn()
  const headers = { host: new URL(url).host }
  expect(await browser.json(second + MARIA, { headers })).toMatchObject({
    metadata: { name: 'maria' },
  })
})

test('two people stay two, and a cookie of one does nothing for the other', async () => {
  const [maria, viewer] = [new Browser(), new Browser()]
  await maria.logIn('maria')
  await viewer.logIn('viewer')
  expect(await viewer.json(MARIA)).toMatchObject({ metadata: { name: 'viewer' } })
  expect(await maria.json(MARIA)).toMatchObject({ metadata: { name: 'maria' } })
  expect(await viewer.json(STREAMS)).toMatchObject({ code: 403 })
})

describe('logging out', () => {
  test('deletes the token at the cluster: a copy of the cookie is worth nothing', async () => {
    const browser = new Browser()
    await browser.logIn()
    const copy = new Browser()
    copy.cookies.set(session, browser.cookies.get(session) ?? '')
    expect((await copy.json(MARIA)).code).toBe(200)
    const out = await browser.json('/session/sign-out', { method: 'POST', headers: fromPage() })
    expect(out).toMatchObject({ code: 200, isDeleted: true })
    expect(browser.cookies.has(session)).toBe(false)
    expect((await copy.json(MARIA)).code).toBe(401)
  })

  test('is nothing that another page can do', async () => {
    const browser = new Browser()
    await browser.logIn()
    for (const headers of [
      { origin: 'https://evil.example.com' },
      { 'sec-fetch-site': 'same-site' },
      {},
    ] as Record<string, string>[]) {
      const out = await browser.open('/session/sign-out', { method: 'POST', headers })
      expect(out.status).toBe(403)
    }
    expect((await browser.json(MARIA)).code).toBe(200)
  })
})

describe('a write', () => {
  const write = (browser: Browser, headers: Record<string, string>) =>
    browser.open('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      method: 'POST',
      body: JSON.stringify({
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { verb: 'get', resource: 'imagestreams' } },
      }),
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('counts from our own pages only', async () => {
    const browser = new Browser()
    await browser.logIn()
    expect((await write(browser, fromPage())).status).toBe(201)
    expect((await write(browser, { origin: url })).status).toBe(201)
    for (const headers of [
      {},
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
      { origin: url, 'sec-fetch-site': 'same-site' },
      { origin: url.replace('https', 'http') },
    ] as Record<string, string>[]) {
      expect((await write(browser, headers)).status, JSON.stringify(headers)).toBe(403)
    }
  })
})

describe('a WebSocket', () => {
  const connect = (browser: Browser, headers: Record<string, string>) =>
    new WebSocket(`${url.replace('https', 'wss')}${'/api/v1/namespaces?watch=true'}`, {
      ca: authority.certificate,
      headers: { cookie: browser.header, ...headers },
    })

  test('of our pages watches as its person; one of another page is refused', async () => {
    const browser = new Browser()
    await browser.logIn()
    const socket = connect(browser, { origin: url })
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
    socket.terminate()
    for (const headers of [{ origin: 'https://evil.example.com' }, {}] as Record<
      string,
      string
    >[]) {
      const refused = connect(browser, headers)
      refused.on('error', () => {})
      const code = await new Promise((resolve) =>
        refused.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode)),
      )
      expect(code).toBe(403)
    }
  })
})

describe('a callback', () => {
  test('counts once, in the browser that began, and with its own state', async () => {
    const victim = new Browser()
    const attacker = new Browser()
    const planted = await attacker.callback('viewer')
    // Fixation: the victim is led to the attacker's callback.
    expect((await victim.open(planted)).status).toBe(403)
    expect(victim.cookies.has(session)).toBe(false)

    const browser = new Browser()
    const callback = await browser.callback()
    const changed = new URL(callback)
    changed.searchParams.set('state', 'another')
    expect((await browser.open(changed.href)).status).toBe(403)
    expect((await browser.open(callback)).status).toBe(303)
    // Replay: its state is spent, and so is the code.
    expect((await browser.open(callback)).status).toBe(403)
  })

  test('with a code of somebody else fails, for the code is bound to who began', async () => {
    const attacker = new Browser()
    const stolen = new URL(await attacker.callback('maria')).searchParams.get('code') ?? ''
    const browser = new Browser()
    const callback = new URL(await browser.callback('viewer'))
    callback.searchParams.set('code', stolen)
    const got = await browser.open(callback.href)
    expect(got.status).toBe(403)
    expect(browser.cookies.has(session)).toBe(false)
  })

  test('of who was denied says so, in words of ours', async () => {
    const browser = new Browser()
    const got = await browser.open(await browser.callback('maria', '/', 'no'))
    expect(got.status).toBe(403)
    expect(got.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await got.text()).toBe(
      'The cluster did not log you in (access_denied). Go back and try again.\n',
    )
    const hostile = new Browser()
    const callback = new URL(await hostile.callback())
    callback.searchParams.delete('code')
    callback.searchParams.set('error', '<script>alert(1)</script>')
    const said = await (await hostile.open(callback.href)).text()
    expect(said).not.toContain('script')
  })
})

describe('a cookie', () => {
  test('that was changed, made up or is of another kind is none', async () => {
    const browser = new Browser()
    await browser.logIn()
    const good = browser.cookies.get(session) ?? ''
    const begun = new Browser()
    await begun.open('/session/sign-in')
    const [other = ''] = begun.cookies.values()
    const parts = good.split('.')
    const flip = (text: string) =>
      text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    const bad = [
      '',
      'x',
      good.slice(0, -4),
      ...parts.map((_, at) =>
        parts.map((part, index) => (index === at ? flip(part) : part)).join('.'),
      ),
      [unsigned, '', '', Buffer.from('{"token":"x","expires":9e9}').toString('base64url'), ''].join(
        '.',
      ),
      other,
    ]
    for (const value of bad) {
      const tampered = new Browser()
      tampered.cookies.set(session, value)
      expect((await tampered.json(MARIA)).code, value).toBe(401)
    }
    expect((await browser.json(MARIA)).code).toBe(200)
  })

  test('outlives a new key for as long as the old one is in the file', async () => {
    const browser = new Browser()
    await browser.logIn()
    const [, file = ''] = words.slice(words.indexOf('--session-key-file'))
    const { readFileSync } = await import('node:fs')
    const old = readFileSync(file, 'utf8')
    const fresh = `${key()}\n`
    writeFileSync(file, fresh + old)
    expect((await browser.json(MARIA)).code).toBe(200)
    const later = new Browser()
    await later.logIn()
    writeFileSync(file, `${fresh}  \n`)
    expect((await browser.json(MARIA)).code).toBe(401)
    expect((await later.json(MARIA)).code).toBe(200)
    writeFileSync(file, `not a key\n`)
    expect((await later.json(MARIA)).code).toBe(200)
    writeFileSync(file, old)
  })
})

test('a token that an administrator deleted is a 401, and logging in again mends it', async () => {
  const browser = new Browser()
  await browser.logIn()
  cluster.oauth.deleteAll()
  expect((await browser.json(MARIA)).code).toBe(401)
  await browser.logIn()
  expect((await browser.json(MARIA)).code).toBe(200)
})

test('the API takes the session and nothing else: no token of a header', async () => {
  const browser = new Browser()
  for (const headers of [
    { authorization: 'Bearer maria-key' },
    { 'x-forwarded-access-token': 'maria-key' },
  ] as Record<string, string>[]) {
    expect((await browser.json(MARIA, { headers })).code).toBe(401)
  }
})

test('without an OAuth server the dashboard says so', async () => {
  const gone = `https://127.0.0.1:${await freePort()}`
  const none = await buildApp(
    readConfig(
      words.map((word) => (word === cluster.url ? gone : word)),
      {},
    ),
  )
  const got = await none.inject({ url: '/session/sign-in', headers: { host: new URL(url).host } })
  expect(got.statusCode).toBe(503)
  expect(got.body).toContain('cannot reach the API server')
  await none.close()
})
