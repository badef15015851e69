import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'

let folder: string
let app: FastifyInstance
let port: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-callers-'))
  app = await buildApp(
    readConfig(['--empty', '--data', join(folder, 'data'), '--log-level', 'silent'], {}),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Over a socket, with headers as they are given: `fetch` would not send a Host of ours. */
function ask(method: string, path: string, headers: Record<string, string>) {
  return new Promise<{ code: number; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text) => {
        body += text
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ code: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('a host', () => {
  test.each([
    ['127.0.0.1:PORT', 200],
    ['localhost:PORT', 200],
    ['LOCALHOST:PORT', 200],
    ['[::1]:PORT', 200],
    ['evil.example.com:PORT', 403],
    ['evil.example.com', 403],
    ['127.0.0.1.evil.example.com:PORT', 403],
    ['localhost', 200],
    ['localhost:1', 200],
    ['user@localhost:PORT', 403],
    ['localhost:PORT/path', 403],
    ['192.168.7.7:PORT', 403],
  ])('%s is answered with %i', async (host, expected) => {
    const { code } = await ask('GET', '/apis', { host: host.replace('PORT', String(port)) })
    expect(code).toBe(expected)
  })

  test('that is foreign is refused with a Status on the API, and with a sentence elsewhere', async () => {
    const host = 'evil.example.com'
    const onApi = await ask('GET', '/apis', { host })
    expect(JSON.parse(onApi.body)).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Forbidden',
      code: 403,
      message: 'This gateway does not answer for the host "evil.example.com".',
    })
    const onPages = await ask('GET', '/healthz', { host })
    expect(onPages.body).toBe('This gateway does not answer for the host "evil.example.com".\n')
  })
})

describe('what has an effect', () => {
  test.each([
    // Programs say nothing of where they come from.
    ['POST', STREAMS, {}, false],
    ['POST', STREAMS, { origin: 'OWN' }, false],
    ['POST', STREAMS, { origin: 'OWN', 'sec-fetch-site': 'same-origin' }, false],
    ['POST', STREAMS, { origin: 'http://evil.example.com' }, true],
    ['POST', STREAMS, { origin: 'null' }, true],
    ['POST', STREAMS, { origin: 'http://localhost:1' }, true],
    ['POST', STREAMS, { 'sec-fetch-site': 'cross-site' }, true],
    ['POST', STREAMS, { 'sec-fetch-site': 'same-site' }, true],
    ['PUT', `${STREAMS}/web`, { 'sec-fetch-site': 'cross-site' }, true],
    ['PATCH', `${STREAMS}/web`, { 'sec-fetch-site': 'cross-site' }, true],
    ['DELETE', `${STREAMS}/web`, { origin: 'http://evil.example.com' }, true],
    ['GET', `${STREAMS}?watch=true`, { 'sec-fetch-site': 'cross-site' }, true],
    ['GET', `${STREAMS}?limit=1&w%61tch=1`, { 'sec-fetch-site': 'cross-site' }, true],
    ['GET', `${STREAMS}?watch`, { origin: 'http://evil.example.com' }, true],
    ['GET', '/apis/image.openshift.io/v1/watch/imagestreams', { origin: 'http://x.test' }, true],
    // What only reads tells a foreign page nothing, for its browser keeps the answer from it.
    ['GET', STREAMS, { 'sec-fetch-site': 'cross-site' }, false],
    ['GET', `${STREAMS}?watch=false`, { 'sec-fetch-site': 'cross-site' }, false],
    ['GET', '/healthz', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s %s with %j is refused: %s', async (method, path, given, isRefused) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value === 'OWN' ? `http://localhost:${port}` : value,
      ]),
    )
    const { code, body } = await ask(method, path, { host: `localhost:${port}`, ...headers })
    const refusal = 'A page of another origin may not use this API.'
    expect(body.includes(refusal)).toBe(isRefused)
    if (isRefused) expect(code).toBe(403)
  })
})
