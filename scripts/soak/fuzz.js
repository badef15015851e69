import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { digest } from '../fill-streams.js'
import { answerProblem } from './answer-problem.js'
import { anyRequest } from './any-request.js'
import { SoakGateway } from './soak-gateway.js'

const BATCH = 20
/** So many requests are open at once: some wait, as real ones do. */
const WIDTH = 8
/** A watch is cut after this many milliseconds without an end. */
const WATCHED = 150
/** Nothing else may take longer, in milliseconds. */
const PATIENCE = 20_000

/**
 * Random requests, the same for the same seed, until so many were sent or the time is over.
 *
 * @param {import('./checks.js').Checks} checks
 * @param {{ seed: number, requests: number, minutes: number }} options
 */
export async function soakWithFuzz(checks, { seed, requests, minutes }) {
  const gateway = await SoakGateway.start()
  const agent = new Agent({ keepAlive: true })
  /** One line for each kind of problem, so that one fault does not hide the others. */
  const problems = new Map()
  /** @type {Map<number, number>} */
  const statuses = new Map()
  let count = 0
  try {
    const end = Date.now() + minutes * 60_000
    for (let batch = 0; count < requests && Date.now() < end && gateway.isRunning; batch++) {
      await prepare(gateway.url)
      const samples = fc.sample(anyRequest, {
        seed: seed + batch,
        numRuns: Math.min(BATCH, requests - count),
      })
      const queue = samples.values()
      async function work() {
        for (const sample of queue) {
          const answer = await ask(gateway.url, agent, sample)
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
          const problem = answer.problem ?? answerProblem(sample, answer)
          if (problem)
            problems.set(
              kindOf(sample, problem),
              `${problem.slice(0, 240)}\n      to ${lineOf(sample)}`,
            )
        }
      }
      await Promise.all(Array.from({ length: WIDTH }, work))
      count += samples.length
    }
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`)
    console.log(`fuzz: ${count} requests from seed ${seed}; answers ${told.join(', ')}`)
    checks.add('every answer is a valid Status or object', [...problems.values()])
    checks.add('the gateway is up', (await gateway.isReady()) ? [] : ['it does not answer'])
  } finally {
    agent.destroy()
    await gateway.remove()
  }
}

/**
 * Whatever was deleted is there again: requests want something to work on.
 *
 * @param {string} url
 */
async function prepare(url) {
  const group = { apiVersion: 'image.openshift.io/v1' }
  for (const name of ['fuzz', 'fuzz-2']) {
    await make(url, '/api/v1/namespaces', {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    })
    const collection = `/apis/image.openshift.io/v1/namespaces/${name}`
    const from = { kind: 'DockerImage', name: 'registry.soak.test/team/app:1' }
    for (const stream of ['app', 'web']) {
      await make(url, `${collection}/imagestreams`, {
        ...{ ...group, kind: 'ImageStream', metadata: { name: stream, labels: { app: stream } } },
        spec: { tags: ['latest', 'v1'].map((tag) => ({ name: tag, from, reference: true })) },
      })
      await make(url, `${collection}/imagestreammappings`, {
        ...{ ...group, kind: 'ImageStreamMapping', metadata: { name: stream }, tag: 'pushed' },
        image: { metadata: { name: digest(1, 2) }, dockerImageReference: 'registry.soak.test/a/b' },
      })
    }
  }
}

/**
 * @param {string} url
 * @param {string} path
 * @param {unknown} body
 */
async function make(url, path, body) {
  const response = await fetch(url + path, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok && response.status !== 409) throw new Error(`POST ${path}: ${text}`)
}

/**
 * Sends one request as it is, and reads the answer, or the part of a watch that comes soon.
 *
 * @param {string} url
 * @param {Agent} agent
 * @param {import('./any-request.js').FuzzRequest} sample
 * @returns {Promise<import('./answer-problem.js').Answer & { problem?: string }>}
 */
function ask(url, agent, { method, path, query, headers, body }) {
  const isWatch = query.some(([name]) => name === 'watch')
  const parameters = query
    .map(([name, value]) => `${name}=${encodeURIComponent(Buffer.from(value).toString())}`)
    .join('&')
  const nothing = { status: 0, type: '', encoding: '', body: Buffer.alloc(0), isCut: false }
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      {
        ...{ hostname, port, agent, method, headers: { ...headers, ...length } },
        path: parameters ? `${path}?${parameters}` : path,
      },
      (response) => {
        /** @type {Buffer[]} */
        const parts = []
        const said = (/** @type {boolean} */ isCut) => ({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          encoding: response.headers['content-encoding'] ?? '',
          body: Buffer.concat(parts),
          isCut,
        })
        const cut = isWatch
          ? setTimeout(() => {
              resolve(said(true))
              sent.destroy()
            }, WATCHED)
          : undefined
        response.on('data', (part) => parts.push(part))
        response.on('end', () => {
          clearTimeout(cut)
          resolve(said(false))
        })
        response.on('error', (error) => resolve({ ...said(true), problem: error.message }))
      },
    )
    sent.setTimeout(PATIENCE, () => {
      resolve({ ...nothing, problem: `no answer in ${PATIENCE} ms` })
      sent.destroy()
    })
    sent.on('error', (error) => resolve({ ...nothing, problem: error.message }))
    sent.end(body)
  })
}

/**
 * @param {import('./any-request.js').FuzzRequest} sample
 * @param {string} problem
 */
function kindOf({ method, path }, problem) {
  const resource = /\/(?:v1|namespaces\/[^/]*)\/([a-z]+)/.exec(path)?.[1] ?? path.slice(0, 20)
  return `${method} ${resource} ${problem.slice(0, 40)}`
}

/** @param {import('./any-request.js').FuzzRequest} sample */
function lineOf({ method, path, query, headers, body }) {
  return [method, path, JSON.stringify(query), JSON.stringify(headers), body?.slice(0, 160) ?? '']
    .join(' ')
    .slice(0, 400)
}
