import { fillStreams, projectName, send, streamName } from '../fill-streams.js'
import { median } from './checks.js'
import { SoakGateway } from './soak-gateway.js'
import { measureWatchers } from './watchers.js'

const SIZE = { streams: 2000, tags: 10 }
const RUNS = 5
const WATCHERS = 1000
const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1'
const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

/** Prints what lists, a retarget and very many watchers cost, as a table. */
export async function printFigures() {
  const gateway = await SoakGateway.start()
  try {
    const start = gateway.memory()
    await fillStreams(gateway.url, SIZE)
    const filled = gateway.memory()
    /** @type {[what: string, value: string][]} */
    const rows = []
    const list = `${gateway.url}/apis/image.openshift.io/v1/imagestreams`
    for (const [what, url, accept] of /** @type {const} */ ([
      ['as JSON', list, 'application/json'],
      ['as Table', list, TABLE],
      ['as Table, without objects', `${list}?includeObject=None`, TABLE],
      ['as metadata', list, METADATA],
    ])) {
      const [bytes, time] = await measureList(url, accept)
      rows.push([`list ${SIZE.streams} × ${SIZE.tags} ${what}`, `${megabytes(bytes)}, ${time}`])
    }
    const listed = gateway.memory()
    rows.push(['one retarget (PATCH of a tag)', await measureRetarget(gateway.url)])
    const { delays, memory } = await measureWatchers(gateway, WATCHERS)
    rows.push(
      [`an event to the last of ${WATCHERS} watchers`, `${median(delays).toFixed(0)} ms`],
      ['RSS at the start', `${start.toFixed(0)} MiB`],
      [`RSS with ${SIZE.streams} × ${SIZE.tags} filled`, `${filled.toFixed(0)} MiB`],
      ['RSS after the lists', `${listed.toFixed(0)} MiB`],
      [`RSS with ${WATCHERS} watchers`, `${memory.during.toFixed(0)} MiB`],
      ['RSS after them', `${memory.after.toFixed(0)} MiB`],
    )
    console.log(`| figure (medians of ${RUNS}) | value |\n|---|---|`)
    for (const [what, value] of rows) console.log(`| ${what} | ${value} |`)
  } finally {
    await gateway.remove()
  }
}

/**
 * @param {string} url
 * @param {string} accept
 * @returns {Promise<[bytes: number, time: string]>} bytes before compression, time to the last of them
 */
async function measureList(url, accept) {
  let bytes = 0
  const times = []
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    const response = await fetch(url, { headers: { accept, 'accept-encoding': 'identity' } })
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
    if (!response.ok) throw new Error(`${accept}: ${response.status}`)
  }
  return [bytes, `${median(times).toFixed(0)} ms`]
}

/** @param {string} url */
async function measureRetarget(url) {
  const times = []
  for (let run = 0; run < RUNS; run++) {
    const path = `namespaces/${projectName(run)}/imagestreamtags/${streamName(run)}:latest`
    const from = { kind: 'ImageStreamTag', name: `${streamName(run)}:v1.1.0` }
    const started = performance.now()
    await send(
      ...[url, 'PATCH', `/apis/image.openshift.io/v1/${path}`],
      { tag: { from } },
      'application/merge-patch+json',
    )
    times.push(performance.now() - started)
  }
  return `${median(times).toFixed(1)} ms`
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`
