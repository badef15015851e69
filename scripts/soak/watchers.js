import { request } from 'node:http'
import { send } from '../fill-streams.js'
import { median } from './checks.js'
import { SoakGateway } from './soak-gateway.js'

const EVENTS = 5
/** So many watches are asked for at once. */
const OPEN_WIDTH = 50
/** Memory that a watch may take in the gateway, in MiB, and what a heap may grow by meanwhile. */
const MEMORY = { each: 0.2, beside: 64 }
/** An event that is not at the last watcher after this many milliseconds is late. */
const LATE = 10_000

/**
 * Very many watchers of one project: each is told each event once, soon, and for little memory.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {number} count
 */
export async function soakWatchers(checks, count) {
  const gateway = await SoakGateway.start()
  try {
    const { delays, missed, repeated, memory } = await measureWatchers(gateway, count)
    checks.add(
      `${count} watchers are told each event`,
      missed > 0 ? [`${missed} events did not come within ${LATE} ms`] : [],
    )
    checks.add(
      `${count} watchers are told no event twice`,
      repeated > 0 ? [`${repeated} events came again`] : [],
    )
    const limit = memory.before + MEMORY.beside + count * MEMORY.each
    checks.add(
      `${count} watchers take little memory`,
      memory.during > limit
        ? [`${memory.during.toFixed(0)} MiB, more than ${limit.toFixed(0)}`]
        : [],
    )
    console.log(
      `watchers: ${count}, an event is at the last after ${median(delays).toFixed(0)} ms (median of ${EVENTS}; ${delays.map((delay) => delay.toFixed(0)).join(', ')}); RSS before ${memory.before.toFixed(0)}, with ${memory.during.toFixed(0)}, after ${memory.after.toFixed(0)} MiB`,
    )
  } finally {
    await gateway.remove()
  }
}

/**
 * Opens the watches, writes, and waits for the last of them. A delay begins when the write is sent.
 *
 * @param {SoakGateway} gateway
 * @param {number} count
 */
export async function measureWatchers(gateway, count) {
  await send(gateway.url, 'POST', '/api/v1/namespaces', {
    ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'watched' } },
  })
  const collection = '/apis/image.openshift.io/v1/namespaces/watched/imagestreams'
  const { metadata } = await send(gateway.url, 'POST', collection, {
    ...{ apiVersion: 'image.openshift.io/v1', kind: 'ImageStream', metadata: { name: 'app' } },
  })
  const before = gateway.memory()
  const path = `${collection}?watch=true&resourceVersion=${metadata.resourceVersion}`
  const board = new Board(count)
  /** @type {import('node:http').ClientRequest[]} */
  const watches = []
  while (watches.length < count) {
    const some = Array.from({ length: Math.min(OPEN_WIDTH, count - watches.length) }, () =>
      openWatch(gateway.url + path, board),
    )
    watches.push(...(await Promise.all(some)))
  }
  const delays = []
  for (let event = 1; event <= EVENTS; event++) {
    const sent = performance.now()
    const told = board.expect(event)
    await send(
      ...[gateway.url, 'PATCH', `${collection}/app`],
      { metadata: { labels: { event: String(event) } } },
      'application/merge-patch+json',
    )
    delays.push((await told) - sent)
  }
  const during = gateway.memory()
  for (const watch of watches) watch.destroy()
  // Answered after the ends of the connections, that came first.
  await gateway.isReady()
  const after = gateway.memory()
  return {
    delays,
    missed: board.missed,
    repeated: board.repeated,
    memory: { before, during, after },
  }
}

/** Who was told which event. */
export class Board {
  missed = 0
  repeated = 0
  #told = 0
  #event = 0
  /** @type {() => void} */
  #complete = () => {}

  /** @param {number} watchers */
  constructor(watchers) {
    this.watchers = watchers
  }

  /**
   * Resolves when the last watcher was told of this event, with the time of it.
   *
   * @param {number} event
   * @returns {Promise<number>}
   */
  expect(event) {
    this.#event = event
    this.#told = 0
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#complete(), LATE)
      this.#complete = () => {
        clearTimeout(timer)
        this.missed += this.watchers - this.#told
        resolve(performance.now())
      }
    })
  }

  /** @param {number} event */
  tell(event) {
    if (event !== this.#event) {
      this.repeated += 1
      return
    }
    this.#told += 1
    if (this.#told === this.watchers) this.#complete()
    else if (this.#told > this.watchers) this.repeated += 1
  }
}

/**
 * @param {string} url
 * @param {Board} board
 * @param {Record<string, string>} [headers]
 * @returns {Promise<import('node:http').ClientRequest>} once the answer has begun
 */
export function openWatch(url, board, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, headers }, (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (text) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) board.tell(Number(JSON.parse(line).object.metadata.labels.event))
      })
      // Destroyed at the end.
      response.on('error', () => {})
      resolve(sent)
    })
    sent.on('error', reject)
    sent.end()
  })
}
