// Measures the image stream list at given sizes, in Chromium, against a gateway of its own:
//
//   npm run bench -- [--size 100x10]… [--runs 5] [--out bench.json] [--url http://127.0.0.1:9000]
//   npm run bench -- --images [--runs 5]     what is large in one image: see bench-images.js
//   npm run bench -- --graph [--runs 5]      the reference graph: see bench-graph.js
//   npm run bench -- --tags 10000x10 [--runs 5]   every tag of all projects: see bench-tags.js
//
// A fresh store is filled through the API with N streams of M tags, three revisions each. Then, per
// run and with an empty browser cache: the bytes of the first visit, the time to the first row and
// to all rows, the longest main-thread task after the first row, the heap after a garbage
// collection, the frames of a scroll, the time from a write through the API to the changed row on
// the screen, and from the last key of a search to its answers. Medians are printed as a table; every single figure goes into the JSON.
// Times include everything that a person waits for, on the machine that runs both ends.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { eventUnderLoad, floorOf, keystrokes } from './bench/list-figures.js'
import { settledBrowser } from './bench/settled-browser.js'
import { startGateway } from './bench-gateway.js'
import { digest, fillStreams, projectName, send, streamName } from './fill-streams.js'
import { findBrowser } from './find-browser.js'

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', multiple: true, default: ['100x10', '2000x10'] },
    runs: { type: 'string', default: '5' },
    out: { type: 'string', default: 'bench.json' },
    url: { type: 'string' },
    images: { type: 'boolean', default: false },
    graph: { type: 'boolean', default: false },
    tags: { type: 'string' },
  },
})
const runs = Number(options.runs)
const sizes = options.size.map(sizeOf)

/** @param {string} text */
function sizeOf(text) {
  const match = /^(\d+)x(\d+)$/.exec(text)
  if (!match) throw new Error(`A size is STREAMSxTAGS, such as 100x10, not "${text}".`)
  return { streams: Number(match[1]), tags: Number(match[2]) }
}

/** @param {{ streams: number, tags: number }} size */
async function measure(size) {
  const gateway = await gatewayOf()
  try {
    const filled = Date.now()
    if (!gateway.isFilled) await fillStreams(gateway.url, size)
    console.log(
      `${size.streams} × ${size.tags}: filled in ${((Date.now() - filled) / 1000).toFixed(1)} s`,
    )
    const samples = []
    for (let run = 0; run < runs; run++) samples.push(await visit(gateway.url, size))
    return { ...size, samples, median: medians(samples) }
  } finally {
    await gateway.stop()
  }
}

async function gatewayOf() {
  // One that runs already, in front of any cluster that was filled by this script before.
  const given = options.url
  if (given) return { url: given, isFilled: true, async stop() {} }
  return { ...(await startGateway()), isFilled: false }
}

/**
 * One visit with an empty cache.
 * @param {string} url
 * @param {{ streams: number, tags: number }} size
 */
async function visit(url, { streams }) {
  const browser = await settledBrowser(browserPath)
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    const bytes = countBytes(page)
    /** @type {string[]} */
    const lists = []
    page.context().on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      const isList = pathname.endsWith('/imagestreams') && !searchParams.has('watch')
      if (isList) lists.push(request.url())
    })
    await page.addInitScript(observe)
    await page.goto(`${url}/all/image-streams`)
    await page.waitForFunction((wanted) => window.bench.rowsSaid() >= wanted, streams, {
      timeout: 120_000,
      polling: 50,
    })
    const { firstRow, allRows, longestTask } = await page.evaluate(
      (wanted) => window.bench.report(wanted),
      streams,
    )
    const firstVisit = await bytes()
    const heap = await heapAfterCollection(page)
    const eventToScreen = await timeOfEvent(page, url)
    const frames = await scroll(page)
    const searches = await search(page, streams)
    const keys = await keystrokes(page, '0042')
    const floor = await floorOf(context, url, [...lists])
    await page.goto(`${url}/all/image-streams?sort=name`)
    await page.waitForFunction((wanted) => window.bench.rowsSaid() >= wanted, streams)
    const loaded = await eventUnderLoad(page, {
      url,
      streams,
      names: (index) => [projectName(index), streamName(index)],
    })
    return {
      ...firstVisit,
      firstRow,
      allRows,
      longestTask,
      heap,
      eventToScreen,
      ...frames,
      ...searches,
      ...keys,
      ...floor,
      allRowsToFloor: allRows / floor.floor,
      ...loaded,
    }
  } finally {
    await browser.close()
  }
}

/** Runs in the page, before anything of it: watches rows and long tasks. */
function observe() {
  const started = performance.now()
  let firstRow = 0
  let allRows = 0
  let most = 0
  /** @type {{ start: number, duration: number }[]} */
  const tasks = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      tasks.push({ start: entry.startTime, duration: entry.duration })
    }
  }).observe({ type: 'longtask', buffered: true })

  const rowsSaid = () =>
    Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 0) - 1

  function look() {
    if (!firstRow && document.querySelector('tbody a')) {
      firstRow = performance.now() - started
    }
    const said = rowsSaid()
    if (said > most) {
      most = said
      allRows = performance.now() - started
    }
    if (performance.now() - started < 120_000) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)

  window.bench = {
    rowsSaid,
    report: () => ({
      firstRow,
      allRows,
      longestTask: Math.max(
        0,
        // The task that draws the first row began before it.
        ...tasks.filter((task) => task.start > firstRow).map((task) => task.duration),
      ),
    }),
  }
}

/** @param {import('@playwright/test').Page} page */
function countBytes(page) {
  /** @type {Promise<{ kind: 'js' | 'css', body: Buffer } | undefined>[]} */
  const bodies = []
  page.on('response', (response) => {
    const kind = /\.js$/.test(new URL(response.url()).pathname)
      ? 'js'
      : /\.css$/.test(new URL(response.url()).pathname)
        ? 'css'
        : undefined
    if (kind) {
      bodies.push(
        response.body().then(
          (body) => ({ kind, body }),
          () => undefined,
        ),
      )
    }
  })
  return async () => {
    const sums = { jsGzip: 0, jsBrotli: 0, cssGzip: 0, cssBrotli: 0 }
    for (const found of await Promise.all(bodies)) {
      if (!found) continue
      const gzip = gzipSync(found.body, { level: 9 }).length
      const brotli = brotliCompressSync(found.body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
      }).length
      if (found.kind === 'js') {
        sums.jsGzip += gzip
        sums.jsBrotli += brotli
      } else {
        sums.cssGzip += gzip
        sums.cssBrotli += brotli
      }
    }
    return sums
  }
}

/** @param {import('@playwright/test').Page} page */
async function heapAfterCollection(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/**
 * From the moment that a write is sent to the frame that shows it.
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
async function timeOfEvent(page, url) {
  const label = `bench-${Date.now()}`
  const seen = page.evaluate(
    (text) =>
      new Promise((resolve) => {
        function look() {
          if (document.body.textContent.includes(text)) {
            resolve(performance.timeOrigin + performance.now())
          } else requestAnimationFrame(look)
        }
        look()
      }),
    label,
  )
  const first = await page.evaluate(() => {
    /** @type {HTMLAnchorElement | null} */
    const link = document.querySelector('tbody a[href*="/image-streams/"]')
    return link ? new URL(link.href).pathname : ''
  })
  const [, , namespace, , stream] = first.split('/')
  const sent = performance.timeOrigin + performance.now()
  await send(
    url,
    'PATCH',
    `/apis/image.openshift.io/v1/namespaces/${namespace}/imagestreams/${stream}`,
    { metadata: { labels: { app: label, team: null } } },
    'application/merge-patch+json',
  )
  return Number(await seen) - sent
}

/** @param {import('@playwright/test').Page} page */
async function scroll(page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = []
    let last = performance.now()
    function look() {
      const now = performance.now()
      frames.push(now - last)
      last = now
      if (!window.bench.stopped) requestAnimationFrame(look)
    }
    window.bench.frames = frames
    requestAnimationFrame(look)
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 600,
    yDistance: -6000,
    speed: 4000,
    gestureSourceType: 'mouse',
  })
  await session.detach()
  const frames = await page.evaluate(() => {
    window.bench.stopped = true
    return (window.bench.frames ?? []).slice(2)
  })
  frames.sort((a, b) => a - b)
  return {
    frameMedian: frames[Math.floor(frames.length / 2)] ?? 0,
    frame95: frames[Math.floor(frames.length * 0.95)] ?? 0,
  }
}

/**
 * Searches for one tag, for a tag that every stream has, for the start of a digest, and for nothing
 * that there is: the slowest of them, from the key to the frame that shows all answers, and the
 * longest task on the way.
 *
 * @param {import('@playwright/test').Page} page
 * @param {number} streams
 */
async function search(page, streams) {
  const last = streamName(streams - 1)
  await page.keyboard.press('/')
  await page.waitForSelector('dialog [role="combobox"]')
  const times = []
  const tasks = []
  for (const text of [`${last}:latest`, 'latest', digest(streams - 1, 0, 0).slice(0, 23), 'zqzq']) {
    const { time, task } = await page.evaluate(searchFor, text)
    times.push(time)
    tasks.push(task)
  }
  await page.keyboard.press('Escape')
  return { search: Math.max(...times), searchTask: Math.max(...tasks) }
}

/**
 * Runs in the page: types a text at once and waits until the search says that it is through.
 *
 * @param {string} text
 * @returns {Promise<{ time: number, task: number }>}
 */
function searchFor(text) {
  const input = document.querySelector('dialog [role="combobox"]')
  const status = document.querySelector('dialog [role="status"]')
  let task = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) task = Math.max(task, duration)
  })
  observer.observe({ type: 'longtask' })
  return new Promise((resolve) => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const started = performance.now()
    value?.set?.call(input, text)
    input?.dispatchEvent(new Event('input', { bubbles: true }))
    requestAnimationFrame(function look() {
      const isThrough = /answers?\./.test(status?.textContent ?? '')
      if (!isThrough) {
        requestAnimationFrame(look)
        return
      }
      const time = performance.now() - started
      // A task is told of after it has ended.
      setTimeout(() => {
        observer.disconnect()
        resolve({ time, task })
      }, 100)
    })
  })
}

/** @param {Record<string, number>[]} samples */
function medians(samples) {
  /** @type {Record<string, number>} */
  const result = {}
  for (const key of Object.keys(samples[0] ?? {})) {
    const sorted = samples.map((sample) => sample[key] ?? 0).sort((a, b) => a - b)
    result[key] = sorted[Math.floor(sorted.length / 2)] ?? 0
  }
  return result
}

/** @param {{ streams: number, tags: number, median: Record<string, number> }[]} measured */
function print(measured) {
  const milliseconds = (/** @type {number} */ value) => `${value.toFixed(0)} ms`
  const kilobytes = (/** @type {number} */ value) => `${(value / 1000).toFixed(1)} kB`
  const megabytes = (/** @type {number} */ value) => `${(value / 1e6).toFixed(1)} MB`
  /** @type {[string, string, (value: number) => string][]} */
  const rows = [
    ['JavaScript, gzip', 'jsGzip', kilobytes],
    ['JavaScript, brotli', 'jsBrotli', kilobytes],
    ['CSS, gzip', 'cssGzip', kilobytes],
    ['CSS, brotli', 'cssBrotli', kilobytes],
    ['first row', 'firstRow', milliseconds],
    ['all rows', 'allRows', milliseconds],
    ['longest task after the first row', 'longestTask', milliseconds],
    ['heap after collection', 'heap', megabytes],
    ['write to screen', 'eventToScreen', milliseconds],
    ['scroll frame, median', 'frameMedian', milliseconds],
    ['scroll frame, 95 %', 'frame95', milliseconds],
    ['search, slowest of four', 'search', milliseconds],
    ['longest task of a search', 'searchTask', milliseconds],
    ['a key in the filter, slowest of four', 'keystroke', milliseconds],
    ['write to screen, 100 events a second', 'eventUnderLoad', milliseconds],
    ['JSON of the list', 'listBytes', megabytes],
    ['floor: the same, fetched and parsed', 'floor', milliseconds],
    ['all rows, in floors', 'allRowsToFloor', (value) => value.toFixed(2)],
  ]
  console.log(
    `\nmedian of ${runs}`.padEnd(36) +
      measured.map(({ streams, tags }) => `${streams} × ${tags}`.padStart(14)).join(''),
  )
  for (const [title, key, format] of rows) {
    console.log(
      title.padEnd(35) +
        measured.map(({ median }) => format(median[key] ?? 0).padStart(14)).join(''),
    )
  }
}

const browserPath = await findBrowser()
if (options.images) {
  const { benchImages } = await import('./bench-images.js')
  process.exit((await benchImages(browserPath, runs)) ? 0 : 1)
}
if (options.graph) {
  const { benchGraph } = await import('./bench-graph.js')
  process.exit((await benchGraph(browserPath, runs)) ? 0 : 1)
}
if (options.tags) {
  const { benchTags } = await import('./bench-tags.js')
  process.exit((await benchTags(browserPath, runs, sizeOf(options.tags))) ? 0 : 1)
}
const results = []
for (const size of sizes) results.push(await measure(size))
writeFileSync(
  options.out,
  `${JSON.stringify({ node: process.version, cpus: cpus().length, runs, results }, null, 2)}\n`,
)
print(results)
