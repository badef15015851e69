// Replays the recorded answers of a real API server against the built gateway, and compares what
// falls short with the exact list of steps that are still pending.
//
//   node scripts/conformance.js [--only TEXT] [--verbose] [--write]
//
// The recordings and the program that replays them are in TAGSTREAM_SHARED; without it nothing
// is replayed, and a line says so. --write makes the pending list what it is now.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWhenNeeded } from './build.js'
import { freePort } from './free-port.js'

const PENDING = 'server/image-api/pending-conformance.json'
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})

const shared = process.env.TAGSTREAM_SHARED
const program = shared ? join(shared, 'conformance/conformance.mjs') : ''
if (!shared || !existsSync(program)) {
  console.log('skipped: conformance, for TAGSTREAM_SHARED is not set')
  report(0, 0, 1)
  process.exit(0)
}

buildWhenNeeded()
const folder = mkdtempSync(join(tmpdir(), 'tagstream-conformance-'))
const tokens = join(folder, 'tokens.csv')
writeFileSync(
  tokens,
  'admin-token,admin,1,"system:masters"\nviewer-token,viewer,2,"system:cluster-readers"\n',
)
const registry = await startRegistry(join(folder, 'registry'))
const port = await freePort()
const gateway = spawn(
  process.execPath,
  [
    'dist/server/main.js',
    ...['--empty', '--port', String(port), '--data', join(folder, 'data'), '--token-file', tokens],
    ...['--internal-registry', 'image-registry.openshift-image-registry.svc:5000'],
    ...['--public-registry', 'default-route-openshift-image-registry.apps.real.example.com'],
    ...['--log-level', 'error'],
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
try {
  await ready(port)
  const json = join(folder, 'results.json')
  await replay(json)
  process.exitCode = judge(JSON.parse(readFileSync(json, 'utf8')))
} finally {
  for (const child of [gateway, registry?.process]) {
    if (!child) continue
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  rmSync(folder, { recursive: true, force: true })
}

/** @param {string} json */
function replay(json) {
  const words = [program, 'replay', '--url', `http://127.0.0.1:${port}`, '--json', json]
  words.push('--token', 'admin-token', '--viewer-token', 'viewer-token')
  if (registry) words.push('--registry', registry.host)
  if (options.only) words.push('--only', options.only)
  if (options.verbose) words.push('--verbose')
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', options.verbose ? 'inherit' : 'ignore', 'inherit'],
  })
  return new Promise((resolve) => child.once('exit', resolve))
}

/**
 * @param {{ file: string, name: string, results: { step: number, title: string, passed: boolean, diffs: string[] }[] }[]} scenarios
 */
function judge(scenarios) {
  /** @type {Record<string, number[]>} */
  const failing = {}
  let passed = 0
  let failed = 0
  for (const { name, results } of scenarios) {
    const bad = results.filter((result) => !result.passed)
    passed += results.length - bad.length
    failed += bad.length
    console.log(`${String(results.length - bad.length).padStart(4)} of ${results.length}  ${name}`)
    if (bad.length > 0) failing[name] = bad.map(({ step }) => step)
  }
  if (options.write) writeFileSync(PENDING, `${JSON.stringify(failing, null, 2)}\n`)
  /** @type {Record<string, number[]>} */
  const pending = existsSync(PENDING) ? JSON.parse(readFileSync(PENDING, 'utf8')) : {}
  const surprises = scenarios.flatMap(({ name, results }) =>
    results.flatMap(({ step, title, passed: isGood, diffs }) => {
      const isPending = pending[name]?.includes(step) ?? false
      if (isGood === !isPending) return []
      return isGood
        ? [`${name} step ${step} passes, and is on the pending list: ${title}`]
        : [`${name} step ${step} fails: ${title}\n    ${diffs.slice(0, 4).join('\n    ')}`]
    }),
  )
  for (const line of surprises) console.log(line)
  console.log(
    `${passed} steps pass, ${failed} fall short; the list of pending steps is ${surprises.length === 0 ? 'exact' : 'not exact'}`,
  )
  report(surprises.length === 0 ? passed : 0, surprises.length, 0)
  return surprises.length === 0 ? 0 : 1
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 */
function report(passed, failed, skipped) {
  if (options.json) writeFileSync(options.json, JSON.stringify({ passed, failed, skipped }))
}

/**
 * A registry to import from, filled by the program that replays; scenarios that need one are skipped without.
 *
 * @param {string} where
 */
async function startRegistry(where) {
  if (spawnSync('docker-registry', ['--version']).status !== 0) {
    if (process.env.CI) throw new Error('docker-registry is missing, and CI skips nothing.')
    console.log('skipped: the scenarios of imports, for docker-registry is not installed')
    return undefined
  }
  const host = `127.0.0.1:${await freePort()}`
  mkdirSync(where)
  const file = join(where, 'config.yml')
  writeFileSync(
    file,
    [
      'version: 0.1',
      'log: {level: error, accesslog: {disabled: true}}',
      `storage: {filesystem: {rootdirectory: ${join(where, 'data')}}}`,
      `http: {addr: "${host}"}`,
    ].join('\n'),
  )
  // Every blob that is not there yet is an error in its log.
  const child = spawn('docker-registry', ['serve', file], { stdio: 'ignore' })
  while (!(await fetch(`http://${host}/v2/`).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { host, process: child }
}

/** @param {number} where */
async function ready(where) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${where}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    if (gateway.exitCode !== null) throw new Error(`The gateway ended with ${gateway.exitCode}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
