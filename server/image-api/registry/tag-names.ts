import { StatusError } from '../rest/status-error'
import { pathSegmentProblem } from './object-meta'

export interface TagName {
  stream: string
  tag: string
}

/** The parts of a tag's name in a URL: exactly one colon, nothing empty, no `@` (observed 14). Throws the 400. */
export function tagNameInUrl(name: string, kinds: 'ImageStreamTags' | 'ImageTags'): TagName {
  const [stream = '', tag = '', ...more] = name.split(':')
  if (name.includes('@') || stream === '' || tag === '' || more.length > 0) {
    throw StatusError.badRequest(`${kinds} must be retrieved with <name>:<tag>`)
  }
  return { stream, tag }
}

/**
 * The parts of the name of a tag to be created, which is less strict: the first colon counts, and `app:` is
 * `app:latest` (observed 21). Throws 500 without a colon, 400 where no stream can have the name.
 */
export function newTagName(name: string): TagName {
  const split = splitTagName(name)
  if (!split) throw StatusError.bare(500, `"${name}" must be of the form <stream_name>:<tag>`)
  const { stream } = split
  if (stream === '') throw StatusError.badRequest('Name parameter required.')
  const problem = pathSegmentProblem(stream)
  if (problem !== undefined) {
    throw StatusError.badRequest(`Name parameter invalid: "${stream}": ${problem}`)
  }
  return split
}

/** `stream:tag` at the first colon, no tag meaning `latest`; undefined without a colon. */
export function splitTagName(name: string): TagName | undefined {
  const colon = name.indexOf(':')
  if (colon < 0) return undefined
  return { stream: name.slice(0, colon), tag: name.slice(colon + 1) || 'latest' }
}
