import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.js'

/** A gateway of a measurement's own, with an empty store that goes when it stops. */
export async function startGateway() {
  const data = mkdtempSync(join(tmpdir(), 'tagstream-bench-'))
  const port = await freePort()
  const child = spawn(
    process.execPath,
    ['scripts/start.js', '--port', String(port), '--data', data, '--empty', '--log-level', 'error'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 120_000
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}.`)
    if (Date.now() > deadline) throw new Error('The gateway was not ready within two minutes.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** @param {string} url */
async function isReady(url) {
  return (await fetch(`${url}/readyz`).catch(() => undefined))?.ok ?? false
}
