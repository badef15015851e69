import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

// A gateway with a token of its own, and who may use it.

let folder: string
let upstream: Server
let seen: string[]
let app: FastifyInstance
let url: string
let told: { code: string; secret: string }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-own-'))
  writeFileSync(join(folder, 'token'), 'token-of-the-cluster\n')
  upstream = createServer(({ headers }, response) => {
    seen.push(headers.authorization ?? '')
    response.end('{}')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  upstream.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  seen = []
  await start()
})
afterEach(() => app.close())

async function start(...words: string[]) {
  const { port } = upstream.address() as AddressInfo
  const server = ['--upstream', `http://127.0.0.1:${port}`]
  const token = ['--upstream-token-file', join(folder, 'token'), '--log-level', 'silent']
  app = await buildApp(readConfig([...server, ...token, ...words], {}), {
    terminal: {
      tell(code, secret) {
        told = { code, secret }
      },
    },
  })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
}

const enter = (code: string) =>
  fetch(`${url}/session/enter?code=${encodeURIComponent(code)}`, { redirect: 'manual' })
const cookieOf = (response: Response) =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const ask = (headers: Record<string, string>) => fetch(`${url}/version`, { headers })

test('without the secret nothing is forwarded', async () => {
  for (const headers of [
    {},
    { authorization: 'Bearer guess' },
    { authorization: 'Bearer token-of-the-cluster' },
    { authorization: `Basic ${Buffer.from(`me:${told.secret}`).toString('base64')}` },
    { cookie: `tagstream-000000000000=${told.secret}` },
    { 'x-forwarded-access-token': told.secret },
  ] as Record<string, string>[]) {
    const got = await ask(headers)
    expect(got.status).toBe(401)
    expect(await got.json()).toMatchObject({ kind: 'Status', reason: 'Unauthorized' })
  }
  expect(seen).toEqual([])
})

test('a program brings the secret as its token, which goes no further', async () => {
  expect((await ask({ authorization: `Bearer ${told.secret}` })).status).toBe(200)
  expect(seen).toEqual(['Bearer token-of-the-cluster'])
})

describe('a browser', () => {
  test('comes in once with the code of the terminal, which then tells another', async () => {
    const { code } = told
    const got = await enter(code)
    expect(got.status).toBe(303)
    // The address that the code was in is left, and no cache keeps it.
    expect(got.headers.get('location')).toBe('/')
    expect(got.headers.get('cache-control')).toBe('no-store')
    expect(got.headers.get('referrer-policy')).toBe('no-referrer')
    expect(got.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    expect((await ask({ cookie: cookieOf(got) })).status).toBe(200)
    expect(cookieOf(got)).not.toContain(told.secret)

    expect(told.code).not.toBe(code)
    expect((await enter(code)).headers.get('set-cookie')).toBeNull()
    expect((await enter(told.code)).headers.get('set-cookie')).not.toBeNull()
  })

  test('may be given the secret by hand', async () => {
    const type = (secret: unknown, headers = {}) =>
      fetch(`${url}/session/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ secret }),
      })
    for (const wrong of ['guess', '', 7, null]) {
      const refused = await type(wrong)
      expect(refused.status).toBe(403)
      expect(refused.headers.get('set-cookie')).toBeNull()
    }
    const foreign = await type(told.secret, { origin: 'https://evil.example.com' })
    expect(foreign.status).toBe(403)
    const got = await type(`${told.secret}\n`)
    expect(got.status).toBe(204)
    expect((await ask({ cookie: cookieOf(got) })).status).toBe(200)
  })

  test('is told whether it is in, and forgets it on wish', async () => {
    const session = async (cookie: string) =>
      (await fetch(`${url}/session`, { headers: { cookie } })).json()
    const cookie = cookieOf(await enter(told.code))
    expect(await session('')).toEqual({ by: 'secret', isSignedIn: false })
    expect(await session(cookie)).toEqual({ by: 'secret', isSignedIn: true })
    const out = await fetch(`${url}/session/sign-out`, { method: 'POST', headers: { cookie } })
    expect(out.headers.get('set-cookie')).toMatch(/=; Max-Age=0;/)
  })

  test('keeps its cookie for this gateway only: another one has another name and value', async () => {
    const cookie = cookieOf(await enter(told.code))
    await app.close()
    await start()
    const other = cookieOf(await enter(told.code))
    expect(other.split('=')[0]).not.toBe(cookie.split('=')[0])
    expect((await ask({ cookie })).status).toBe(401)
    // Nor does the value help under the other name.
    expect((await ask({ cookie: `${other.split('=')[0]}=${cookie.split('=')[1]}` })).status).toBe(
      401,
    )
  })
})

describe('a secret file', () => {
  test('is made for its owner alone, and keeps programs and browsers in over a restart', async () => {
    await app.close()
    const file = join(folder, 'made')
    await start('--secret-file', file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8').trim()).toBe(told.secret)
    const cookie = cookieOf(await enter(told.code))
    await app.close()
    await start('--secret-file', file)
    expect((await ask({ cookie })).status).toBe(200)
    expect((await ask({ authorization: `Bearer ${told.secret}` })).status).toBe(200)
  })

  test.each([
    ['that others may read', 'a'.repeat(40), 0o644, 'others may read'],
    ['that is too short', 'short', 0o600, 'no secret of at least 32 characters'],
  ])('%s is refused at the start', async (_name, content, mode, sentence) => {
    const file = join(folder, `bad-${mode}`)
    writeFileSync(file, content, { mode })
    await expect(start('--secret-file', file)).rejects.toThrow(sentence)
  })
})
