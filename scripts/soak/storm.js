import { chromium } from '@playwright/test'
import { fillStreams, projectName, send, streamName } from '../fill-streams.js'
import { findBrowser } from '../find-browser.js'
import { SoakGateway } from './soak-gateway.js'

const SIZE = { streams: 200, tags: 3 }
/** Writes that are under way at once. */
const WIDTH = 16
/** What the heap of the page may grow by, in MB: caches fill, and the collector is lazy. */
const GROWTH = 12
/** More than the log keeps: who was away for so long has to list anew (410). */
const FORGOTTEN = 11_000

/**
 * A page in a storm of changes, as many as `perSecond` allows: afterwards it shows what a fresh list
 * says, no row lost, none twice, and holds no more memory than before; and after an outage that the
 * cluster does not remember, the list is read anew without ever being empty, under the pointer.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {{ seconds: number, perSecond: number, events: number, withOutage: boolean }} size
 *   `events` more follow the storm as fast as they can be written
 */
export async function soakStorm(checks, { seconds, perSecond, events, withOutage }) {
  const gateway = await SoakGateway.start()
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    await fillStreams(gateway.url, SIZE)
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${gateway.url}/all/image-streams?sort=name`)
    await page.waitForFunction(
      (rows) =>
        document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') === String(rows),
      SIZE.streams + 1,
    )
    const before = await heapOf(page)

    const storm = await write(gateway.url, { count: seconds * perSecond, perSecond })
    const extra = await write(gateway.url, { count: events, perSecond: Number.POSITIVE_INFINITY })
    checks.add('a page in a storm shows what a fresh list says', await differences(page, gateway))
    const after = await heapOf(page)
    checks.add(
      'a page holds no more memory after a storm',
      after - before > GROWTH ? [`${before.toFixed(1)} MB before, ${after.toFixed(1)} after`] : [],
    )
    console.log(
      `storm: ${storm.count} changes at ${storm.perSecond.toFixed(0)} a second, then ${extra.count} at ${extra.perSecond.toFixed(0)}; heap ${before.toFixed(1)} MB before, ${after.toFixed(1)} after`,
    )
    if (withOutage) checks.add('a relist never empties the list', await outage(page, gateway))
  } finally {
    await browser.close()
    await gateway.remove()
  }
}

/**
 * Changes streams one after the other, now and then deleting one and making it again.
 *
 * @param {string} url
 * @param {{ count: number, perSecond: number }} plan
 */
async function write(url, { count, perSecond }) {
  const began = performance.now()
  let next = 0
  async function work() {
    for (let change = next++; change < count; change = next++) {
      const due = began + (change * 1000) / perSecond
      const wait = due - performance.now()
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
      await changeOne(url, change)
    }
  }
  // A stream is changed by one writer at a time, or a delete could meet a change of what is gone.
  await Promise.all(Array.from({ length: Math.min(WIDTH, count) }, work))
  const perSecondReached = (count / (performance.now() - began)) * 1000
  return { count, perSecond: count === 0 ? 0 : perSecondReached }
}

/** @param {string} url @param {number} change */
async function changeOne(url, change) {
  const index = change % SIZE.streams
  const collection = `/apis/image.openshift.io/v1/namespaces/${projectName(index)}/imagestreams`
  const name = streamName(index)
  const isRemade = change % 97 === 96
  if (isRemade) {
    await send(url, 'DELETE', `${collection}/${name}`, {})
    await send(url, 'POST', collection, {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStream',
      metadata: { name, labels: { app: `made-${change}` } },
    })
    return
  }
  await send(
    ...[url, 'PATCH', `${collection}/${name}`],
    { metadata: { labels: { app: `change-${change}` } } },
    'application/merge-patch+json',
  )
}

/**
 * What the page shows and a fresh list does not, and the reverse; none once the page has caught up.
 *
 * @param {import('@playwright/test').Page} page
 * @param {SoakGateway} gateway
 */
async function differences(page, gateway) {
  const wanted = await freshList(gateway.url)
  const deadline = Date.now() + 15_000
  for (;;) {
    const shown = await rowsOf(page)
    const problems = []
    const keys = shown.map(({ key }) => key)
    if (new Set(keys).size !== keys.length) problems.push('a row is there twice')
    for (const { key, label } of wanted) {
      const row = shown.find((each) => each.key === key)
      if (!row) problems.push(`${key} is not shown`)
      else if (!row.text.includes(label)) problems.push(`${key} should say ${label}: ${row.text}`)
    }
    if (shown.length !== wanted.length) problems.push(`${shown.length} rows of ${wanted.length}`)
    if (problems.length === 0 || Date.now() > deadline) return problems
  }
}

/** @param {string} url */
async function freshList(url) {
  const response = await fetch(`${url}/apis/image.openshift.io/v1/imagestreams`)
  const { items } = await response.json()
  return items.map(
    (
      /** @type {{ metadata: { namespace: string, name: string, labels: Record<string, string> } }} */ {
        metadata,
      },
    ) => ({
      key: `/ns/${metadata.namespace}/image-streams/${metadata.name}`,
      label: metadata.labels.app ?? '',
    }),
  )
}

/**
 * All rows of a table that draws only those near the screen: it is scrolled through.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<{ key: string, text: string }[]>}
 */
function rowsOf(page) {
  return page.evaluate(async () => {
    /** @type {Map<string, string>} */
    const rows = new Map()
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let top = 0; ; top += 400) {
      window.scrollTo(0, top)
      await nextFrame()
      await nextFrame()
      for (const row of document.querySelectorAll('tbody tr[data-index]')) {
        const link = row.querySelector('a[href*="/image-streams/"]')
        rows.set(link?.getAttribute('href') ?? '', row.textContent ?? '')
      }
      if (top > document.documentElement.scrollHeight) break
    }
    window.scrollTo(0, 0)
    await nextFrame()
    return [...rows].map(([key, text]) => ({ key, text }))
  })
}

/**
 * Cut off for longer than the cluster remembers, with the pointer on a row.
 *
 * @param {import('@playwright/test').Page} page
 * @param {SoakGateway} gateway
 */
async function outage(page, gateway) {
  await page.evaluate(() => {
    const fewest = { rows: Number.POSITIVE_INFINITY }
    Object.assign(window, { fewest })
    const look = () => {
      fewest.rows = Math.min(fewest.rows, document.querySelectorAll('tbody tr[data-index]').length)
      requestAnimationFrame(look)
    }
    look()
  })
  const third = page.locator('tbody tr[data-index="2"]')
  await third.hover()
  const name = await third.locator('a').first().textContent()
  const lists = page.waitForRequest(
    (request) => /imagestreams\?/.test(request.url()) && !/watch=/.test(request.url()),
    { timeout: 120_000 },
  )
  await page.context().setOffline(true)
  await write(gateway.url, { count: FORGOTTEN, perSecond: Number.POSITIVE_INFINITY })
  await page.context().setOffline(false)
  await lists
  const problems = []
  const stays = await third.locator('a').first().textContent()
  if (stays !== name) problems.push(`under the pointer was ${name}, and is ${stays}`)
  problems.push(...(await differences(page, gateway)))
  const fewest = await page.evaluate(() => Reflect.get(window, 'fewest').rows)
  if (fewest < 10) problems.push(`only ${fewest} rows were there at some moment`)
  return problems
}

/**
 * What the page holds after garbage collection, in MB.
 *
 * @param {import('@playwright/test').Page} page
 */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}
