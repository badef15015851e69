import { send } from '../fill-streams.js'

/** @typedef {import('@playwright/test').Page} Page */

/** Events in a second, and for how long, while the time of one of them is taken. */
const LOAD = { perSecond: 100, seconds: 4 }

/**
 * The floor of a list: the requests that the page made for it, made once more by a page with nothing
 * in it, one after the other, each answer parsed and thrown away. Milliseconds, and bytes of JSON.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {string[]} requests
 */
export async function floorOf(context, url, requests) {
  const page = await context.newPage()
  // Any address of the gateway that is no page of ours: the same origin, and not a line of script.
  await page.goto(`${url}/healthz`)
  const floor = await page.evaluate(async (addresses) => {
    const started = performance.now()
    let bytes = 0
    for (const address of addresses) {
      const response = await fetch(address, { headers: { accept: 'application/json' } })
      const text = await response.text()
      bytes += text.length
      JSON.parse(text)
    }
    return { floor: performance.now() - started, listBytes: bytes }
  }, requests)
  await page.close()
  return floor
}

/**
 * From a key in the filter to the frame that shows what is left.
 *
 * @param {Page} page
 * @param {string} text every key of it is timed; the slowest counts
 */
export async function keystrokes(page, text) {
  const field = page.getByRole('searchbox').first()
  await field.click()
  const times = []
  for (let length = 1; length <= text.length; length++) {
    times.push(await page.evaluate(typeAndWait, text.slice(0, length)))
  }
  await field.fill('')
  return { keystroke: Math.max(...times) }
}

/**
 * Runs in the page. The table says what it shows with the address, which the filter is a part of.
 *
 * @param {string} text
 * @returns {Promise<number>}
 */
function typeAndWait(text) {
  const input = document.querySelector('main input[type="search"]')
  const range = document.querySelector('.ts-range')
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  return new Promise((resolve) => {
    const started = performance.now()
    value?.set?.call(input, text)
    input?.dispatchEvent(new Event('input', { bubbles: true }))
    requestAnimationFrame(function look() {
      const isThrough =
        new URL(location.href).searchParams.get('q') === text &&
        !/being sorted/.test(range?.textContent ?? '')
      if (isThrough) requestAnimationFrame(() => resolve(performance.now() - started))
      else requestAnimationFrame(look)
    })
  })
}

/**
 * From a write to the frame that shows it, while others write a hundred times a second.
 *
 * @param {Page} page
 * @param {{ url: string, names: (index: number) => [namespace: string, stream: string], streams: number }} cluster
 */
export async function eventUnderLoad(page, { url, names, streams }) {
  const path = (/** @type {number} */ index) => {
    const [namespace, stream] = names(index)
    return `/apis/image.openshift.io/v1/namespaces/${namespace}/imagestreams/${stream}`
  }
  /** @param {number} index @param {Record<string, string | null>} labels */
  const label = (index, labels) =>
    send(url, 'PATCH', path(index), { metadata: { labels } }, 'application/merge-patch+json')

  const writes = []
  const began = Date.now()
  /** @type {number[]} */
  const times = []
  for (let event = 0; event < LOAD.perSecond * LOAD.seconds; event++) {
    const due = began + (event * 1000) / LOAD.perSecond
    if (due > Date.now()) await new Promise((resolve) => setTimeout(resolve, due - Date.now()))
    writes.push(label(1 + (event % (streams - 1)), { load: String(event) }))
    if (event % LOAD.perSecond === LOAD.perSecond / 2) {
      const marker = `mark-${event}`
      const seen = page.evaluate(frameThatSays, marker)
      const sent = performance.timeOrigin + performance.now()
      // The label that the list shows first.
      writes.push(label(0, { app: marker, team: null, load: null }))
      writes.push(seen.then((at) => times.push(at - sent)))
    }
  }
  await Promise.all(writes)
  return { eventUnderLoad: Math.max(...times) }
}

/**
 * Runs in the page.
 *
 * @param {string} text
 * @returns {Promise<number>} the time since the epoch, in ms
 */
function frameThatSays(text) {
  return new Promise((resolve) => {
    function look() {
      if (document.body.textContent.includes(text)) {
        resolve(performance.timeOrigin + performance.now())
      } else requestAnimationFrame(look)
    }
    look()
  })
}
