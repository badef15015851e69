import { StatusError } from './status-error'

/** How an answer is to look. */
export interface Representation {
  format: 'json' | 'yaml'
  as: 'object' | 'table' | 'metadata'
}

const AS: Readonly<Record<string, Representation['as']>> = {
  Table: 'table',
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadata',
}

const FORMATS: Readonly<Record<string, Representation['format']>> = {
  'application/json': 'json',
  'application/*': 'json',
  '*/*': 'json',
  'application/yaml': 'yaml',
}

/** The first acceptable form that an Accept header names. Throws the 406 of a real server (observed 17). */
export function negotiate(accept: string | undefined, canBeTable: boolean): Representation {
  if (accept === undefined || accept.trim() === '') return { format: 'json', as: 'object' }
  for (const { type, parameters } of mediaRanges(accept)) {
    const format = FORMATS[type]
    if (format === undefined) continue
    const name = parameters.get('as')
    if (name === undefined) return { format, as: 'object' }
    const as = AS[name]
    const isKnown = parameters.get('g') === 'meta.k8s.io' && parameters.get('v') === 'v1'
    if (as !== undefined && isKnown && (as !== 'table' || canBeTable)) return { format, as }
  }
  throw new StatusError(
    406,
    'NotAcceptable',
    accept.includes('as=')
      ? 'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf'
      : '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    {},
  )
}

/** The ranges of an Accept header, best first. */
export function mediaRanges(accept: string): { type: string; parameters: Map<string, string> }[] {
  return accept
    .split(',')
    .map((range) => {
      const [type = '', ...rest] = range.split(';').map((part) => part.trim())
      const parameters = new Map(
        rest.map((part) => {
          const at = part.indexOf('=')
          return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
        }),
      )
      return { type: type.toLowerCase(), parameters, quality: Number(parameters.get('q') ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
}
