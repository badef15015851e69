import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whatever the built pages and server come from. */
const SOURCES = ['src', 'server', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json']
const LOCKS = ['package.json', 'package-lock.json']
const STAMP = 'dist/built-from'

/** @returns {string} a hash of the sources and the lock file, tests left out */
function sourceHash() {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((path) =>
    path.includes('.')
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...files, ...LOCKS].sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/**
 * Builds pages and server into dist/, unless what is there was built from these very sources.
 * Ends the process where the build fails.
 */
export function buildWhenNeeded() {
  const hash = sourceHash()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return
  console.log('Building the pages and the server …')
  // Made aside and moved at the end: what served until now serves until then, also where this fails.
  const aside = `dist/.making-${process.pid}`
  for (const [part, ...words] of [['app'], ['server', '--ssr']]) {
    const { status } = spawnSync(
      process.execPath,
      [
        'node_modules/vite/bin/vite.js',
        'build',
        ...words,
        ...['--outDir', `${aside}/${part}`, '--logLevel', 'warn'],
      ],
      { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
    )
    if (status !== 0) {
      rmSync(aside, { recursive: true, force: true })
      process.exit(status ?? 1)
    }
  }
  for (const part of ['app', 'server']) {
    rmSync(`dist/${part}`, { recursive: true, force: true })
    renameSync(`${aside}/${part}`, `dist/${part}`)
  }
  rmSync(aside, { recursive: true, force: true })
  writeFileSync(STAMP, hash)
}

if (process.argv[1]?.endsWith('build.js')) buildWhenNeeded()
