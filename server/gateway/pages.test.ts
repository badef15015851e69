import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

const script = `export const answer = ${'42 + '.repeat(300)}0\n`
const page = '<!doctype html><title>Tagstream</title>\n'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-pages-'))
  // A folder of this name must not make everything in it immutable.
  const root = join(folder, 'assets', 'app')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(root, '.vite'))
  writeFileSync(join(root, 'index.html'), page)
  writeFileSync(join(root, 'theme.js'), 'theme()\n')
  writeFileSync(join(root, '.vite', 'manifest.json'), '{}')
  writeFileSync(join(root, 'assets', 'main-abc123.js'), script)
  writeFileSync(join(root, 'assets', 'main-abc123.js.br'), brotliCompressSync(script))
  writeFileSync(join(root, 'assets', 'main-abc123.js.gz'), gzipSync(script))
  app = await buildApp(
    readConfig(['--empty', '--data', join(folder, 'data'), '--log-level', 'silent'], {}),
    { pagesRoot: root },
  )
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers })

test.each([
  '/',
  '/all/image-streams',
  '/ns/shop/image-streams/web',
  '/ns/shop/image-streams/web/tags/v1.2.js',
  '/ns/shop/image-streams/web/images/sha256%3Aabc?tab=layers',
  '/k8s/ns/shop/imagestreams/web',
  '/nobody/knows/this',
  '//two/slashes',
])('%s is the page, asked for anew each time', async (url) => {
  const answer = await get(url)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['cache-control']).toBe('no-cache')
  expect(answer.body).toBe(page)
})

test.each([
  '/assets/gone-abc123.js',
  '/assets/',
  '/assets/main-abc123.js/more',
  '/favicon.ico',
  '/robots.txt',
  '/theme.js.gz',
])('%s is missing, and no page', async (url) => {
  const answer = await get(url)
  expect(answer.statusCode).toBe(404)
  expect(answer.headers['content-type']).toMatch(/^text\/plain/)
})

test.each([
  ['/.vite/manifest.json', page],
  ['/assets/..%2f.vite%2fmanifest.json', 'Forbidden\n'],
])('%s does not show how the app was built', async (url, body) => {
  expect((await get(url)).body).toBe(body)
})

describe('an asset', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['identity', undefined],
  ])('for a browser that takes %s is sent as %s', async (accepted, encoding) => {
    const answer = await get('/assets/main-abc123.js', { 'accept-encoding': accepted })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(answer.headers.vary).toContain('accept-encoding')
  })

  test('is kept for good, for its name changes with its content', async () => {
    const answer = await get('/assets/main-abc123.js')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.body).toBe(script)
  })

  test('without a hash is asked for anew, and not sent twice', async () => {
    const first = await get('/theme.js')
    expect(first.headers['cache-control']).toBe('no-cache')
    const second = await get('/theme.js', { 'if-none-match': String(first.headers.etag) })
    expect(second.statusCode).toBe(304)
  })

  test('that is missing is not remembered', async () => {
    const answer = await get('/assets/gone-abc123.js')
    expect(answer.headers['cache-control']).toBeUndefined()
  })
})

test('pages may run nothing but our own scripts, and may not be framed', async () => {
  const { headers } = await get('/')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';worker-src 'self';manifest-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(headers['permissions-policy']).toContain('camera=()')
  expect(headers['x-powered-by']).toBeUndefined()
})

test('an answer of the API is never a page, and never kept', async () => {
  const { headers, statusCode } = await get('/apis')
  expect(statusCode).toBe(200)
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toContain('no-store')
})

test('it is alive and ready once it can serve', async () => {
  expect((await get('/healthz')).body).toBe('ok\n')
  expect((await get('/readyz')).statusCode).toBe(200)
})
