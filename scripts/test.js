// npm test: everything, in the order in which it fails fastest. Prints what each step took, and a
// last line with the sum of all tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findBrowser } from './find-browser.js'
import { freePort } from './free-port.js'

process.chdir(resolve(import.meta.dirname, '..'))
const folder = mkdtempSync(join(tmpdir(), 'tagstream-test-'))
const sums = { passed: 0, failed: 0, skipped: 0 }
let isGreen = true

/** @type {{ name: string, words: string[], count?: () => { passed: number, failed: number, skipped: number }, env?: Record<string, string> }[]} */
const steps = [
  {
    name: 'lint',
    words: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  },
  { name: 'types', words: ['node_modules/typescript/bin/tsc'] },
  { name: 'build', words: ['scripts/build.js'] },
  { name: 'first visit', words: ['scripts/check-bundle.js'] },
  {
    name: 'unit',
    words: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(folder, 'unit.json')}`,
    ],
    count: unitCount,
  },
  {
    name: 'conformance',
    words: ['scripts/conformance.js', '--json', join(folder, 'conformance.json')],
    count: () => JSON.parse(readFileSync(join(folder, 'conformance.json'), 'utf8')),
  },
  {
    name: 'soak, short form',
    words: ['scripts/soak.js', '--short', '--json', join(folder, 'soak.json')],
    count: () => JSON.parse(readFileSync(join(folder, 'soak.json'), 'utf8')),
  },
  {
    name: 'end to end',
    words: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    env: {
      CHROMIUM_PATH: await findBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, 'e2e.json'),
      E2E_DATA: join(folder, 'e2e-data'),
      E2E_PORT: String(await freePort()),
    },
    count: endToEndCount('e2e.json'),
  },
  ...(await Promise.all(['login', 'token', 'kubeconfig'].map(beforeCluster))),
]

for (const { name, words, count, env } of steps) {
  const started = Date.now()
  console.log(`\n=== ${name}`)
  const { status } = spawnSync(process.execPath, words, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  const isGood = status === 0
  isGreen &&= isGood
  const found = counted(count)
  if (found) {
    sums.passed += found.passed
    sums.failed += found.failed
    sums.skipped += found.skipped
  } else if (isGood) sums.passed += 1
  if (!isGood && !found?.failed) sums.failed += 1
  console.log(
    `=== ${name}: ${isGood ? 'ok' : 'FAILED'}, ${((Date.now() - started) / 1000).toFixed(0)} s`,
  )
}
rmSync(folder, { recursive: true, force: true })

console.log(`\n${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
process.exit(isGreen ? 0 : 1)

/** @param {(() => { passed: number, failed: number, skipped: number }) | undefined} count */
function counted(count) {
  try {
    return count?.()
  } catch {
    // A step that broke before it could count has failed as a whole.
    return undefined
  }
}

function unitCount() {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(join(folder, 'unit.json'), 'utf8'),
  )
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
}

/** @param {string} name */
function endToEndCount(name) {
  return () => {
    const file = join(folder, name)
    if (!existsSync(file)) throw new Error('no results')
    const { expected, unexpected, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats
    return { passed: expected, failed: unexpected, skipped }
  }
}

/**
 * A part of the same suite with the gateway before a cluster; `E2E_MODE=… npm run e2e` is the whole.
 *
 * @param {string} mode
 */
async function beforeCluster(mode) {
  return {
    name: `end to end before a cluster: ${mode}`,
    words: [
      ...['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
      ...['session.spec', 'live.spec'],
    ],
    env: {
      E2E_MODE: mode,
      CHROMIUM_PATH: await findBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, `${mode}.json`),
      E2E_DATA: join(folder, `e2e-${mode}`),
      E2E_PORT: String(await freePort()),
    },
    count: endToEndCount(`${mode}.json`),
  }
}
