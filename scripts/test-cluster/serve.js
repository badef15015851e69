// A gateway before a cluster, for the end to end tests: an embedded API, an API server over TLS before it
// with people and an OAuth server, and the gateway under test before that. Ends with all of them.
//
//   node scripts/test-cluster/serve.js --mode login|token|kubeconfig|server --port PORT --data DIR
//
// The API server listens on the port after PORT. In mode `server` the gateway stands before the API
// server of E2E_API_URL, whose certificate is of an authority of the file E2E_API_CA.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWhenNeeded } from '../build.js'
import { freePort } from '../free-port.js'
import { Authority } from './authority.js'
import { TestCluster } from './test-cluster.js'

const { values } = parseArgs({
  options: { mode: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } },
})
process.chdir(resolve(import.meta.dirname, '../..'))
buildWhenNeeded()
const port = Number(values.port)
const folder = resolve(values.data ?? '.data', 'cluster')
mkdirSync(folder, { recursive: true })
const token = process.env.E2E_TOKEN ?? 'e2e-admin'
/** @type {import('node:child_process').ChildProcess[]} */
const children = []
/** @type {TestCluster | undefined} */
let cluster
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
    void cluster?.stop().then(() => process.exit(0))
    if (!cluster) process.exit(0)
  })
}

if (values.mode === 'server') {
  const { E2E_API_URL = '', E2E_API_CA } = process.env
  gateway('--upstream', E2E_API_URL, ...(E2E_API_CA ? ['--upstream-ca', E2E_API_CA] : []))
} else {
  cluster = await startCluster()
  const ca = file('api.crt', cluster.authority.certificate)
  const upstream = ['--upstream', cluster.url, '--upstream-ca', ca]
  if (values.mode === 'token') gateway(...upstream)
  else if (values.mode === 'kubeconfig') gateway(...kubeconfigOf(cluster))
  else gateway(...upstream, ...loginOf(cluster))
}

async function startCluster() {
  const people = file(
    'people.csv',
    `${token},admin,1,"system:masters"\ne2e-viewer,viewer,2,"system:cluster-readers"\n`,
  )
  const backend = await freePort()
  run(
    ...['--port', String(backend), '--data', join(folder, 'data'), '--reset'],
    ...['--token-file', people],
  )
  await isReady(backend)
  const started = new TestCluster({
    backend: `http://127.0.0.1:${backend}`,
    people: { admin: token, viewer: 'e2e-viewer' },
    client: {
      id: 'tagstream',
      secret: 'of-the-client',
      redirectUris: [`https://127.0.0.1:${port}/session/callback`],
    },
  })
  await started.start({ port: port + 1 })
  return started
}

/** @param {TestCluster} of */
function kubeconfigOf(of) {
  const { cert, key } = of.authority.issue({ name: 'admin', isClient: true })
  const base64 = (/** @type {string} */ text) => Buffer.from(text).toString('base64')
  const config = {
    'current-context': 'e2e',
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'admin' } }],
    clusters: [
      {
        name: 'e2e',
        cluster: {
          server: of.url,
          'certificate-authority-data': base64(of.authority.certificate),
        },
      },
    ],
    users: [
      {
        name: 'admin',
        user: { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) },
      },
    ],
  }
  // JSON is YAML.
  const kubeconfig = file('kubeconfig', JSON.stringify(config))
  return ['--kubeconfig', kubeconfig, '--secret-file', file('secret', process.env.E2E_SECRET ?? '')]
}

/** @param {TestCluster} of */
function loginOf(of) {
  const route = new Authority('Test route')
  const { cert, key } = route.issue({ name: 'tagstream' })
  route.remove()
  return [
    ...['--oauth-client', 'tagstream'],
    ...['--oauth-client-secret-file', file('client-secret', 'of-the-client')],
    ...['--oauth-ca', file('ingress.crt', of.oauth.authority.certificate)],
    ...['--session-key-file', file('session-keys', Buffer.alloc(32, 7).toString('base64'))],
    ...['--public-url', `https://127.0.0.1:${port}`],
    ...['--tls-cert', file('tls.crt', cert), '--tls-key', file('tls.key', key)],
  ]
}

/** @param {string[]} words */
function gateway(...words) {
  run('--port', String(port), ...words)
}

/** @param {string[]} words */
function run(...words) {
  const child = spawn(process.execPath, ['dist/server/main.js', '--log-level', 'error', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  children.push(child)
  child.on('exit', (code) => {
    if (code !== 0 && code !== null) process.exit(code)
  })
}

/** @param {number} at */
async function isReady(at) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${at}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
}

/**
 * @param {string} name
 * @param {string} content
 */
function file(name, content) {
  const path = join(folder, name)
  writeFileSync(path, content, { mode: 0o600 })
  return path
}
