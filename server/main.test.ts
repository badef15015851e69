import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

// The built gateway as a process: what it says, how it ends.

let folder: string
const children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-main-'))
  execFileSync(process.execPath, ['scripts/build.js'], { stdio: ['ignore', 'ignore', 'inherit'] })
}, 300_000)
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const data = (name: string) => ['--data', join(folder, name)]

function run(...words: string[]) {
  const child = spawn(process.execPath, ['dist/server/main.js', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  })
  children.push(child)
  return child
}

/** What the process said, and its exit status. */
async function ended(child: ReturnType<typeof run>) {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { out, err, code }
}

/** A gateway that listens, and where; everything else that it said by then. */
async function listening(...words: string[]) {
  const child = run('--port', '0', '--empty', ...words)
  let said = ''
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk
    const url = /Tagstream is at (http:\/\/[^"\s]+)/.exec(said)?.[1]
    if (url) return { child, url, said }
  }
  throw new Error(`It ended with: ${said}`)
}

test('--help says in words what there is', async () => {
  const { out, err, code } = await ended(run('--help'))
  expect(out).toContain('--public-registry HOST')
  expect(err).toBe('')
  expect(code).toBe(0)
})

describe('what the person at the terminal can mend is one sentence, and exit status 2', () => {
  test.each([
    [['--port', 'http'], '--port is a number from 0 to 65535, not "http".\n'],
    [['--colour'], `Unknown option '--colour'. "npm start -- --help" lists what there is.\n`],
    [['--host', '0.0.0.0'], /^--host 0\.0\.0\.0 .+ without --token-file .+\n$/],
    [
      ['--token-file', '/no/such/file'],
      /^--token-file: the file "\/no\/such\/file" cannot be read\.\n$/,
    ],
    [
      ['--token-file', '/dev/null', '--roles-file', '/no/such/file'],
      '--roles-file: the file "/no/such/file" cannot be read.\n',
    ],
    [
      ['--token-file', '/dev/null', '--roles-file', 'package.json'],
      '--roles-file: in the file "package.json", it is not a YAML list of roles.\n',
    ],
    [['--data', '/dev/null'], '--data: "/dev/null" is not a directory.\n'],
    [
      ['--upstream', 'https://127.0.0.1:1', '--upstream-ca', '/no/such/file'],
      '--upstream-ca: the file "/no/such/file" cannot be read.\n',
    ],
    [
      ['--upstream', 'https://127.0.0.1:1', '--upstream-token-file', '/no/such/file'],
      '--upstream-token-file: the file "/no/such/file" cannot be read.\n',
    ],
  ])('%j', async (words, sentence) => {
    const at = words.includes('--data') ? [] : data('wrong')
    const { err, code } = await ended(run('--empty', '--port', '0', ...at, ...words))
    if (typeof sentence === 'string') expect(err).toBe(sentence)
    else expect(err).toMatch(sentence)
    expect(code).toBe(2)
  })

  test('a busy port', async () => {
    const other = createServer()
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { err, code } = await ended(run('--empty', '--port', String(port), ...data('busy')))
    expect(err).toBe(
      `--port: ${port} is taken, another program listens there. Choose another port, or 0 for any free one.\n`,
    )
    expect(code).toBe(2)
    other.close()
  })

  test('a store that another gateway has open', async () => {
    const { child } = await listening(...data('shared'))
    const { err, code } = await ended(run('--port', '0', ...data('shared')))
    expect(err).toMatch(new RegExp(`another Tagstream \\(process ${child.pid}\\) works in`))
    expect(code).toBe(2)
  })
})

test('it starts without a warning, and its log is JSON', async () => {
  const { child, said } = await listening(...data('quiet'))
  for (const line of said.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  const end = ended(child)
  child.kill('SIGTERM')
  expect((await end).err).toBe('')
})

describe('a signal', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends watches as if their time were over, and then the process',
    async (signal) => {
      const { child, url } = await listening(...data(signal))
      const watch = await fetch(`${url}/apis/image.openshift.io/v1/imagestreams?watch=true`)
      expect(watch.status).toBe(200)
      const end = ended(child)
      child.kill(signal)
      expect(await watch.text()).toBe('')
      expect((await end).code).toBe(0)
      expect(readdirSync(join(folder, signal))).not.toContain('lock')
    },
  )
})

test('after SIGKILL the next one takes over', async () => {
  const { child } = await listening(...data('killed'))
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(join(folder, 'killed', 'lock'))).toBe(true)
  const { url } = await listening(...data('killed'))
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('what was written is there after a start, and gone after a start with --reset', async () => {
  const first = await listening(...data('kept'))
  const made = await fetch(`${first.url}/api/v1/namespaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
  })
  expect(made.status).toBe(201)
  const end = ended(first.child)
  first.child.kill('SIGTERM')
  await end

  const second = await listening(...data('kept'))
  expect((await fetch(`${second.url}/api/v1/namespaces/shop`)).status).toBe(200)
  const secondEnd = ended(second.child)
  second.child.kill('SIGTERM')
  await secondEnd

  const third = await listening('--reset', ...data('kept'))
  expect((await fetch(`${third.url}/api/v1/namespaces/shop`)).status).toBe(404)
})

test('no token reaches the log', async () => {
  const people = join(folder, 'people.csv')
  writeFileSync(people, 'a-secret-token,maria,1,"system:masters"\n')
  const { child, url, said } = await listening(
    '--log-level',
    'trace',
    '--token-file',
    people,
    ...data('logged'),
  )
  const headers = { authorization: 'Bearer a-secret-token' }
  expect((await fetch(`${url}/apis?token=a-secret-token`, { headers })).status).toBe(200)
  const wrong = { authorization: 'Bearer a-wrong-secret' }
  expect((await fetch(`${url}/apis`, { headers: wrong })).status).toBe(401)
  const end = ended(child)
  child.kill('SIGTERM')
  const { out, err } = await end
  expect(said + out + err).toContain('answered')
  expect(said + out + err).not.toContain('secret')
})
