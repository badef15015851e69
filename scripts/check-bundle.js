// Counts what the first visit of the image stream list loads, and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Bytes, gzip, as kB of 1,000. */
const BUDGET = { js: 180_000, css: 70_000 }
const ROUTE = 'src/pages/image-streams-page.tsx'
/** Loaded at once by everyone who is signed in. */
const USER_MENU = 'src/features/session/user-menu.tsx'

/** @typedef {{ file: string, css?: string[], imports?: string[], dynamicImports?: string[], isEntry?: boolean }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync('dist/app/.vite/manifest.json', 'utf8'))

const files = new Set()
/** @param {string} key */
function visit(key) {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const name of chunk.imports ?? []) visit(name)
}
for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(key)
if (manifest[ROUTE]) visit(ROUTE)
if (!manifest[USER_MENU])
  throw new Error('The menu of who is signed in is not where it was: the count would be too low.')
visit(USER_MENU)
// The manifest does not tell of the worker, which reads the list's rows and is loaded at every visit.
const worker = readdirSync('dist/app/assets').find((name) => /^row-pages-worker-.*\.js$/.test(name))
if (!worker)
  throw new Error('The worker of the list is not where it was: the count would be too low.')
files.add(`assets/${worker}`)

const sums = { js: 0, css: 0, jsBrotli: 0, cssBrotli: 0 }
for (const file of [...files, 'theme.js'].sort()) {
  const bytes = readFileSync(`dist/app/${file}`)
  const gzip = gzipSync(bytes, { level: 9 }).length
  const brotli = brotliCompressSync(bytes).length
  if (file.endsWith('.css')) {
    sums.css += gzip
    sums.cssBrotli += brotli
  } else {
    sums.js += gzip
    sums.jsBrotli += brotli
  }
  console.log(`${kilobytes(gzip)} gzip ${kilobytes(brotli)} brotli  ${file}`)
}
console.log(
  `first visit of the image stream list, signed in: JavaScript ${kilobytes(sums.js)} gzip (at most ${kilobytes(BUDGET.js)}), ` +
    `CSS ${kilobytes(sums.css)} gzip (at most ${kilobytes(BUDGET.css)}); ` +
    `brotli ${kilobytes(sums.jsBrotli)} and ${kilobytes(sums.cssBrotli)}`,
)
if (sums.js > BUDGET.js || sums.css > BUDGET.css) {
  console.error('The first visit is above its budget.')
  process.exit(1)
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
}
