import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

let folder: string
let api: ImageApi
let app: FastifyInstance

async function open(maxEvents: number): Promise<void> {
  api = await openImageApi({ dataDir: folder, internalRegistry: '', publicRegistry: '', maxEvents })
  app = Fastify()
  await app.register(api.plugin)
  await app.listen({ port: 0, host: '127.0.0.1' })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-watch-'))
})

afterEach(async () => {
  api.endWatches()
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

function watch(query: string): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path: `/api/v1/namespaces?watch=true&${query}`, agent: false },
      resolve,
    ).on('error', reject)
  })
}

interface Line {
  type: string
  object: { metadata: { annotations?: { n?: string } }; code?: number }
}

async function linesOf(response: IncomingMessage, until: (line: Line) => boolean): Promise<Line[]> {
  const lines: Line[] = []
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk)
    const parts = text.split('\n')
    text = parts.pop() ?? ''
    lines.push(...parts.map((part) => JSON.parse(part) as Line))
    if (lines.some(until)) break
  }
  return lines
}

const BALLAST = 'x'.repeat(40_000)
const write = (n: number) =>
  api.store.transact((tx) =>
    tx.put('namespaces', {
      metadata: { name: 'shop', annotations: { n: String(n), ballast: BALLAST } },
    }),
  )

test('a client that reads slowly gets every event, once, in order', async () => {
  await open(10_000)
  const since = api.store.revision
  const response = await watch(`resourceVersion=${since}`)
  // More than sockets and buffers hold, while nobody reads.
  for (let n = 0; n < 400; n++) await write(n)
  const lines = await linesOf(response, ({ object }) => object.metadata.annotations?.n === '399')
  expect(lines.map(({ object }) => Number(object.metadata.annotations?.n))).toEqual(
    Array.from({ length: 400 }, (_, n) => n),
  )
  response.destroy()
})

test('a client that reads too slowly for the log is told to list again', async () => {
  await open(20)
  const response = await watch(`resourceVersion=${api.store.revision}`)
  for (let n = 0; n < 400; n++) await write(n)
  const lines = await linesOf(response, ({ type }) => type === 'ERROR')
  expect(lines.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410 } })
  response.destroy()
})

test('a hundred watchers see the same', async () => {
  await open(1000)
  const responses = await Promise.all(
    Array.from({ length: 100 }, () => watch(`resourceVersion=${api.store.revision}`)),
  )
  const seen = Promise.all(
    responses.map((response) =>
      linesOf(response, ({ object }) => object.metadata.annotations?.n === '4'),
    ),
  )
  for (let n = 0; n < 5; n++) await write(n)
  for (const lines of await seen) {
    expect(lines.map(({ type, object }) => `${type} ${object.metadata.annotations?.n}`)).toEqual([
      'ADDED 0',
      'MODIFIED 1',
      'MODIFIED 2',
      'MODIFIED 3',
      'MODIFIED 4',
    ])
  }
  for (const response of responses) response.destroy()
})
