import { send } from '../fill-streams.js'
import { ResumingWatch } from './resuming-watch.js'
import { SoakGateway } from './soak-gateway.js'
import { stateOf, textOf } from './stream-state.js'
import { Writer } from './writer.js'

const WRITERS = 4
/** A kill comes after this many writes, and up to three times as many. */
const WRITES = 25

/**
 * Kills the gateway again and again while several writers are at it. After each restart everything
 * acknowledged is there, nothing half-written is, resourceVersions have risen, and watches go on
 * without a gap or a repeat. Each restart is one check.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {number} restarts
 */
export async function soakCrashes(checks, restarts) {
  const gateway = await SoakGateway.start()
  try {
    await send(gateway.url, 'POST', '/api/v1/namespaces', {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'soak' } },
    })
    const collection = `${gateway.url}/apis/image.openshift.io/v1/namespaces/soak`
    const writers = Array.from({ length: WRITERS }, (_, number) => new Writer(collection, number))
    const first = (await read(`${collection}/imagestreams`)).metadata.resourceVersion
    const streams = `${collection}/imagestreams?`
    const watches = [
      new ResumingWatch('a watch', streams, first, false),
      new ResumingWatch('with bookmarks', `${streams}&allowWatchBookmarks=true`, first, false),
      new ResumingWatch('selected', `${streams}&labelSelector=half%3Deven`, first, false),
      new ResumingWatch('over WebSocket', streams, first, true),
    ]
    await Promise.all(watches.map((watch) => watch.open()))
    let writes = 0
    let events = 0
    let revision = Number(first)
    for (let restart = 1; restart <= restarts; restart++) {
      const before = new Set(writers.flatMap(({ streams }) => evenNames(streams)))
      await loadAndKill(gateway, writers, WRITES + ((restart * 17) % (2 * WRITES)))
      await gateway.start()

      const list = await read(`${collection}/imagestreams`)
      const problems = writers.flatMap((writer) => writer.problems.splice(0))
      problems.push(...settlePending(writers, list), ...compareStreams(writers, list))
      problems.push(...(await compareImages(gateway.url, writers)))

      const happened = writers.flatMap((writer) => writer.happened.splice(0))
      for (const write of happened) if (isEven(write)) before.add(write.name)
      await Promise.all(watches.map((watch) => watch.open()))
      for (const watch of watches) {
        const expected =
          watch.label === 'selected' ? happened.filter(({ name }) => before.has(name)) : happened
        await watch.until(expected.length)
        events += watch.events.length
        problems.push(...watch.compare(expected))
      }
      const listed = Number(list.metadata.resourceVersion)
      if (listed < revision + happened.length) {
        problems.push(`resourceVersion ${listed} after ${revision} and ${happened.length} writes`)
      }
      revision = listed
      writes += happened.length
      checks.add(`restart ${restart} of ${restarts}`, problems)
    }
    console.log(
      `crashes: ${restarts} restarts by SIGKILL, ${writes} writes by ${WRITERS} writers, ${events} events on ${watches.length} watches compared`,
    )
  } finally {
    await gateway.remove()
  }
}

/**
 * @param {SoakGateway} gateway
 * @param {Writer[]} writers
 * @param {number} writes
 */
async function loadAndKill(gateway, writers, writes) {
  let count = 0
  await new Promise((resolve) => {
    const running = writers.map((writer) =>
      writer.run(() => {
        count += 1
        if (count === writes) resolve(gateway.kill().then(() => Promise.all(running)))
      }),
    )
  })
}

/**
 * What was sent and not answered has happened whole, or not at all.
 *
 * @param {Writer[]} writers
 * @param {{ items: import('./stream-state.js').StreamObject[] }} list
 */
function settlePending(writers, { items }) {
  const byName = new Map(items.map((item) => [item.metadata.name, textOf(stateOf(item))]))
  return writers.flatMap((writer) => {
    const write = writer.pending
    writer.pending = undefined
    if (!write) return []
    const found = byName.get(write.name) ?? textOf(undefined)
    if (found === textOf(write.after)) writer.settle(write, 0)
    else if (found !== textOf(writer.streams.get(write.name))) {
      return [`half-written by ${write.method} ${write.path}: ${found}`]
    }
    return []
  })
}

/**
 * @param {Writer[]} writers
 * @param {{ items: import('./stream-state.js').StreamObject[] }} list
 */
function compareStreams(writers, { items }) {
  const wanted = new Map(writers.flatMap(({ streams }) => [...streams]))
  const problems = items
    .filter((item) => textOf(stateOf(item)) !== textOf(wanted.get(item.metadata.name)))
    .map((item) => `${item.metadata.name} is ${textOf(stateOf(item))}`)
  const listed = new Set(items.map(({ metadata }) => metadata.name))
  for (const name of wanted.keys()) if (!listed.has(name)) problems.push(`${name} is lost`)
  return problems
}

/**
 * An image and the history entry that a mapping makes come together.
 *
 * @param {string} url
 * @param {Writer[]} writers
 */
async function compareImages(url, writers) {
  const list = await read(`${url}/apis/image.openshift.io/v1/images`, {
    accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  })
  /** @type {Set<string>} */
  const found = new Set(list.items.map((/** @type {any} */ { metadata }) => metadata.name))
  const wanted = new Set(writers.flatMap(({ images }) => [...images]))
  return [
    ...[...wanted].filter((name) => !found.has(name)).map((name) => `image ${name} is lost`),
    ...[...found].filter((name) => !wanted.has(name)).map((name) => `image ${name} is half of one`),
  ]
}

/** @param {{ text: string }} write */
const isEven = ({ text }) => text.includes('["half","even"]')

/** @param {Map<string, import('./stream-state.js').StreamState>} streams */
function evenNames(streams) {
  return [...streams].filter(([, { labels }]) => labels.half === 'even').map(([name]) => name)
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 */
async function read(url, headers = {}) {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`)
  return response.json()
}
