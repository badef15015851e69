import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './lmdb-store'

let folder: string
let script: string

// The child runs plain JavaScript: the store is bundled for it, LMDB stays outside.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-crash-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@': join(process.cwd(), 'src') } },
    build: {
      ssr: join(import.meta.dirname, 'lmdb-store.ts'),
      outDir: join(process.cwd(), 'node_modules/.cache/tagstream-crash'),
      rollupOptions: { output: { entryFileNames: 'store.mjs' } },
    },
  })
  script = join(folder, 'writer.mjs')
  writeFileSync(
    script,
    `import { openStore } from ${JSON.stringify(join(process.cwd(), 'node_modules/.cache/tagstream-crash/store.mjs'))}
const store = openStore({ path: process.argv[2], maxEvents: 50 })
let n = store.count('imagestreams')
for (;;) {
  const name = 'stream-' + String(n++).padStart(6, '0')
  const stored = await store.transact((tx) => {
    tx.put('images', { metadata: { name }, text: 'x'.repeat(3000) })
    return tx.put('imagestreams', { metadata: { namespace: 'shop', name } })
  })
  process.stdout.write(name + ' ' + stored.metadata.resourceVersion + '\\n')
}
`,
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets a child write until it has acknowledged so many, kills it, and returns what it acknowledged. */
function writeAndKill(path: string, acknowledged: number): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.split('\n').length > acknowledged) child.kill('SIGKILL')
    })
    child.on('exit', () => resolve(said.split('\n').slice(0, -1)))
  })
}

test('SIGKILL in the middle of writes loses nothing that was acknowledged', async () => {
  const path = join(folder, 'data')
  let last = 1000
  for (const count of [5, 20, 41]) {
    const lines = await writeAndKill(path, count)
    expect(lines.length).toBeGreaterThanOrEqual(count)
    const store = openStore({ path })
    for (const line of lines) {
      const [name = '', revision = ''] = line.split(' ')
      expect(store.get('imagestreams', 'shop', name)?.metadata.resourceVersion).toBe(revision)
      expect(store.get('images', '', name)).toBeDefined()
      expect(Number(revision)).toBeGreaterThan(last)
      last = Number(revision)
    }
    // Half of a transaction is never seen: an image and its stream come together.
    expect(store.count('images')).toBe(store.count('imagestreams'))
    expect(store.revision).toBeGreaterThanOrEqual(last)
    last = store.revision
    await store.close()
  }
}, 60_000)
