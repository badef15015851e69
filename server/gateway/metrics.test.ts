import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

let folder: string
let app: FastifyInstance
let url: string
let metrics: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-metrics-'))
  const words = ['--empty', '--data', join(folder, 'data'), '--metrics-port', '0']
  app = await buildApp(readConfig([...words, '--log-level', 'silent'], {}))
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  metrics = `http://127.0.0.1:${app.metricsPort?.()}`
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const told = async () => (await fetch(`${metrics}/metrics`)).text()
const STREAMS = '/apis/image.openshift.io/v1/imagestreams'

test('requests are counted by kind, method and status, and no label tells a name', async () => {
  await fetch(`${url}${STREAMS}/of-somebody?labelSelector=secret%3Dword`)
  await fetch(`${url}${STREAMS}`)
  await fetch(`${url}/session`)
  const text = await told()
  expect(text).toContain('tagstream_requests_total{kind="api",method="GET",code="200"} 1')
  expect(text).toContain('tagstream_requests_total{kind="session",method="GET",code="200"} 1')
  expect(text).toMatch(/tagstream_request_seconds_bucket\{le="60",kind="api"\} \d/)
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toMatch(/of-somebody|secret|imagestreams/)
})

test('open watches are counted while they are open', async () => {
  const leave = new AbortController()
  const watch = await fetch(`${url}${STREAMS}?watch=true`, { signal: leave.signal })
  expect(watch.status).toBe(200)
  expect(await told()).toContain('tagstream_open_watches 1')
  leave.abort()
  await expect.poll(told).toContain('tagstream_open_watches 0')
})

test('health is told there too, under any name, and metrics nowhere else', async () => {
  expect((await fetch(`${metrics}/healthz`)).status).toBe(200)
  expect((await fetch(`${metrics}/readyz`)).status).toBe(200)
  expect((await fetch(`${metrics}/apis`)).status).toBe(404)
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
})
