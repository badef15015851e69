import { join } from 'node:path'
import { buildApp } from './app'
import { readConfig } from './config'
import { ConfigError } from './config-error'
import { helpText, wantsHelp } from './flags'
import { Terminal } from './terminal'

/** Exit status for what the person at the terminal can mend. */
const USAGE = 2
/** After a signal, requests that are being answered get this long. */
const PATIENCE_MS = 3_000

const argv = process.argv.slice(2)

if (wantsHelp(argv)) process.stdout.write(helpText())
else await serve().catch(fail)

async function serve() {
  const config = readConfig(argv, process.env)
  // Built, this file is dist/server/main.js, and the pages are dist/app.
  const terminal = new Terminal(config)
  const app = await buildApp(config, { pagesRoot: join(import.meta.dirname, '../app'), terminal })
  terminal.assertIsRead()
  const stop = async (signal: NodeJS.Signals) => {
    app.log.info(`${signal}: ending`)
    setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS).unref()
    await app.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const url = await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: (address) => `Tagstream is at ${address}`,
  })
  terminal.isAt(url)
}

/** Says what is wrong; the stack of a bug, a sentence for everything else. */
function fail(error: unknown) {
  const sentence = error instanceof ConfigError ? error.message : listenFailure(error)
  const isBug = sentence === undefined
  const said = isBug && error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${sentence ?? said}\n`)
  process.exit(isBug ? 1 : USAGE)
}

/** Why nothing could listen there; undefined where that is not what failed. */
function listenFailure(error: unknown): string | undefined {
  const { code, syscall, port, address, hostname } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
    hostname?: string
  }
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return undefined
  if (code === 'EADDRINUSE') {
    return `--port: ${port} is taken, another program listens there. Choose another port, or 0 for any free one.`
  }
  if (code === 'EACCES') {
    return `--port: ${port} may not be listened on by you. Choose one from 1024 on.`
  }
  return `--host: this machine has no address "${address ?? hostname ?? ''}".`
}
