import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'
import { LIMITS, RequestGate } from './limits'

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-limits-'))
  api = await openImageApi({
    dataDir: folder,
    internalRegistry: '',
    publicRegistry: '',
    limits: { watches: 2, readerMs: 200 },
  })
  app = Fastify()
  await app.register(api.plugin)
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(async () => {
  api.endWatches()
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const port = () => (app.server.address() as AddressInfo).port

async function open(path: string): Promise<IncomingMessage> {
  const request = get({ host: '127.0.0.1', port: port(), path, agent: false })
  const [response] = await once(request, 'response')
  return response
}

async function bodyOf(response: IncomingMessage) {
  let text = ''
  for await (const chunk of response) text += chunk
  return JSON.parse(text)
}

const WATCH = '/api/v1/namespaces?watch=true'

test('one watch too many is refused, until another ends', async () => {
  const [first] = [await open(WATCH), await open(WATCH)]
  const refused = await open(WATCH)
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['retry-after']).toBe('1')
  expect(await bodyOf(refused)).toMatchObject({
    kind: 'Status',
    reason: 'TooManyRequests',
    message: 'Too many requests, please try again later.',
    details: { retryAfterSeconds: 1 },
    code: 429,
  })
  first.destroy()
  await expect.poll(async () => (await open(WATCH)).statusCode).toBe(200)
})

test.each([
  ['soon', 400],
  ['1', 400],
  ['-1s', 400],
  ['0', 200],
  ['1m30s', 200],
])('a timeout of %s is answered with %i', async (timeout, code) => {
  const { statusCode, body } = await app.inject(`/api/v1/namespaces?timeout=${timeout}`)
  expect(statusCode).toBe(code)
  if (code === 400) expect(body).toContain('invalid timeout specified in the request URL')
})

test('who takes nothing of a long answer is let go', async () => {
  const note = 'x'.repeat(250_000)
  for (let n = 0; n < 80; n++) {
    const metadata = { name: `n${n}`, annotations: { note } }
    await api.write.create('namespaces', '', { metadata })
  }
  const socket = connect(port(), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('GET /api/v1/namespaces HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await once(app.server, 'request')
  await expect
    .poll(() => new Promise((resolve) => app.server.getConnections((_, count) => resolve(count))))
    .toBe(0)
  socket.destroy()
})

test('one request too many is refused, and one too slow', async () => {
  const gate = new RequestGate({ ...LIMITS, requests: 1, requestMs: 50 })
  let finish = () => {}
  const work = () => new Promise<void>((resolve) => (finish = resolve))
  const slow = gate.pass(null, work)
  await expect(gate.pass(null, work)).rejects.toMatchObject({ code: 429 })
  await expect(slow).rejects.toMatchObject({
    code: 504,
    message: 'Timeout: request did not complete within the allotted timeout',
  })
  // What was begun is still being done, and counts until it is.
  await expect(gate.pass(null, work)).rejects.toMatchObject({ code: 429 })
  finish()
  await expect.poll(() => gate.pass(null, async () => 'done')).toBe('done')
})
