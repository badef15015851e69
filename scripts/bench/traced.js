/**
 * @typedef {{ name: string, cat?: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent
 * @typedef {{ clock: number, processor: number }} Task in ms
 */

/**
 * Does something with a page while a trace runs, and waits until the page has been quiet for a while.
 * The trace tells a task's time on the clock and its time on the processor: on a busy machine only
 * the second is the page's own doing.
 *
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<unknown>} work
 * @param {number} quietMs how long after it its tasks count still
 * @returns {Promise<TraceEvent[]>}
 */
export async function traced(page, work, quietMs) {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await work()
  await page.waitForTimeout(quietMs)
  return JSON.parse((await browser.stopTracing()).toString()).traceEvents
}

/**
 * The longest task of the main thread that set a mark, from the mark on.
 *
 * @param {TraceEvent[]} events
 * @param {string} markName
 * @returns {Task}
 */
export function longestTaskAfter(events, markName) {
  const mark = events.find(({ name, cat }) => name === markName && cat === 'blink.user_timing')
  if (!mark) throw new Error(`The trace does not tell of ${markName}.`)
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      /RunTask$/.test(name) && ph === 'X' && pid === mark.pid && tid === mark.tid && ts > mark.ts,
  )
  if (tasks.length === 0) throw new Error(`The trace tells of no task after ${markName}.`)
  return {
    clock: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
    processor: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
  }
}

/** @param {number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/**
 * What the page holds after a garbage collection, in bytes.
 *
 * @param {import('@playwright/test').Page} page
 */
export async function heapAfterCollection(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
