import type { KubeObject } from '@/domain/kinds/meta'
import { type ApiHandler, type ApiParts, contextOf, formOf } from './api-request'
import { tooManyRequests } from './limits'
import { type ListOptions, readListOptions, watchRevision } from './list-options'
import { listStored, revisionReached, type StoredList } from './list-stored'
import { listText } from './list-text'
import { notSupported } from './object-writer'
import type { RequestContext, ResourceDefinition } from './resource-definition'
import { presented, selectableFieldNames, selects, storedUnder } from './selection'

/** A watch without `timeoutSeconds` is open for half an hour to an hour, as in a real server. */
const LEAST_TIMEOUT = 1800

export const answerGet: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  if (!definition.get) throw notSupported()
  await revisionReached(parts.store, watchRevision(request.query.get('resourceVersion') ?? ''))
  const object = definition.get(parts.store, contextOf(parts, request, 'get'), request.path.name)
  return { code: 200, object: view.object(object), representation }
}

export const answerList: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  const options = readListOptions(request.query, selectableFieldNames(definition))
  const context = contextOf(parts, request, 'list')
  if (/^\d+$/.test(options.resourceVersion)) {
    await revisionReached(parts.store, Number(options.resourceVersion))
  }
  const { metadata, items } = definition.stored
    ? listStored(parts.store, definition, context, options)
    : listComputed(parts, definition, context, options)
  return { code: 200, text: listText(view, metadata, items), representation }
}

function listComputed(
  { store }: ApiParts,
  definition: ResourceDefinition,
  context: RequestContext,
  { labelSelector, fieldSelector, limit, continue: token }: ListOptions,
): StoredList {
  if (!definition.list) throw notSupported()
  return definition.list(store, context, {
    labelSelector,
    fieldSelector,
    ...(limit === undefined ? {} : { limit }),
    ...(token === undefined ? {} : { after: token.after }),
  })
}

export const answerWatch: ApiHandler = async (parts, definition, request) => {
  const { representation, view } = formOf(definition, request)
  const query = new URLSearchParams(request.query)
  query.set('watch', 'true')
  if (request.path.name !== '') query.set('fieldSelector', `metadata.name=${request.path.name}`)
  const options = readListOptions(query, selectableFieldNames(definition))
  const context = contextOf(parts, request, 'watch')
  if (parts.hub.size >= parts.limits.watches) throw tooManyRequests()
  const asked = watchRevision(options.resourceVersion)
  const wantsAll = options.sendInitialEvents ?? asked === 0
  return {
    watch: (sink) => {
      parts.hub.open(sink, {
        resource: storedUnder(definition),
        namespace: context.namespace,
        isSelected: selects(definition, context, options),
        present: (object) => presented(definition, object, context),
        view,
        lineKey: `${definition.plural} ${view.name}`,
        ...(wantsAll ? {} : { after: asked === 0 ? parts.store.revision : asked }),
        sendInitialEventsEnd: options.sendInitialEvents === true && options.allowWatchBookmarks,
        bookmarks: options.allowWatchBookmarks,
        bookmarkObject: (resourceVersion, isInitialEnd) =>
          bookmark(definition, resourceVersion, isInitialEnd),
        timeoutSeconds:
          options.timeoutSeconds || LEAST_TIMEOUT + Math.floor(Math.random() * LEAST_TIMEOUT),
      })
    },
    representation,
  }
}

function bookmark(
  definition: ResourceDefinition,
  resourceVersion: string,
  isInitialEnd: boolean,
): KubeObject {
  // A real server's bookmarks of streams carry a namespace that means nothing.
  return {
    metadata: {
      name: undefined,
      resourceVersion,
      ...(definition.namespaced ? { namespace: 'default' } : {}),
      ...(isInitialEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    },
    ...definition.stored?.bookmark,
  } as unknown as KubeObject
}
