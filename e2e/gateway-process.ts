import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { mode } from './mode'

/** Skips a test that starts its own gateway, whatever the suite runs against. */
export function needsOwnGateway(): void {
  test.skip(mode !== 'embedded', 'starts a gateway with the embedded API of its own')
}

/**
 * A gateway of a test's own, as a process that can be killed and started again on the same port
 * and the same data: for what the shared one must not suffer.
 */
export class GatewayProcess {
  readonly url: string
  readonly #port: number
  readonly #folder: string
  readonly #flags: string[]
  #child: ChildProcess | undefined

  private constructor(port: number, folder: string, flags: string[]) {
    this.url = `http://127.0.0.1:${port}`
    this.#port = port
    this.#folder = folder
    this.#flags = flags
  }

  /** Prepared, not yet started. `tokens` and `roles` are lines of the files of those names. */
  static async prepare({
    tokens,
    roles,
    flags = [],
  }: {
    tokens?: string[]
    roles?: string[]
    flags?: string[]
  } = {}) {
    needsOwnGateway()
    const folder = await mkdtemp(join(tmpdir(), 'tagstream-e2e-'))
    const all = ['--empty', ...flags]
    if (tokens) {
      const file = join(folder, 'tokens.csv')
      await writeFile(file, `${tokens.join('\n')}\n`)
      all.push('--token-file', file)
    }
    if (roles) {
      const file = join(folder, 'roles.yaml')
      await writeFile(file, `${roles.join('\n')}\n`)
      all.push('--roles-file', file)
    }
    return new GatewayProcess(await freePort(), folder, all)
  }

  /** Resolves once pages and API are served. */
  async start(): Promise<void> {
    this.#child = spawn(
      process.execPath,
      [
        'dist/server/main.js',
        ...['--port', String(this.#port), '--data', join(this.#folder, 'data')],
        ...['--log-level', 'error', ...this.#flags],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    for (;;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      if (this.#child.exitCode !== null) {
        throw new Error(`the gateway ended with status ${this.#child.exitCode}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Ends the process: SIGKILL as a crash, SIGTERM as an operator would. Answers its exit status. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return code
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL')
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
