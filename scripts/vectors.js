// Checks the vectors of a folder: what we find in each file against what is expected of it.
//
//   npm run vectors -- DIR [--verbose] [--json FILE]
//
// DIR has index.json and the files that it names; nothing is copied. Prints N of M for each kind and
// a total last. Exits 1 on any wrong answer, and on a "cannot tell" but for a keyless bundle.
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const shared = process.env.TAGSTREAM_SHARED
const folder = positionals[0] ?? (shared ? join(shared, 'vectors') : '')
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error(
    folder ? `There is no index.json in ${folder}.` : 'Say which folder: npm run vectors -- DIR',
  )
  process.exit(2)
}

const vite = await createServer({
  root: resolve(import.meta.dirname, '..'),
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true },
  // The small build of openpgp is for browsers; Node has the same by its full name.
  resolve: { tsconfigPaths: true, alias: { 'openpgp/lightweight': 'openpgp' } },
})
try {
  /** @type {typeof import('./vectors/check-vectors')} */
  const { checkVectors } = /** @type {any} */ (
    await vite.ssrLoadModule('/scripts/vectors/check-vectors.ts')
  )
  /** @type {typeof import('./vectors/folder-reader')} */
  const { folderReader } = /** @type {any} */ (
    await vite.ssrLoadModule('/scripts/vectors/folder-reader.ts')
  )
  process.exitCode = report(await checkVectors(folderReader(resolve(folder))))
} finally {
  await vite.close()
}

/** @param {import('./vectors/check-vectors').Outcome[]} outcomes */
function report(outcomes) {
  for (const { file, kind, result, details } of outcomes) {
    if (result === 'right' || (result === 'cannot-tell' && !options.verbose)) continue
    console.log(`${result === 'wrong' ? 'WRONG' : 'cannot tell'}  ${kind}  ${file}`)
    for (const detail of details) console.log(`    ${detail}`)
  }
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort()
  for (const kind of kinds) {
    line(
      kind,
      outcomes.filter((outcome) => outcome.kind === kind),
    )
  }
  const { right, wrong, untold } = line('total', outcomes)
  if (options.json) {
    writeFileSync(options.json, JSON.stringify({ passed: right, failed: wrong, skipped: untold }))
  }
  return wrong === 0 ? 0 : 1
}

/**
 * @param {string} name
 * @param {import('./vectors/check-vectors').Outcome[]} outcomes
 */
function line(name, outcomes) {
  const right = outcomes.filter(({ result }) => result === 'right').length
  const untold = outcomes.filter(({ result }) => result === 'cannot-tell').length
  const rest = untold > 0 ? `  (of ${untold} we cannot tell)` : ''
  console.log(`${String(right).padStart(5)} of ${String(outcomes.length).padEnd(5)} ${name}${rest}`)
  return { right, untold, wrong: outcomes.length - right - untold }
}
