import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './app'
import { readConfig } from './config'

/** An empty gateway on a socket, for tests; `files` are given as options of their names. */
export async function listeningGateway(files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tagstream-'))
  const options = Object.entries(files).flatMap(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return [`--${name}`, join(folder, name)]
  })
  const data = ['--data', join(folder, 'data')]
  const app = await buildApp(
    readConfig(['--empty', '--log-level', 'silent', ...data, ...options], {}),
  )
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
