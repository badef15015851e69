import { isWatch } from './is-watch'

const READ = 'get list watch'
const ALL = `${READ} create update patch delete deletecollection`

/**
 * What is forwarded to an API server: what the dashboard and its kubectl users need, and nothing else.
 * Resources, subresources and verbs by group and version; `''` is the core group.
 */
const RESOURCES: Record<string, Record<string, string>> = {
  'image.openshift.io/v1': {
    images: 'get list watch update patch delete',
    imagesignatures: 'create delete',
    imagestreams: ALL,
    'imagestreams/layers': 'get',
    'imagestreams/status': 'get',
    imagestreamimages: 'get',
    imagestreamimports: 'create',
    imagestreammappings: 'create',
    imagestreamtags: 'get list create update patch delete',
    imagetags: 'get list create update patch delete',
  },
  'project.openshift.io/v1': { projects: READ, projectrequests: 'create' },
  'user.openshift.io/v1': { 'users/~': 'get' },
  // A cluster without projects has namespaces.
  v1: { namespaces: `${READ} create` },
  // Who am I, and what may I.
  'authentication.k8s.io/v1': { selfsubjectreviews: 'create' },
  'authorization.k8s.io/v1': {
    selfsubjectaccessreviews: 'create',
    selfsubjectrulesreviews: 'create',
  },
  // "Used by": what runs and builds images is looked at, never changed.
  'apps/v1': { daemonsets: READ, deployments: READ, statefulsets: READ },
  'batch/v1': { cronjobs: READ },
  'build.openshift.io/v1': { buildconfigs: READ },
  'apps.openshift.io/v1': { deploymentconfigs: READ },
}

/** Discovery, OpenAPI and the version, that are only read; `*` is one segment. */
const DOCUMENTS = [
  '/version',
  '/api',
  '/api/v1',
  '/apis',
  '/apis/*',
  '/apis/*/*',
  '/openapi/v2',
  '/openapi/v3',
  '/openapi/v3/version',
  '/openapi/v3/api',
  '/openapi/v3/api/v1',
  '/openapi/v3/apis',
  '/openapi/v3/apis/*',
  '/openapi/v3/apis/*/*',
]

/**
 * Whether a request is forwarded. `target` is what stands in the request line: the API server gets these
 * very bytes, so what the two could read differently (`..`, `//`, an escaped slash) is never forwarded.
 */
export function isForwarded(method: string, target: string): boolean {
  const segments = pathSegments(target)
  if (!segments) return false
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && DOCUMENTS.some((path) => isSamePath(path, segments))) return true
  const asked = resourceOf(segments)
  if (!asked) return false
  const { groupVersion, resource, subresource, name } = asked
  const group = RESOURCES[groupVersion]
  const own = subresource === '' ? resource : `${resource}/${subresource}`
  // A right to one object by its name, as `users/~`.
  const verbs = group?.[own] ?? (subresource === '' ? group?.[`${resource}/${name}`] : undefined)
  return verbs?.split(' ').includes(verbOf(method, target, name !== '')) ?? false
}

/**
 *     path    := { "/" segment }
 *     segment := what is left when its escapes are read: not empty, not "." nor "..", without
 *                "/", "\", "%", ";" and control characters
 *
 * Undefined for what is no such path; objects of the API have no such names.
 */
function pathSegments(target: string): string[] | undefined {
  const [path = ''] = target.split('?', 1)
  if (!path.startsWith('/')) return undefined
  const segments: string[] = []
  for (const segment of path.slice(1).split('/')) {
    try {
      segments.push(decodeURIComponent(segment))
    } catch {
      return undefined
    }
  }
  const isSound = (segment: string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    !/^\.{0,2}$|[/\\%;?#\u0000-\u001f\u007f]/.test(segment)
  return segments.every(isSound) ? segments : undefined
}

function isSamePath(pattern: string, segments: readonly string[]): boolean {
  const parts = pattern.slice(1).split('/')
  return (
    parts.length === segments.length &&
    parts.every((part, index) => part === '*' || part === segments[index])
  )
}

interface Asked {
  groupVersion: string
  resource: string
  name: string
  subresource: string
}

/**
 *     ("api" | "apis" group) version [ "watch" ] [ "namespaces" namespace ] resource [ name [ subresource ] ]
 */
function resourceOf(segments: readonly string[]): Asked | undefined {
  const isCore = segments[0] === 'api'
  if (!isCore && segments[0] !== 'apis') return undefined
  const groupVersion = segments.slice(1, isCore ? 2 : 3).join('/')
  const below = segments.slice(isCore ? 2 : 3)
  if (below[0] === 'watch') below.shift()
  if (below[0] === 'namespaces' && below.length > 2) below.splice(0, 2)
  const [resource = '', name = '', subresource = '', ...more] = below
  if (resource === '' || more.length > 0) return undefined
  return { groupVersion, resource, name, subresource }
}

function verbOf(method: string, target: string, isNamed: boolean): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isWatch(target)) return 'watch'
      return isNamed ? 'get' : 'list'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return isNamed ? 'delete' : 'deletecollection'
    default:
      return ''
  }
}
