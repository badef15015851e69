import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildApp } from '../app'
import { readConfig } from '../config'

let data: string

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tagstream-embedded-'))
})

afterEach(() => rmSync(data, { recursive: true, force: true }))

/** The projects after `requests` to a gateway on the data of the test, started with `flags`. */
async function projectsAfter(flags: string[], requests: { method: 'DELETE'; url: string }[] = []) {
  const words = ['--data', data, '--log-level', 'silent', ...flags]
  const app = await buildApp(readConfig(words, {}))
  const host = { host: '127.0.0.1:9000' }
  for (const request of requests) await app.inject({ ...request, headers: host })
  const { items } = (await app.inject({ url: '/api/v1/namespaces', headers: host })).json()
  await app.close()
  return (items as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name)
}

test('the first start makes the sample, and later ones keep what was made of it', async () => {
  const projects = await projectsAfter([])
  expect(projects).toContain('shop')
  const url = '/api/v1/namespaces/shop'
  expect(await projectsAfter([], [{ method: 'DELETE', url }])).not.toContain('shop')
  expect(await projectsAfter([])).toEqual(projects.filter((name) => name !== 'shop'))
  expect(await projectsAfter(['--reset'])).toEqual(projects)
})

test('who removes every project does not get the sample back', async () => {
  const all = (await projectsAfter([])).map((name) => ({
    method: 'DELETE' as const,
    url: `/api/v1/namespaces/${name}`,
  }))
  expect(await projectsAfter([], all)).toEqual([])
  expect(await projectsAfter([])).toEqual([])
})

test('--empty makes none', async () => {
  expect(await projectsAfter(['--empty'])).toEqual([])
})

test('--reset with a people file that cannot be read throws nothing away', async () => {
  const projects = await projectsAfter([])
  await expect(
    projectsAfter(['--reset', '--token-file', join(data, 'nobody.csv')]),
  ).rejects.toThrow('cannot be read')
  expect(await projectsAfter([])).toEqual(projects)
})
