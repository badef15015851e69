import type { IncomingMessage } from 'node:http'
import type { Authorizer } from '../access/authorizer'
import type { Store } from '../storage/store'
import type { ApiPath } from './api-path'
import type { EventSink } from './event-sink'
import type { ApiLimits } from './limits'
import { negotiate, type Representation } from './negotiate'
import type { ObjectWriter } from './object-writer'
import type {
  ApiSettings,
  RequestContext,
  ResourceDefinition,
  UserInfo,
  Verb,
} from './resource-definition'
import type { ResourceTable } from './resource-table'
import { type View, viewOf } from './view'
import type { WatchHub } from './watch-hub'

/** What the handlers of all resources work with. */
export interface ApiParts {
  table: ResourceTable
  store: Store
  writer: ObjectWriter
  hub: WatchHub
  settings: ApiSettings
  authorizer: Authorizer
  limits: ApiLimits
}

/** A request for a resource, as the handlers need it. */
export interface ApiRequest {
  method: string
  path: ApiPath
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer | undefined
  user: UserInfo
}

/** An answer: an object, the pieces of a list's text, or a stream of events. */
export type ApiAnswer =
  | { code: number; object: object; representation: Representation; warnings?: string[] }
  | { code: number; text: Generator<string, void, undefined>; representation: Representation }
  | { watch: (sink: EventSink) => void; representation: Representation }

/** One handler: what it answers, or a StatusError. */
export type ApiHandler = (
  parts: ApiParts,
  definition: ResourceDefinition,
  request: ApiRequest,
) => Promise<ApiAnswer>

/** How the answer is to look. Throws the 406 or 400 of what cannot be. */
export function formOf(
  definition: ResourceDefinition,
  { headers, query }: ApiRequest,
): { representation: Representation; view: View } {
  const representation = negotiate(headers.accept, definition.hasNoTable !== true)
  return { representation, view: viewOf(definition, representation, query) }
}

export function contextOf(
  { settings, authorizer }: ApiParts,
  { path, user, query }: ApiRequest,
  verb: Verb,
): RequestContext {
  return {
    namespace: path.namespace,
    verb,
    user,
    dryRun: false,
    fieldManager: '',
    query,
    settings,
    may: (question) => authorizer.may(user, question),
    access: {
      decide: (question) => authorizer.decide(user, question),
      rules: (namespace) => authorizer.rules(user, namespace),
    },
    now: () => `${new Date().toISOString().slice(0, 19)}Z`,
    via: 'http',
  }
}
