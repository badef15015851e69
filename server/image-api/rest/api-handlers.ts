import { refusal } from '../access/authorize'
import type { ApiPath } from './api-path'
import type { ApiAnswer, ApiHandler, ApiParts, ApiRequest } from './api-request'
import { notSupported } from './object-writer'
import { answerGet, answerList, answerWatch } from './read-handlers'
import type { AccessQuestion, ResourceDefinition, Verb } from './resource-definition'
import { StatusError } from './status-error'
import {
  answerCreate,
  answerDelete,
  answerDeleteCollection,
  answerPatch,
  answerUpdate,
} from './write-handlers'
import { isTrue } from './write-options'

const HANDLERS: Readonly<Record<Verb, ApiHandler>> = {
  get: answerGet,
  list: answerList,
  watch: answerWatch,
  create: answerCreate,
  update: answerUpdate,
  patch: answerPatch,
  delete: answerDelete,
  deletecollection: answerDeleteCollection,
}

const VERBS: Readonly<Record<string, { one: Verb; all: Verb }>> = {
  GET: { one: 'get', all: 'list' },
  POST: { one: 'create', all: 'create' },
  PUT: { one: 'update', all: 'update' },
  PATCH: { one: 'patch', all: 'patch' },
  DELETE: { one: 'delete', all: 'deletecollection' },
}

const ON_COLLECTIONS: readonly Verb[] = ['list', 'watch', 'create', 'deletecollection']

/**
 * Answers a request for a resource: who may, which definition, which verb. Who may not is told so before
 * anything is said of what exists (observed 57).
 */
export async function answerRequest(parts: ApiParts, request: ApiRequest): Promise<ApiAnswer> {
  const { path, user } = request
  const verb = verbOf(request)
  const question: AccessQuestion = {
    verb: verb ?? request.method.toLowerCase(),
    group: path.group,
    resource: path.resource,
    namespace: placeOf(path),
    ...(path.subresource === '' ? {} : { subresource: path.subresource }),
    ...(path.name === '' ? {} : { name: path.name }),
  }
  if (!parts.authorizer.may(user, question)) throw refusal(user, question)
  const definition = parts.table.serving(path)
  if (!definition) throw notFoundHere()
  if (verb === undefined) throw notSupported()
  if (verb === 'watch' && !definition.verbs.includes('watch')) throw cannotWatch(definition)
  if (!definition.verbs.includes(verb) || !isPlaceFor(verb, path, definition)) throw notSupported()
  return HANDLERS[verb](parts, definition, request)
}

/** Who has a role in a project may ask for that project itself. */
function placeOf({ group, resource, name, namespace }: ApiPath): string {
  const isPlace =
    (group === '' && resource === 'namespaces') ||
    (group === 'project.openshift.io' && resource === 'projects')
  return isPlace ? name : namespace
}

function verbOf({ method, path, query }: ApiRequest): Verb | undefined {
  const verbs = VERBS[method]
  if (!verbs) return undefined
  if (method === 'GET' && path.isWatch) return 'watch'
  if (path.name !== '') return verbs.one
  return method === 'GET' && isTrue(query.get('watch')) ? 'watch' : verbs.all
}

/**
 * Collections are listed and added to, single objects read and changed; subresources may be created. Across all
 * namespaces things are listed and watched only.
 */
function isPlaceFor(verb: Verb, path: ApiPath, { namespaced }: ResourceDefinition): boolean {
  if (namespaced && path.namespace === '') return verb === 'list' || verb === 'watch'
  if (verb === 'watch' && path.isWatch) return true
  if (verb === 'create' && path.subresource !== '') return true
  return ON_COLLECTIONS.includes(verb) === (path.name === '')
}

function cannotWatch({ plural, group, verbs }: ResourceDefinition): StatusError {
  if (!verbs.includes('list')) return notSupported()
  return StatusError.methodNotAllowed(
    `watch is not supported on resources of kind "${plural}.${group}"`,
    { group, kind: plural },
  )
}

/** 404 of what no route is for. */
export function notFoundHere(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {})
}
