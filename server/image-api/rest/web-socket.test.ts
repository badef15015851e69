import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { callers } from '../../gateway/callers'
import { type ImageApi, openImageApi } from '../image-api'
import { subprotocolToken } from './web-socket'

let folder: string
let api: ImageApi
let app: FastifyInstance
const sockets: WebSocket[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-socket-'))
  const tokenFile = join(folder, 'tokens.csv')
  writeFileSync(tokenFile, 'boss,boss,1,"system:masters"\nguest,guest,2\n')
  api = await openImageApi({ dataDir: folder, internalRegistry: '', publicRegistry: '', tokenFile })
  app = Fastify()
  await app.register(callers, { host: '127.0.0.1' })
  await app.register(api.plugin)
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  api.endWatches()
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const WATCH = '/api/v1/namespaces?watch=true'
const TOKEN = `base64url.bearer.authorization.k8s.io.${Buffer.from('boss').toString('base64url')}`
const port = () => (app.server.address() as AddressInfo).port

function connect(path: string, protocols: string[] = [], headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}${path}`, protocols, { headers })
  // One that is still connecting when a test ends says so.
  socket.on('error', () => undefined)
  sockets.push(socket)
  return socket
}

const asBoss = (path: string) => connect(path, [], { authorization: 'Bearer boss' })

/** The next messages, in short. */
function events(socket: WebSocket, count: number): Promise<string[]> {
  const found: string[] = []
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      const { type, object } = JSON.parse(String(data))
      found.push(`${type} ${object.metadata.name}`)
      if (found.length === count) resolve(found)
    })
  })
}

const make = (name: string) => api.write.create('namespaces', '', { metadata: { name } })

/** The status with which an upgrade was refused. */
async function refusal(socket: WebSocket) {
  const [, response] = await once(socket, 'unexpected-response')
  let text = ''
  for await (const chunk of response) text += chunk
  return { code: response.statusCode, json: JSON.parse(text) }
}

test('a watch over a WebSocket has a message for each event', async () => {
  const socket = asBoss(`${WATCH}&resourceVersion=0`)
  await once(socket, 'open')
  const seen = events(socket, 2)
  await make('one')
  await make('two')
  expect(await seen).toEqual(['ADDED one', 'ADDED two'])
})

test('a browser gives its token among its protocols, and is told the other', async () => {
  const socket = connect(WATCH, [TOKEN, 'v4.channel.k8s.io'])
  await once(socket, 'open')
  expect(socket.protocol).toBe('v4.channel.k8s.io')
})

test.each([
  ['a wrong token', ['base64url.bearer.authorization.k8s.io.bm9ib2R5', 'x'], WATCH, 401],
  ['a token without another protocol', [TOKEN], WATCH, 401],
  ['nobody', [], WATCH, 403],
  ['an unknown resource', [TOKEN, 'x'], '/api/v1/wombats?watch=true', 404],
])('%s is refused with a Status before there is a socket', async (_who, protocols, path, code) => {
  expect(await refusal(connect(path, protocols))).toMatchObject({
    code,
    json: { kind: 'Status', code },
  })
})

test('a page of another origin is refused', async () => {
  const socket = connect(WATCH, [TOKEN, 'x'], { origin: 'http://evil.example.com' })
  expect((await refusal(socket)).code).toBe(403)
})

test('an upgrade of what is no watch is answered as if it had not been asked for', async () => {
  const { code, json } = await refusal(connect('/version'))
  expect(code).toBe(200)
  expect(json.major).toBe('1')
})

test('an upgrade to another protocol streams as HTTP does', async () => {
  const headers = { connection: 'upgrade', upgrade: 'h2c', authorization: 'Bearer boss' }
  const path = `${WATCH}&timeoutSeconds=1`
  const request = get({ host: '127.0.0.1', port: port(), path, headers })
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(200)
  response.resume()
  await once(response, 'end')
})

test('sockets end with the watches, and when their time is up', async () => {
  const open = asBoss(WATCH)
  await once(open, 'open')
  api.endWatches()
  expect((await once(open, 'close'))[0]).toBe(1000)
  const short = asBoss(`${WATCH}&timeoutSeconds=1`)
  expect((await once(short, 'close'))[0]).toBe(1000)
})

test('a client that does not read is caught up when it does', async () => {
  const socket = asBoss(`${WATCH}&resourceVersion=0`)
  await once(socket, 'open')
  socket.pause()
  const note = 'x'.repeat(100_000)
  for (let n = 0; n < 60; n++) {
    await api.write.create('namespaces', '', {
      metadata: { name: `n${n}`, annotations: { note } },
    })
  }
  const seen: string[] = []
  socket.on('message', (data) => seen.push(JSON.parse(String(data)).object.metadata.name))
  socket.resume()
  while (seen.length < 60) await once(socket, 'message')
  expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => `n${n}`))
})

test('a token in a protocol is base64url of UTF-8', () => {
  const bearer = 'base64url.bearer.authorization.k8s.io.'
  expect(subprotocolToken(undefined)).toBeUndefined()
  expect(subprotocolToken('a, b')).toBeUndefined()
  expect(subprotocolToken(`a, ${bearer}w6Q`)).toBe('ä')
  expect(subprotocolToken(`a, ${bearer}_w`)).toBe('')
  expect(subprotocolToken(`a, ${bearer}w=`)).toBe('')
  expect(subprotocolToken(`a, ${TOKEN}, ${TOKEN}`)).toBe('')
})
