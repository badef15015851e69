import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../find-browser.js'
import { freePort } from '../free-port.js'
import { Authority } from '../test-cluster/authority.js'

/** What the whole end to end suite runs against, beside the embedded API, which `npm test` runs. */
export const MODES = ['token', 'server', 'login', 'kubeconfig']

const ADMIN = 'of-the-admin'

/**
 * The whole end to end suite in each mode: nothing fails, and what was skipped is told with its reason.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {readonly string[]} modes
 */
export async function soakModes(checks, modes) {
  const chromium = await findBrowser()
  for (const mode of modes) {
    const folder = mkdtempSync(join(tmpdir(), 'tagstream-mode-'))
    const other = mode === 'server' ? await startOther(folder) : undefined
    try {
      const json = join(folder, 'results.json')
      const started = Date.now()
      spawnSync(
        process.execPath,
        ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
        {
          stdio: ['ignore', 'inherit', 'inherit'],
          env: {
            ...process.env,
            E2E_MODE: mode,
            CHROMIUM_PATH: chromium,
            PLAYWRIGHT_JSON_OUTPUT_NAME: json,
            E2E_DATA: join(folder, 'data'),
            E2E_PORT: String(await freePort()),
            ...other?.env,
          },
        },
      )
      const { suites = [], stats } = JSON.parse(readFileSync(json, 'utf8'))
      const minutes = ((Date.now() - started) / 60_000).toFixed(1)
      console.log(
        `${mode}: ${stats.expected} passed, ${stats.unexpected} failed, ${stats.skipped} skipped, ${minutes} min`,
      )
      for (const [reason, count] of reasonsIn(suites)) console.log(`  skipped ${count}: ${reason}`)
      checks.add(`the suite in mode ${mode}`, problemsOf(stats))
    } finally {
      await other?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** @param {{ expected: number, unexpected: number }} stats */
function problemsOf({ expected, unexpected }) {
  return [
    ...(expected === 0 ? ['nothing ran'] : []),
    ...(unexpected > 0 ? [`${unexpected} failed`] : []),
  ]
}

/**
 * @typedef {{ suites?: Suite[], specs?: { tests: { annotations: { type: string, description?: string }[], status: string }[] }[] }} Suite
 */

/**
 * Why tests were skipped, and how many for each reason.
 *
 * @param {Suite[]} suites
 * @param {Map<string, number>} [found]
 */
function reasonsIn(suites, found = new Map()) {
  for (const { suites: inner = [], specs = [] } of suites) {
    reasonsIn(inner, found)
    for (const { annotations, status } of specs.flatMap(({ tests }) => tests)) {
      if (status !== 'skipped') continue
      const reason =
        annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
      found.set(reason, (found.get(reason) ?? 0) + 1)
    }
  }
  return found
}

/**
 * A second gateway over TLS, with the embedded API and people of its own: any API server, as far as the
 * first one knows.
 *
 * @param {string} folder
 */
async function startOther(folder) {
  const authority = new Authority('Another API server')
  const { cert, key } = authority.issue({ name: 'api' })
  const ca = authority.certificate
  authority.remove()
  const file = (/** @type {string} */ name, /** @type {string} */ content) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      ...['dist/server/main.js', '--port', String(port), '--data', join(folder, 'other')],
      ...[
        '--log-level',
        'error',
        '--token-file',
        file('people', `${ADMIN},admin,1,"system:masters"\n`),
      ],
      ...['--tls-cert', file('tls.crt', cert), '--tls-key', file('tls.key', key)],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = `https://127.0.0.1:${port}`
  while (!(await isReady(url, ca))) {
    if (child.exitCode !== null) throw new Error(`The other gateway ended with ${child.exitCode}.`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    env: { E2E_API_URL: url, E2E_API_TOKEN: ADMIN, E2E_API_CA: file('ca.crt', ca) },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/**
 * @param {string} url
 * @param {string} ca
 * @returns {Promise<boolean>}
 */
function isReady(url, ca) {
  return new Promise((resolve) => {
    request(`${url}/readyz`, { ca }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
      .on('error', () => resolve(false))
      .end()
  })
}
