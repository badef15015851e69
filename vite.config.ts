import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { FastifyInstance } from 'fastify'
import type { Plugin, ViteDevServer } from 'vite'
import { defineConfig } from 'vitest/config'

// `vite build` makes the app (dist/app), `vite build --ssr` the server (dist/server), `vite` serves
// both from one process on one port, and vitest runs the tests.
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), gateway(), precompress()],
  resolve: { tsconfigPaths: true },
  server: {
    host: process.env.TAGSTREAM_HOST ?? '127.0.0.1',
    port: Number(process.env.TAGSTREAM_PORT ?? 9000),
    strictPort: true,
    watch: { ignored: ['**/dist/**', '**/.data/**', '**/test-results/**'] },
  },
  build: isSsrBuild ? serverBuild : appBuild,
  worker: { format: 'es' },
  test: {
    environment: 'node',
    setupFiles: ['src/test/fixed-seed.ts', 'src/test/patience.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'scripts/**/*.test.ts'],
    server: { deps: { inline: [/@patternfly/] } },
    // The small build of openpgp is for browsers; Node has the same by its full name.
    alias: { 'openpgp/lightweight': 'openpgp' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
}))

const appBuild = {
  outDir: 'dist/app',
  emptyOutDir: true,
  target: 'es2023' as const,
  // The bundle check reads which chunks a first visit loads.
  manifest: true,
  // The polyfill is an inline script, which the content security policy forbids; every browser that
  // runs this target preloads modules by itself.
  modulePreload: { polyfill: false },
  // A data: URL would need its own hole in the content security policy.
  assetsInlineLimit: 0,
  rolldownOptions: {
    output: {
      codeSplitting: {
        // Few, stable chunks. What ten chunks or more have in common, nearly every page loads.
        groups: [
          { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ },
          { name: 'patternfly', test: /node_modules[\\/]@patternfly[\\/]/, minShareCount: 2 },
          { name: 'common', test: /[\\/]src[\\/].*\.tsx?$/, minShareCount: 10 },
        ],
      },
    },
  },
}

const serverBuild = {
  outDir: 'dist/server',
  emptyOutDir: true,
  // What `engines` in package.json promises.
  target: 'node20' as const,
  copyPublicDir: false,
  rolldownOptions: { input: 'server/main.ts' },
}

/** What the gateway answers; all else is the app. */
const ours = /^\/(apis?|openapi|version|healthz|readyz|session)(\/|\?|$)/

/**
 * In development the gateway answers from inside Vite: one process, one port. A change below server/
 * or in domain/ makes it anew, on the same data. It is configured by the TAGSTREAM_ variables.
 */
function gateway(): Plugin {
  return {
    name: 'gateway',
    apply: (_config, { command }) => command === 'serve' && !process.env.VITEST,
    async configureServer(vite) {
      let current: FastifyInstance | undefined = await build(vite)
      let change: Promise<void> = Promise.resolve()

      vite.watcher.on('change', (path) => {
        const isServer = vite.environments.ssr?.moduleGraph.getModulesByFile(path)?.size
        if (!isServer) return
        change = change.then(async () => {
          await current?.close()
          current = await build(vite).catch((error: unknown) => {
            vite.config.logger.error(error instanceof Error ? (error.stack ?? '') : String(error))
            return undefined
          })
          vite.config.logger.info('the gateway is made anew', { timestamp: true })
        })
      })
      vite.httpServer?.once('close', () => void current?.close())

      vite.middlewares.use(async (request, response, next) => {
        if (!ours.test(request.url ?? '')) return next()
        await change
        if (current) return current.routing(request, response)
        response.writeHead(503).end('The gateway did not start; the terminal says why.\n')
      })
    },
  }
}

async function build(vite: ViteDevServer): Promise<FastifyInstance> {
  const { buildApp } = await vite.ssrLoadModule('/server/app.ts')
  const { readConfig } = await vite.ssrLoadModule('/server/config.ts')
  const { Terminal } = await vite.ssrLoadModule('/server/terminal.ts')
  const config = readConfig([], process.env)
  const terminal = new Terminal(config)
  const app: FastifyInstance = await buildApp(config, { isDevelopment: true, terminal })
  terminal.assertIsRead()
  await app.ready()
  terminal.isAt(`http://${config.host}:${config.port}`)
  return app
}

const compressible = /\.(js|css|html|svg|json|txt)$/
/** Below this a compressed answer is not smaller in packets. */
const SMALLEST = 512

/** Lays a brotli and a gzip form beside every text file of the built app; the gateway serves those. */
function precompress(): Plugin {
  let folder = ''
  let isWritten = false
  return {
    name: 'precompress',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    configResolved(config) {
      folder = config.build.outDir
    },
    writeBundle() {
      isWritten = true
    },
    async closeBundle() {
      // After a failed build too: what is missing then would hide what failed.
      if (!isWritten) return
      const names = await readdir(folder, { recursive: true })
      await Promise.all(
        names.filter((name) => compressible.test(name)).map((name) => compress(join(folder, name))),
      )
    },
  }
}

async function compress(path: string): Promise<void> {
  if ((await stat(path)).size < SMALLEST) return
  const content = await readFile(path)
  const [small, smaller] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  ])
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)])
}
