const REVISIONS = 3
const PROJECTS = 10
/** How many requests the fill keeps open at once. */
const FILL_WIDTH = 8

/**
 * Fills a gateway through its API with streams of pushed tags, three revisions each, in ten projects.
 *
 * @param {string} url
 * @param {{ streams: number, tags: number }} size
 */
export async function fillStreams(url, { streams, tags }) {
  for (let project = 0; project < PROJECTS; project++) {
    await send(url, 'POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: projectName(project) },
    })
  }
  let next = 0
  async function work() {
    while (next < streams) await fillStream(url, next++, tags)
  }
  await Promise.all(Array.from({ length: FILL_WIDTH }, work))
}

/** @param {number} index */
export const projectName = (index) => `bench-${index % PROJECTS}`
/** @param {number} index */
export const streamName = (index) => `stream-${String(index).padStart(5, '0')}`

/**
 * @param {string} url
 * @param {number} index
 * @param {number} tags
 */
async function fillStream(url, index, tags) {
  const namespace = projectName(index)
  const name = streamName(index)
  const collection = `/apis/image.openshift.io/v1/namespaces/${namespace}/imagestreams`
  const names = Array.from({ length: tags }, (_, tag) => (tag === 0 ? 'latest' : `v1.${tag}.0`))
  // Pushed tags, as the figures of a real server were taken with: nothing is left to import.
  await send(url, 'POST', collection, {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStream',
    metadata: { name, labels: { app: name, team: `team-${index % 7}` } },
  })
  const history = names.map((tag, number) => ({
    tag,
    items: Array.from({ length: REVISIONS }, (_, revision) => ({
      created: new Date(Date.UTC(2026, 0, 1) + index * 60_000 - revision * 86_400_000)
        .toISOString()
        .replace('.000', ''),
      dockerImageReference: `registry.bench.test/team/${name}@${digest(index, number, revision)}`,
      image: digest(index, number, revision),
      generation: 1,
    })),
  }))
  await send(
    url,
    'PATCH',
    `${collection}/${name}/status`,
    { status: { tags: history } },
    'application/merge-patch+json',
  )
}

/**
 * A digest that these numbers alone have.
 *
 * @param {number[]} numbers
 */
export function digest(...numbers) {
  const hex = numbers.map((number) => number.toString(16).padStart(8, '0')).join('')
  return `sha256:${hex.padEnd(64, 'b')}`
}

/**
 * Sends JSON and answers what came back; throws where it was refused.
 *
 * @param {string} url
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {string} type
 */
export async function send(url, method, path, body, type = 'application/json') {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
