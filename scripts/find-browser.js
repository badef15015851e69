import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/**
 * The Chromium to test in: CHROMIUM_PATH, then Playwright's own, then one of the system; and where
 * there is none, one that is installed now (Debian's as root, else Playwright's).
 *
 * @returns {Promise<string>} the path of the executable
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH is "${named}", and there is no such file.`)
  }
  const found = [chromium.executablePath(), ...INSTALLED].find((path) => path && existsSync(path))
  if (found) return found

  if (isDebianRoot()) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium'])
  } else run('npx', ['playwright', 'install', 'chromium'])

  const installed = [...INSTALLED, chromium.executablePath()].find(
    (path) => path && existsSync(path),
  )
  if (installed) return installed
  throw new Error('No Chromium could be found or installed. Install one, and set CHROMIUM_PATH.')
}

function isDebianRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

/**
 * @param {string} command
 * @param {string[]} words
 */
function run(command, words) {
  console.log(`$ ${command} ${words.join(' ')}`)
  spawnSync(command, words, { stdio: 'inherit' })
}
