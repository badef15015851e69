import type { KubeObject } from '@/domain/kinds/meta'
import { type ApiAnswer, type ApiHandler, type ApiRequest, contextOf, formOf } from './api-request'
import { patchTypeOf, readPatch } from './apply-patch'
import { bodyText, mediaType, messageOf, parseJson } from './body-text'
import { readListOptions } from './list-options'
import { listText } from './list-text'
import type { Representation } from './negotiate'
import { readApply } from './read-apply'
import { readBody } from './read-body'
import { presented, selectableFieldNames, selects, storedUnder } from './selection'
import { StatusError } from './status-error'
import { typed, type View, viewOf } from './view'
import { isTrue, readDeleteOptions, readWriteOptions } from './write-options'

export const answerCreate: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  const options = readWriteOptions(request.query, 'CreateOptions', agentOf(request))
  const text = bodyText(request.body, request.headers['content-type'])
  const { object, warnings } = readBody(text, definition, options.fieldValidation)
  const context = { ...contextOf(parts, request, 'create'), ...options }
  const created = await parts.writer.create(definition, context, object)
  const { createdKind: kind } = definition
  const shown =
    kind === undefined ? view : viewOf({ ...definition, kind }, representation, request.query)
  return { code: 201, object: shown.object(created), representation, warnings }
}

export const answerUpdate: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  const options = readWriteOptions(request.query, 'UpdateOptions', agentOf(request))
  const text = bodyText(request.body, request.headers['content-type'])
  const { object, warnings } = readBody(text, definition, options.fieldValidation)
  const context = { ...contextOf(parts, request, 'update'), ...options }
  const result = await parts.writer.update(definition, context, request.path.name, object)
  return written(result, view, representation, warnings)
}

export const answerPatch: ApiHandler = async (parts, definition, request) => {
  const type = patchTypeOf(request.headers['content-type'])
  const { representation, view } = formOf(definition, request)
  const options = readWriteOptions(request.query, 'PatchOptions', {
    ...agentOf(request),
    isApply: type === 'apply',
  })
  const text = request.body?.toString('utf8') ?? ''
  const context = { ...contextOf(parts, request, 'patch'), ...options }
  if (type === 'apply') {
    const { object, warnings } = readApply(text, definition, options.fieldValidation)
    const force = isTrue(request.query.get('force'))
    const { name } = request.path
    const result = await parts.writer.apply(definition, context, name, object, force)
    return written(result, view, representation, warnings)
  }
  const patch = readPatch(type, text, definition, options.fieldValidation)
  let warnings: string[] = []
  const result = await parts.writer.patch(definition, context, request.path.name, (current) => {
    const patched = patch.apply(typed(definition, current))
    warnings = patched.warnings
    return patched.object
  })
  return written(result, view, representation, warnings)
}

function written(
  { object, created }: { object: KubeObject; created: boolean },
  view: View,
  representation: Representation,
  warnings: string[],
): ApiAnswer {
  return { code: created ? 201 : 200, object: view.object(object), representation, warnings }
}

export const answerDelete: ApiHandler = async (parts, definition, request) => {
  const { representation } = formOf(definition, request)
  const { dryRun, ...options } = readDeleteOptions(request.query, deleteBody(request))
  const context = { ...contextOf(parts, request, 'delete'), dryRun }
  const answer = await parts.writer.delete(definition, context, request.path.name, options)
  const object = 'kind' in answer ? answer : typed(definition, answer as KubeObject)
  return { code: 200, object, representation }
}

export const answerDeleteCollection: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  const { dryRun, ...deleteOptions } = readDeleteOptions(request.query, deleteBody(request))
  const options = readListOptions(request.query, selectableFieldNames(definition))
  const context = { ...contextOf(parts, request, 'deletecollection'), dryRun }
  const isSelected = selects(definition, context, options)
  const place = context.namespace === '' ? {} : { namespace: context.namespace }
  const deleted = await parts.writer.deleteAll(definition, context, deleteOptions, (transaction) =>
    transaction.list(storedUnder(definition), place).filter(isSelected),
  )
  const items = deleted.map((object) => presented(definition, object, context))
  const metadata = { resourceVersion: String(parts.store.revision) }
  return { code: 200, text: listText(view, metadata, items), representation }
}

function agentOf({ headers }: ApiRequest): { userAgent: string } {
  return { userAgent: headers['user-agent'] ?? '' }
}

/** DeleteOptions where a body gives them. What is not JSON is a 500 without a reason (observed 48). */
function deleteBody({ body, headers }: ApiRequest): Record<string, unknown> | undefined {
  if (body === undefined || body.length === 0) return undefined
  const text = bodyText(body, mediaType(headers['content-type']))
  let problem = 'not an object'
  try {
    const value = parseJson(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (error) {
    problem = messageOf(error)
  }
  throw StatusError.bare(500, `couldn't get version/kind; json parse error: ${problem}`)
}
