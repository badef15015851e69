import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'

/**
 * An answer, whole; of a watch the part that came.
 *
 * @typedef {{ status: number, type: string, encoding: string, body: Buffer, isCut: boolean }} Answer
 * @typedef {import('./any-request.js').FuzzRequest} FuzzRequest
 */

/** Health and schemas are no objects of the API. */
const OTHER = /^\/(readyz|livez|healthz|openapi|version)/

/**
 * What is wrong with an answer; undefined where it is a valid Status or object, or what stands in
 * its place for such a request.
 *
 * @param {FuzzRequest} request
 * @param {Answer} answer
 * @returns {string | undefined}
 */
export function answerProblem(request, answer) {
  const { status, type, body } = answer
  if (request.method === 'HEAD' || status === 204 || status === 304) {
    return body.length > 0 ? `${status} with a body` : undefined
  }
  const text = answer.encoding === 'gzip' && !answer.isCut ? gunzipSync(body).toString() : `${body}`
  if (status >= 500 && !isOfRealServer(request, status, text)) return `${status}: ${text}`
  if (OTHER.test(request.path) && status < 400) return undefined
  if (answer.isCut) return answer.encoding === 'gzip' ? undefined : eventsProblem(text)
  if (type.includes('text/plain')) {
    // What a real server answers to paths and methods that are none.
    return status >= 400 ? undefined : `${status} as text: ${text}`
  }
  let value
  try {
    value = type.includes('yaml') ? parse(text) : JSON.parse(text)
  } catch {
    // A watch that ended by itself is a line for each event.
    return status === 200 ? eventsProblem(text) : `${status} ${type} is not read: ${text}`
  }
  return objectProblem(value, status)
}

/**
 * @param {string} text
 * @returns {string | undefined}
 */
function eventsProblem(text) {
  for (const line of text.split('\n').slice(0, -1)) {
    try {
      const { type, object } = JSON.parse(line)
      if (!/^(ADDED|MODIFIED|DELETED|BOOKMARK|ERROR)$/.test(type)) return `an event ${line}`
      const problem = objectProblem(object, type === 'ERROR' ? object.code : 200)
      if (problem) return problem
    } catch {
      return `no event: ${line}`
    }
  }
  return undefined
}

/**
 * @param {any} value
 * @param {number} status of the answer, or the code that the object must say
 * @returns {string | undefined}
 */
function objectProblem(value, status) {
  const said = JSON.stringify(value)
  // An event of a watch, the only one.
  if (typeof value?.type === 'string' && value.object) return eventsProblem(`${said}\n`)
  if (typeof value?.kind !== 'string') return `${status} without a kind: ${said}`
  // The oldest part of discovery says no version of itself.
  if (/^API(Versions|ResourceList)$/.test(value.kind)) return undefined
  if (value.kind !== 'Status') {
    return status < 300 && typeof value.apiVersion === 'string' ? undefined : `${status}: ${said}`
  }
  const isFailure = value.status === 'Failure'
  if (value.apiVersion !== 'v1' || typeof value.metadata !== 'object') return `a Status ${said}`
  if (isFailure !== status >= 400) return `${status} with ${said}`
  if (isFailure && (typeof value.message !== 'string' || value.code !== status)) {
    return `${status} with ${said}`
  }
  return undefined
}

/**
 * The failures that a real server has too (observed 16, 21 and 48).
 *
 * @param {FuzzRequest} request
 * @param {number} status
 * @param {string} text
 */
function isOfRealServer({ method, path, query, body }, status, text) {
  if (status === 504) return /Too large resource version|Timeout/.test(text)
  if (status !== 500) return false
  if (/was not generated/.test(text)) return true
  const hasReason = text.includes('"reason"')
  if (method === 'GET') {
    return query.some(([name, value]) => name === 'resourceVersion' && !/^\d+$/.test(value))
  }
  if (method === 'DELETE') return !hasReason && !isObject(body)
  // Without a colon, the name of a tag is none.
  return method === 'POST' && /\/image(stream)?tags$/.test(path) && !hasReason
}

/** @param {string | undefined} text */
function isObject(text) {
  try {
    const value = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
