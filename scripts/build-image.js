// Builds deploy/Containerfile with buildah where no base image can be pulled: on a base of this machine's
// own node and npm under the base's name, kept out of the machine's images. Then starts the gateway from
// what was built, as somebody who owns nothing there, and asks it for a page.
//
//   node scripts/build-image.js
//
// Needs buildah, root, and that it may mount. Where one is missing it says so, and runs the same steps without
// a container (image-steps.js).
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { freePort } from './free-port.js'

process.chdir(resolve(import.meta.dirname, '..'))
const problem =
  spawnSync('buildah', ['--version']).status !== 0
    ? 'there is no buildah here'
    : process.getuid?.() !== 0
      ? 'buildah’s chroot isolation needs root'
      : spawnSync('unshare', ['--mount', 'true']).status !== 0
        ? 'nothing may be mounted here'
        : ''
if (problem) {
  console.log(
    `deploy/Containerfile is not built, because ${problem}: its steps are run without it.`,
  )
  await import('./image-steps.js')
  process.exit(0)
}

const BASE = 'localhost/base-of-this-machine'
const PATIENCE_MS = 60_000
/** Whoever OpenShift would choose. */
const SOMEBODY = '1000670000:0'
const folder = mkdtempSync(join(tmpdir(), 'tagstream-image-'))
const started = Date.now()
try {
  makeBase()
  buildah(
    ...[
      'build',
      '--isolation',
      'chroot',
      '--quiet',
      ...npmSettings(),
      '--build-arg',
      `BASE=${BASE}`,
    ],
    ...['--file', 'deploy/Containerfile', '--tag', 'localhost/tagstream', '.'],
  )
  await startGateway()
  console.log(`took ${((Date.now() - started) / 1000).toFixed(0)} s`)
} finally {
  spawnSync('buildah', [...store(), 'rm', '--all'], { stdio: 'ignore' })
  rmSync(folder, { recursive: true, force: true })
}

function store() {
  return ['--root', join(folder, 'store'), '--runroot', join(folder, 'run')]
}

/** @param {string[]} words */
function buildah(...words) {
  return execFileSync('buildah', [...store(), ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()
}

/** What the Containerfile finds in its bases: a shell, node and npm, the C library, and who root is. */
function makeBase() {
  const container = buildah('from', 'scratch')
  const root = buildah('mount', container)
  for (const part of ['tmp', 'root', 'etc']) mkdirSync(join(root, part), { recursive: true })
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  const programs = [
    [process.execPath, 'usr/bin/node'],
    ['/bin/sh', 'bin/sh'],
    ['/usr/bin/env', 'usr/bin/env'],
  ]
  for (const [from = '', to = ''] of programs) {
    lay(root, from, to)
    for (const library of librariesOf(from)) lay(root, library, library)
  }
  // Modules of packages are linked with parts of the C library that node is not.
  const cLibrary = dirname(
    librariesOf(process.execPath).find((path) => /\/libc\.so/.test(path)) ?? '',
  )
  for (const file of readdirSync(cLibrary)) {
    if (!/^lib(rt|util|resolv|nss_\w+)\.so\.\d+$/.test(file)) continue
    lay(root, join(cLibrary, file), join(cLibrary, file))
  }
  const npm = realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())
  const home = join(dirname(npm), '..')
  cpSync(home, join(root, 'usr/lib/node_modules/npm'), { recursive: true })
  writeFileSync(
    join(root, 'usr/bin/npm'),
    '#!/bin/sh\nexec /usr/bin/node /usr/lib/node_modules/npm/bin/npm-cli.js "$@"\n',
    { mode: 0o755 },
  )
  const authorities = '/etc/ssl/certs/ca-certificates.crt'
  if (existsSync(authorities)) lay(root, authorities, authorities)
  buildah('config', '--env', 'PATH=/usr/bin:/bin', '--env', 'HOME=/root', container)
  buildah('commit', '--quiet', container, `${BASE}/nodejs-22:latest`)
  buildah('tag', `${BASE}/nodejs-22:latest`, `${BASE}/nodejs-22-minimal:latest`)
  buildah('rm', container)
}

/**
 * @param {string} root
 * @param {string} from
 * @param {string} to
 */
function lay(root, from, to) {
  const target = join(root, to)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(realpathSync(from), target)
}

/**
 * @param {string} program
 * @returns {string[]} the shared libraries that it is linked with, and its loader
 */
function librariesOf(program) {
  const told = execFileSync('ldd', [program], { encoding: 'utf8' })
  return [...told.matchAll(/(\/\S+)(?= \(0x)/g)].map(([, path = '']) => path)
}

/** How npm reaches its registry from here is the machine's own matter, and stays out of the image. */
function npmSettings() {
  const files = ['userconfig', 'globalconfig'].map((name) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim(),
  )
  const { NODE_EXTRA_CA_CERTS } = process.env
  /** @type {[string, string][]} */
  const mounts = []
  if (existsSync(files[0] ?? '')) mounts.push([files[0] ?? '', '/root/.npmrc'])
  if (existsSync(files[1] ?? '')) mounts.push([files[1] ?? '', '/usr/etc/npmrc'])
  if (NODE_EXTRA_CA_CERTS) mounts.push([NODE_EXTRA_CA_CERTS, '/etc/ssl/certs/ca-certificates.crt'])
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  return [
    ...mounts.flatMap(([from, to]) => ['--volume', `${from}:${to}:ro`]),
    // What `npm ci` has fetched just now is not fetched again.
    ...(existsSync(cache) ? ['--volume', `${cache}:/root/.npm:rw`] : []),
  ]
}

async function startGateway() {
  const container = buildah('from', 'localhost/tagstream')
  const image = JSON.parse(buildah('inspect', '--type', 'image', 'localhost/tagstream'))
  const { User, Entrypoint } = image.OCIv1.config
  if (User !== '1001') throw new Error(`The image runs as ${User || 'root'}.`)
  const port = await freePort()
  const gateway = spawn(
    'buildah',
    [
      ...[
        ...store(),
        'run',
        '--isolation',
        'chroot',
        '--user',
        SOMEBODY,
        container,
        '--',
        ...Entrypoint,
      ],
      ...['--port', String(port), '--upstream', 'https://127.0.0.1:1', '--log-level', 'error'],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  )
  try {
    const page = await pageOf(`http://127.0.0.1:${port}/`, gateway)
    if (!page.includes('<title>Tagstream</title>')) throw new Error('This is not the gateway.')
    const own = join(buildah('mount', container), 'opt/tagstream')
    const size = execFileSync('du', ['-sm', own], { encoding: 'utf8' }).split('\t')[0]
    console.log(
      `deploy/Containerfile is built, the files of the image take ${size} MB beside its base, and the gateway answers from it.`,
    )
  } finally {
    // buildah and what it started.
    if (gateway.pid !== undefined && gateway.exitCode === null)
      process.kill(-gateway.pid, 'SIGKILL')
  }
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} gateway
 */
async function pageOf(url, gateway) {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return answer.text()
    if (gateway.exitCode !== null) throw new Error(`It ended with status ${gateway.exitCode}.`)
    if (Date.now() > deadline) throw new Error('It did not answer within a minute.')
    await new Promise((done) => setTimeout(done, 100))
  }
}
