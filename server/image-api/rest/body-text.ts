import { parse as parseYaml } from 'yaml'
import { protobufToJson } from './protobuf-body'
import { StatusError } from './status-error'

/** The largest body that is read, as in a real server. */
export const LARGEST_BODY = 3 * 1024 * 1024

/** The JSON of an object's body, which may be YAML. Throws the 415 of other media types (observed 28). */
export function bodyText(body: Buffer | undefined, contentType: string | undefined): string {
  const text = body?.toString('utf8') ?? ''
  switch (mediaType(contentType)) {
    case '':
    case 'application/json':
      return text
    case 'application/yaml':
      return yamlToJson(text)
    case 'application/vnd.kubernetes.protobuf': {
      const json = body && protobufToJson(body)
      if (json === undefined) throw unknownFormat()
      return json
    }
    default:
      throw unknownFormat()
  }
}

function unknownFormat(): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  )
}

/** Objects are never so deep; what is could not be walked through without running out of stack. */
const DEEPEST = 500

/** Parses JSON that is not nested beyond all measure. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (depthOf(text) > DEEPEST) throw new SyntaxError('exceeded max depth')
  return value
}

/** How deep objects and lists are nested in a text that is known to be JSON. */
function depthOf(text: string): number {
  let deepest = 0
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isInString) {
      if (character === '\\') at++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth--
  }
  return deepest
}

export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

function yamlToJson(text: string): string {
  try {
    return (
      JSON.stringify(parseYaml(text, { schema: 'core', uniqueKeys: false, maxAliasCount: 100 })) ??
      ''
    )
  } catch (error) {
    throw StatusError.badRequest(`error converting YAML to JSON: ${messageOf(error)}`)
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
