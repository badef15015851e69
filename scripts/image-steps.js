// The steps of deploy/Containerfile without a container, for machines that can pull no base image: builds,
// installs what runs into a folder of its own, and starts the gateway there with nothing to write to.
//
//   node scripts/image-steps.js
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWhenNeeded } from './build.js'

process.chdir(resolve(import.meta.dirname, '..'))
buildWhenNeeded()
const image = mkdtempSync(join(tmpdir(), 'tagstream-image-'))
try {
  for (const part of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(part, join(image, part))
  cpSync('dist', join(image, 'dist'), { recursive: true })
  execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: image,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  chmodSync(image, 0o555)
  const help = execFileSync(process.execPath, ['dist/server/main.js', '--help'], {
    cwd: image,
    env: { NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (!help.includes('--oauth-client')) throw new Error('What was started is not the gateway.')
  const size = execFileSync('du', ['-sm', image], { encoding: 'utf8' }).split('\t')[0]
  console.log(`The image's own files take ${size} MB, and the gateway starts from them.`)
} finally {
  chmodSync(image, 0o755)
  rmSync(image, { recursive: true, force: true })
}
