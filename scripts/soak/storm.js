import { settledBrowser } from '../bench/settled-browser.js'
import { fillStreams, projectName, send, streamName } from '../fill-streams.js'
import { findBrowser } from '../find-browser.js'
import { SoakGateway } from './soak-gateway.js'

const SIZE = { streams: 200, tags: 3 }
/** Writes that are under way at once: those that wait together reach the disk together. */
const WIDTH = 50
/** What the heap of the page may grow by in the storm, in MB: caches fill, and the collector is lazy. */
const GROWTH = 12
/** And by all that follows, when they are full: a hundred bytes kept of each event would be 9 MB. */
const LATER_GROWTH = 3
/** More than the log keeps: who was away for so long has to list anew (410). */
const FORGOTTEN = 13_000

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
  const browser = await settledBrowser(await findBrowser())
  try {
    await fillStreams(gateway.url, SIZE)
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${gateway.url}/all/image-streams?sort=name`)
    await allRowsOf(page)
    const before = await heapOf(page)

    const storm = await write(gateway.url, { count: seconds * perSecond, perSecond })
    checks.add('a page in a storm shows what a fresh list says', await differences(page, gateway))
    const after = await heapOf(page)
    checks.add(
      'a page holds no more memory after a storm',
      after - before > GROWTH ? [`${before.toFixed(1)} MB before, ${after.toFixed(1)} after`] : [],
    )
    console.log(
      `storm: ${storm.count} changes at ${storm.perSecond.toFixed(0)} a second; heap ${before.toFixed(1)} MB before, ${after.toFixed(1)} after`,
    )
    if (events > 0) {
      const more = await write(gateway.url, { count: events, perSecond: Number.POSITIVE_INFINITY })
      checks.add('and after a day of changes', await differences(page, gateway))
      const end = await heapOf(page)
      checks.add(
        'a day of changes leaves nothing in memory',
        end - after > LATER_GROWTH
          ? [`${after.toFixed(1)} MB before, ${end.toFixed(1)} after`]
          : [],
      )
      console.log(
        `then ${more.count} changes at ${more.perSecond.toFixed(0)} a second; heap ${end.toFixed(1)} MB after`,
      )
    }
    if (withOutage) checks.add('a relist never empties the list', await outage(page, gateway))
  } finally {
    await browser.close()
    await gateway.remove()
  }
}

/**
 * Changes streams in turn, now and then deleting one and making it again.
 *
 * @param {string} url
 * @param {{ count: number, perSecond: number, isRemaking?: boolean }} plan
 */
async function write(url, { count, perSecond, isRemaking = true }) {
  const began = performance.now()
  // Each writer has streams of its own (the width divides their number), or a change could meet a
  // delete of another.
  /** @param {number} writer */
  async function work(writer) {
    for (let change = writer; change < count; change += WIDTH) {
      const due = began + (change * 1000) / perSecond
      const wait = due - performance.now()
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
      await changeOne(url, change, isRemaking && change % 97 === 96)
    }
  }
  await Promise.all(Array.from({ length: WIDTH }, (_, writer) => work(writer)))
  const perSecondReached = (count / (performance.now() - began)) * 1000
  return { count, perSecond: count === 0 ? 0 : perSecondReached }
}

/** @param {string} url @param {number} change @param {boolean} isRemade */
async function changeOne(url, change, isRemade) {
  const index = change % SIZE.streams
  const collection = `/apis/image.openshift.io/v1/namespaces/${projectName(index)}/imagestreams`
  const name = streamName(index)
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

/**
 * @param {string} url
 * @returns {Promise<{ key: string, label: string }[]>}
 */
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
    // By their place: the same stream at two places is a row too many.
    /** @type {Map<string, { key: string, text: string }>} */
    const rows = new Map()
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let top = 0; ; top += 400) {
      window.scrollTo(0, top)
      await nextFrame()
      await nextFrame()
      for (const row of document.querySelectorAll('tbody tr[data-index]')) {
        const link = row.querySelector('a[href*="/image-streams/"]')
        rows.set(row.getAttribute('data-index') ?? '', {
          key: link?.getAttribute('href') ?? '',
          text: row.textContent ?? '',
        })
      }
      if (top > document.documentElement.scrollHeight) break
    }
    window.scrollTo(0, 0)
    await nextFrame()
    return [...rows.values()]
  })
}

/**
 * Cut off for longer than the cluster remembers, with the pointer on a row of a list in the order of
 * what changes: its connections break, and it reaches nobody until all is written.
 *
 * @param {import('@playwright/test').Page} page
 * @param {SoakGateway} gateway
 */
async function outage(page, gateway) {
  await page.goto(`${gateway.url}/all/image-streams?sort=labels`)
  await allRowsOf(page)
  await page.locator('tbody tr[data-index="2"]').hover()
  const before = await namesAtTop(page)
  await page.evaluate(watchRows)
  const lists = page.waitForRequest(
    (request) => /imagestreams\?/.test(request.url()) && !/watch=/.test(request.url()),
    { timeout: 300_000 },
  )
  await page.context().setOffline(true)
  // Being offline is no end of what is connected already.
  await gateway.kill()
  await gateway.start()
  // A stream that is made anew is another one: its row would rightly stay as one that is gone.
  await write(gateway.url, {
    count: FORGOTTEN,
    perSecond: Number.POSITIVE_INFINITY,
    isRemaking: false,
  })
  await page.context().setOffline(false)
  await lists

  const problems = []
  const wanted = await freshList(gateway.url)
  const pointed = wanted.find(({ key }) => key === before[2])
  await page.locator('tbody tr[data-index="2"]', { hasText: pointed?.label ?? '' }).waitFor()
  const stays = await namesAtTop(page)
  if (stays.join() !== before.join()) problems.push(`rows moved: ${before}, then ${stays}`)
  const { rows, said } = await page.evaluate(() => Reflect.get(window, 'fewest'))
  if (rows < before.length) problems.push(`only ${rows} rows were drawn at some moment`)
  if (said < SIZE.streams + 1) problems.push(`the table said ${said} rows at some moment`)
  await page.mouse.move(0, 0)
  return [...problems, ...(await differences(page, gateway))]
}

/** @param {import('@playwright/test').Page} page */
function allRowsOf(page) {
  return page.waitForFunction(
    (rows) =>
      document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') === String(rows),
    SIZE.streams + 1,
  )
}

/**
 * The rows that a person sees, in their order.
 *
 * @param {import('@playwright/test').Page} page
 */
function namesAtTop(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('tbody tr[data-index]')]
      .slice(0, 10)
      .map((row) => row.querySelector('a[href*="/image-streams/"]')?.getAttribute('href') ?? ''),
  )
}

/** Runs in the page: keeps the fewest rows that are drawn, and that the table says it has. */
function watchRows() {
  const fewest = { rows: Number.POSITIVE_INFINITY, said: Number.POSITIVE_INFINITY }
  Object.assign(window, { fewest })
  function look() {
    const said = document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')
    const { length } = document.querySelectorAll('tbody tr[data-index]')
    fewest.rows = Math.min(fewest.rows, length)
    fewest.said = Math.min(fewest.said, Number(said ?? 0))
    requestAnimationFrame(look)
  }
  look()
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
