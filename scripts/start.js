// npm start: builds when the sources changed, then serves. The server runs in this process, so that
// a signal reaches it as it was sent.

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildWhenNeeded } from './build.js'

process.chdir(resolve(import.meta.dirname, '..'))
buildWhenNeeded()
process.env.NODE_ENV ??= 'production'
await import(pathToFileURL(resolve('dist/server/main.js')).href)
