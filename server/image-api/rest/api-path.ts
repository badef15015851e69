/** A path below /api or /apis, taken apart. */
export interface ApiPath {
  group: string
  version: string
  /** '' at cluster scope. */
  namespace: string
  /** '' for the group version itself. */
  resource: string
  /** '' for a collection. */
  name: string
  subresource: string
  /** Below the old `/watch/` prefix. */
  isWatch: boolean
}

/** Takes apart what follows the group and version in a path; undefined where no resource path has that form. */
export function parseApiPath(
  group: string,
  version: string,
  segments: readonly string[],
): ApiPath | undefined {
  const isWatch = segments[0] === 'watch'
  const parts = isWatch ? segments.slice(1) : segments
  const isNamespaced = parts[0] === 'namespaces' && parts.length > 2
  const [resource = '', name = '', subresource = '', ...rest] = isNamespaced
    ? parts.slice(2)
    : parts
  if (rest.length > 0) return undefined
  return {
    group,
    version,
    namespace: isNamespaced ? (parts[1] ?? '') : '',
    resource,
    name,
    subresource,
    isWatch,
  }
}

/** The decoded segments of a URL's path; undefined where an escape is broken. */
export function pathSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split('/').slice(1).map(decodeURIComponent)
    return segments.at(-1) === '' ? segments.slice(0, -1) : segments
  } catch {
    return undefined
  }
}
