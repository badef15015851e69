import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'vite'
import type { Outcome } from '../scripts/vectors/check-vectors'
import { expect, test } from './fixtures'

const shared = process.env.TAGSTREAM_SHARED
const folder = shared ? join(shared, 'vectors') : ''
const isThere = folder !== '' && existsSync(join(folder, 'index.json'))
if (!isThere) {
  process.stdout.write('skipped: vectors in Chromium, for TAGSTREAM_SHARED is not set\n')
}

const kinds = /^(atomic-signature|cosign-.*|sigstore-bundle|openpgp-keyring)$/

/** The check of the vectors as one script, made of the code that the pages have. */
async function checkerScript(): Promise<string> {
  const made = await build({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'scripts/vectors/check-vectors.ts', formats: ['es'], fileName: 'vectors' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [bundle] = [made].flat()
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

/** Every file of the folder, by its path in it. */
function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(root, path))
}

test('every vector of signatures and keys gives in Chromium what is expected of it', async ({
  page,
}) => {
  test.skip(!isThere, 'TAGSTREAM_SHARED is not set')
  test.setTimeout(300_000)
  const script = await checkerScript()
  await page.route('**/vectors/**', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname).slice(9)
    if (path === 'check.js') {
      return route.fulfill({ body: script, contentType: 'text/javascript' })
    }
    return route.fulfill({ body: readFileSync(join(folder, path)) })
  })
  // A page of the gateway, with its content security policy; the script comes from its own address.
  await page.goto('/keys')
  const outcomes = await page.evaluate(async (files): Promise<Outcome[]> => {
    const read = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const file of files) {
      const answer = await fetch(`/vectors/${encodeURIComponent(file)}`)
      read.set(file, new Uint8Array(await answer.arrayBuffer()))
    }
    const address = '/vectors/check.js'
    const { checkVectors } = await import(address)
    return checkVectors((path: string) => {
      const bytes = read.get(path)
      if (!bytes) throw new Error(`there is no file ${path}`)
      return bytes
    })
  }, filesBelow(folder))

  const ours = outcomes.filter(({ kind }) => kinds.test(kind))
  const right = ours.filter(({ result }) => result === 'right')
  const untold = ours.filter(({ result }) => result === 'cannot-tell')
  process.stdout.write(
    `vectors in Chromium: ${right.length} of ${ours.length}, of ${untold.length} we cannot tell\n`,
  )
  expect(ours.length).toBeGreaterThan(0)
  expect(ours.filter(({ result }) => result === 'wrong')).toEqual([])
})
