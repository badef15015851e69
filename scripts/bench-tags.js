// Every tag of all projects, in Chromium against a gateway of its own.
//
//   npm run bench -- --tags 10000x10 [--runs 5]
//
// Per run, with an empty browser cache: the time to the first row and to all rows, the longest task of the page's
// main thread from the first row on, the slowest of some keys in the filter and the longest task on the way, and
// the heap after a garbage collection. Tasks are taken from traces: on the clock and on the processor (see
// bench/traced.js). Fails where the median of the longest task on the processor is above 50 ms.
import { keystrokes } from './bench/list-figures.js'
import { settledBrowser } from './bench/settled-browser.js'
import { heapAfterCollection, longestTaskAfter, median, traced } from './bench/traced.js'
import { startGateway } from './bench-gateway.js'
import { fillStreams, streamName } from './fill-streams.js'

const MOST_MS = 50

/**
 * Measures and prints a table. False where something is slow.
 * @param {string | undefined} browserPath
 * @param {number} runs
 * @param {{ streams: number, tags: number }} size
 */
export async function benchTags(browserPath, runs, size) {
  const gateway = await startGateway()
  try {
    await fillStreams(gateway.url, size)
    /** @type {Awaited<ReturnType<typeof visit>>[]} */
    const samples = []
    for (let run = 0; run < runs; run++) samples.push(await visit(browserPath, gateway.url, size))
    const middle = (/** @type {keyof typeof samples[0]} */ key) =>
      median(samples.map((sample) => sample[key]))
    const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`
    const tags = (size.streams * size.tags).toLocaleString('en')
    console.log(`${tags} tags of ${size.streams.toLocaleString('en')} streams, median of ${runs}`)
    for (const [title, figure] of [
      ['first row', ms(middle('firstRow'))],
      ['all rows', ms(middle('allRows'))],
      ['longest task after the first row', ms(middle('taskClock'))],
      ['  on the processor', ms(middle('taskProcessor'))],
      ['a key in the filter, the slowest', ms(middle('keystroke'))],
      ['longest task of the keys', ms(middle('keysClock'))],
      ['  on the processor', ms(middle('keysProcessor'))],
      ['heap after collection', `${(middle('heap') / 1e6).toFixed(1)} MB`],
    ]) {
      console.log(`${(title ?? '').padEnd(36)}${(figure ?? '').padStart(12)}`)
    }
    const isFast = middle('taskProcessor') <= MOST_MS && middle('keysProcessor') <= MOST_MS
    if (!isFast) console.error(`A task after the first row took more than ${MOST_MS} ms.`)
    return isFast
  } finally {
    await gateway.stop()
  }
}

/**
 * @param {string | undefined} browserPath
 * @param {string} url
 * @param {{ streams: number, tags: number }} size
 */
async function visit(browserPath, url, { streams, tags }) {
  const browser = await settledBrowser(browserPath)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.addInitScript(markRows, streams * tags)
    const opening = await traced(
      page,
      async () => {
        await page.goto(`${url}/all/tags`)
        await page.waitForFunction(
          () => performance.getEntriesByName('all-rows').length > 0,
          undefined,
          { timeout: 180_000, polling: 100 },
        )
      },
      2_000,
    )
    const heap = await heapAfterCollection(page)
    const [firstRow, allRows] = await page.evaluate(() =>
      ['first-row', 'all-rows'].map((name) => performance.getEntriesByName(name)[0]?.startTime),
    )
    /** @type {{ keystroke: number }} */
    let keys = { keystroke: Number.NaN }
    const typing = await traced(
      page,
      async () => {
        await page.evaluate(() => performance.mark('typing'))
        // The digits of one stream of all, from the most that fit to the fewest.
        keys = await keystrokes(page, streamName(streams - 1).slice(-4))
      },
      1_000,
    )
    const task = longestTaskAfter(opening, 'first-row')
    const keyTask = longestTaskAfter(typing, 'typing')
    return {
      firstRow: firstRow ?? Number.NaN,
      allRows: allRows ?? Number.NaN,
      taskClock: task.clock,
      taskProcessor: task.processor,
      ...keys,
      keysClock: keyTask.clock,
      keysProcessor: keyTask.processor,
      heap,
    }
  } finally {
    await browser.close()
  }
}

/**
 * Runs in the page, before anything of it: marks the frames of the first row and of all rows.
 *
 * @param {number} wanted
 */
function markRows(wanted) {
  let isThere = false
  function look() {
    if (!isThere && document.querySelector('tbody a')) {
      isThere = true
      performance.mark('first-row')
    }
    const said = document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')
    if (isThere && Number(said) > wanted) performance.mark('all-rows')
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
