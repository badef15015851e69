/** @typedef {import('./any-request.js').FuzzRequest} FuzzRequest */

/** @type {Record<string, string>} */
const kinds = {
  imagestreams: 'ImageStream',
  imagestreamtags: 'ImageStreamTag',
  imagetags: 'ImageTag',
  imagestreammappings: 'ImageStreamMapping',
  imagestreamimports: 'ImageStreamImport',
  images: 'Image',
}

/**
 * The same request with a method, a type and a kind that fit its path.
 *
 * @param {FuzzRequest} request
 * @returns {FuzzRequest}
 */
export function fitting(request) {
  const [, plural = '', name] =
    /v1\/(?:namespaces\/[^/]*\/)?([a-z]+)(?:\/([^/]*))?/.exec(request.path) ?? []
  const kind = kinds[plural]
  if (!kind) return request
  if (/^imagestream(mappings|imports)$/.test(plural) && !/(mappings|imports)$/.test(request.path)) {
    return fitting({ ...request, path: request.path.replace(/(mappings|imports).*/, '$1') })
  }
  const path =
    plural === 'images'
      ? request.path
      : request.path.replace('/v1/image', '/v1/namespaces/fuzz/image')
  const isWrite = /^(POST|PUT|PATCH)$/.test(request.method)
  let method = request.method.replace('PROPFIND', 'GET')
  if (/(mappings|imports)$/.test(plural)) method = 'POST'
  else if (isWrite) method = name === undefined ? 'POST' : method.replace('POST', 'PUT')
  const isPatch = method === 'PATCH'
  const isList = request.body?.startsWith('[')
  const headers = {
    ...request.headers,
    accept: request.headers.accept?.includes(';as=') ? request.headers.accept : 'application/json',
    'content-type': isPatch
      ? `application/${isList ? 'json' : 'merge'}-patch+json`
      : 'application/json',
    'content-encoding': 'identity',
  }
  return {
    ...request,
    path: isWrite ? path : request.path,
    method,
    headers,
    body: fittingBody({ ...request, method }, kind, isWrite ? name : undefined),
  }
}

/**
 * @param {FuzzRequest} request
 * @param {string} kind
 * @param {string | undefined} name
 */
function fittingBody({ body, method }, kind, name) {
  if (method === 'GET' || method === 'HEAD') return undefined
  if (!body?.startsWith('{"apiVersion"')) return body
  const value = JSON.parse(body)
  if (method === 'DELETE') {
    const { preconditions, propagationPolicy } = value
    return JSON.stringify({
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions,
      propagationPolicy,
    })
  }
  const { labels: own, annotations } = value.metadata
  const metadata = { name: value.metadata.name ?? 'new', labels: own, annotations }
  return JSON.stringify({
    ...{ ...value, apiVersion: 'image.openshift.io/v1', kind },
    metadata: name === undefined ? metadata : { ...metadata, name },
  })
}
