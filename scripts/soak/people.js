import { Agent, request } from 'node:http'
import { send } from '../fill-streams.js'
import { freePort } from '../free-port.js'
import { median } from './checks.js'
import { SoakGateway } from './soak-gateway.js'
import { Board, openWatch } from './watchers.js'

const EVENTS = 5
const OPEN_WIDTH = 50
/** Requests of which the delay is the median; straight ones and others take turns. */
const REQUESTS = 200
/** So many times as long as a request straight to the API server may one through the gateway take. */
const MOST_RATIO = 6
/** Memory of the gateway, in MiB, for each watch that it forwards, and beside them. */
const MEMORY = { each: 0.25, beside: 64 }
/** What may stay after everybody left, in MiB: a heap shrinks when it likes. */
const LEFT_OVER = 96

const NAMESPACE = 'watched'
const COLLECTION = `/apis/image.openshift.io/v1/namespaces/${NAMESPACE}/imagestreams`
const HEADERS = { authorization: 'Bearer of-somebody' }

/**
 * People with two watches each on one gateway before an API server: everything is told, at a price that is
 * measured, and nothing stays when they leave.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {number} people
 */
export async function soakPeople(checks, people) {
  const metrics = { gateway: await freePort(), behind: await freePort() }
  const server = await SoakGateway.start(['--metrics-port', String(metrics.behind)])
  const gateway = await SoakGateway.start([
    ...['--upstream', server.url, '--metrics-port', String(metrics.gateway)],
  ])
  try {
    const from = await prepare(server)
    const before = gateway.memory()
    const quiet = await delaysOf(server, gateway)
    const [first, second] = [new Board(people), new Board(people)]
    const cpuBefore = gateway.cpu()
    const watches = [
      ...(await openAll(`${gateway.url}${COLLECTION}?watch=true&resourceVersion=${from}`, first)),
      ...(await openAll(
        `${gateway.url}/apis/image.openshift.io/v1/imagestreams?watch=true&resourceVersion=${from}`,
        second,
      )),
    ]
    const told = []
    for (let event = 1; event <= EVENTS; event++) {
      const sent = performance.now()
      const all = [first.expect(event), second.expect(event)]
      await send(
        ...[server.url, 'PATCH', `${COLLECTION}/app`],
        { metadata: { labels: { event: String(event) } } },
        'application/merge-patch+json',
      )
      told.push(Math.max(...(await Promise.all(all))) - sent)
    }
    const cpu = gateway.cpu() - cpuBefore
    const during = gateway.memory()
    const busy = await delaysOf(server, gateway)
    for (const watch of watches) watch.destroy()
    const open = await openWatches(metrics)
    const after = gateway.memory()

    const count = 2 * people
    const missed = first.missed + second.missed
    checks.add(`${people} people are told each event`, missed ? [`${missed} did not come`] : [])
    const repeated = first.repeated + second.repeated
    checks.add(
      `${people} people are told no event twice`,
      repeated ? [`${repeated} came again`] : [],
    )
    atMost(checks, `${count} forwarded watches take little memory`, during, {
      most: before + MEMORY.beside + count * MEMORY.each,
      unit: 'MiB',
    })
    atMost(checks, 'memory is given back', after, {
      most: before + LEFT_OVER + count * 0.1,
      unit: 'MiB',
    })
    atMost(checks, 'no watch stays open in the gateway', open.gateway, { most: 0, unit: 'watches' })
    atMost(checks, 'no watch stays open behind it', open.behind, { most: 0, unit: 'watches' })
    for (const [when, { ratio }] of /** @type {const} */ ([
      ['alone', quiet],
      [`beside ${count} watches`, busy],
    ])) {
      atMost(checks, `the way through the gateway is short ${when}`, ratio, {
        most: MOST_RATIO,
        unit: 'times as long',
      })
    }
    console.log(
      `people: ${people} with two watches each, an event is at the last after ${median(told).toFixed(0)} ms (median of ${EVENTS}); gateway: ${cpu.toFixed(1)} s of processor for opening and ${EVENTS * count} events; RSS before ${before.toFixed(0)}, with ${during.toFixed(0)}, after ${after.toFixed(0)} MiB; a request straight and through: alone ${inWords(quiet)}, beside them ${inWords(busy)}`,
    )
  } finally {
    await gateway.remove()
    await server.remove()
  }
}

/** @param {{ straight: number, through: number, ratio: number }} delays */
function inWords({ straight, through, ratio }) {
  return `${straight.toFixed(2)} and ${through.toFixed(2)} ms (${ratio.toFixed(1)} times)`
}

/**
 * @param {import('./checks.js').Checks} checks
 * @param {string} name
 * @param {number} found
 * @param {{ most: number, unit: string }} limit
 */
function atMost(checks, name, found, { most, unit }) {
  checks.add(
    name,
    found <= most ? [] : [`${found.toFixed(1)} ${unit}, more than ${most.toFixed(1)}`],
  )
}

/**
 * @param {SoakGateway} server
 * @returns {Promise<string>} the version to watch from
 */
async function prepare(server) {
  await send(server.url, 'POST', '/api/v1/namespaces', {
    ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  })
  const { metadata } = await send(server.url, 'POST', COLLECTION, {
    ...{ apiVersion: 'image.openshift.io/v1', kind: 'ImageStream', metadata: { name: 'app' } },
  })
  return metadata.resourceVersion
}

/**
 * @param {string} url
 * @param {Board} board
 */
async function openAll(url, board) {
  /** @type {import('node:http').ClientRequest[]} */
  const watches = []
  while (watches.length < board.watchers) {
    const width = Math.min(OPEN_WIDTH, board.watchers - watches.length)
    watches.push(
      ...(await Promise.all(Array.from({ length: width }, () => openWatch(url, board, HEADERS)))),
    )
  }
  return watches
}

/**
 * How long a small read takes straight and through the gateway, over connections that are kept; in turns,
 * so that whatever else the machine does is the same for both.
 *
 * @param {SoakGateway} server
 * @param {SoakGateway} gateway
 */
async function delaysOf(server, gateway) {
  const agent = new Agent({ keepAlive: true })
  const [straight, through] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])]
  for (let n = -20; n < REQUESTS; n++) {
    const one = await delayOf(`${server.url}${COLLECTION}/app`, agent)
    const other = await delayOf(`${gateway.url}${COLLECTION}/app`, agent)
    // The first ones are to get warm.
    if (n < 0) continue
    straight.push(one)
    through.push(other)
  }
  agent.destroy()
  const found = { straight: median(straight), through: median(through) }
  return { ...found, ratio: found.through / found.straight }
}

/**
 * @param {string} url
 * @param {Agent} agent
 * @returns {Promise<number>} milliseconds to the last byte
 */
function delayOf(url, agent) {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: HEADERS }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
      response.resume()
      response.on('end', () => resolve(performance.now() - started))
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

/**
 * The watches that are still open when everybody has left, by the count of each of the two; asked until there
 * are none, for a while.
 *
 * @param {{ gateway: number, behind: number }} metricsPorts
 */
async function openWatches({ gateway, behind }) {
  const deadline = Date.now() + 10_000
  for (;;) {
    const open = { gateway: await openAt(gateway), behind: await openAt(behind) }
    if (open.gateway + open.behind === 0 || Date.now() > deadline) return open
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** @param {number} port */
async function openAt(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^tagstream_open_watches (\d+)$/m.exec(text)?.[1])
}
