import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.js'

/** Where the built gateway is copied to: a build beside a long run does not change what runs. */
const COPY = `node_modules/.cache/tagstream-soak-${process.pid}`

/** A gateway of its own, that can be killed and started again on the same port and data. */
export class SoakGateway {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child
  /** @type {string[]} */
  #flags

  /**
   * @param {number} port
   * @param {string[]} [flags]
   */
  constructor(port, flags = []) {
    this.#flags = flags
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.folder = mkdtempSync(join(tmpdir(), 'tagstream-soak-'))
  }

  /**
   * Started and ready, with an empty store, or before another API server.
   *
   * @param {string[]} [flags]
   */
  static async start(flags) {
    const gateway = new SoakGateway(await freePort(), flags)
    await gateway.start()
    return gateway
  }

  /** Resolves once the gateway is ready; throws where it ends instead. */
  async start() {
    cpSync('dist', COPY, {
      recursive: true,
      force: false,
      filter: (path) => !/\.making/.test(path),
    })
    const child = spawn(
      process.execPath,
      [
        `${COPY}/server/main.js`,
        ...['--port', String(this.port), '--data', join(this.folder, 'data')],
        ...['--empty', '--log-level', 'error', ...this.#flags],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
    )
    this.#child = child
    const deadline = Date.now() + 60_000
    while (!(await this.isReady())) {
      if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}.`)
      if (Date.now() > deadline) throw new Error('The gateway was not ready within a minute.')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** @returns {Promise<boolean>} */
  async isReady() {
    return (await fetch(`${this.url}/readyz`).catch(() => undefined))?.ok ?? false
  }

  /** Whether the process is there still. */
  get isRunning() {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  /** Ends the process as a crash does, and waits until it is gone. */
  async kill() {
    if (!this.#child || !this.isRunning) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
  }

  /** Resident memory of the process in MiB; NaN where the system does not tell. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8')
      return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024
    } catch {
      return Number.NaN
    }
  }

  /** Seconds of processor time that the process took; NaN where the system does not tell. */
  cpu() {
    try {
      const stat = readFileSync(`/proc/${this.#child?.pid}/stat`, 'utf8')
      const fields = stat.split(') ').at(-1)?.split(' ') ?? []
      // In ticks of a hundredth: as a user, and in the kernel for it.
      return (Number(fields[11]) + Number(fields[12])) / 100
    } catch {
      return Number.NaN
    }
  }

  async remove() {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Once, when no gateway is needed any more. */
  static clean() {
    rmSync(COPY, { recursive: true, force: true })
  }
}
