import type { KubeObject, ListMeta, ManagedFieldsEntry } from '@/domain/kinds/meta'
import type { LabelSelector } from '@/domain/label-selector'
import type { Decision } from '../access/authorizer'
import type { PolicyRule } from '../access/roles'
import type { Reader, StoredObject, Transaction } from '../storage/store'
import type { FieldSelector } from './field-selector'
import type { Schema } from './schema'

export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection'

/** Who asks. */
export interface UserInfo {
  name: string
  uid: string
  groups: readonly string[]
}

/** How this API is set up, as far as objects show it. */
export interface ApiSettings {
  /** Host (and port) of the internal registry, in `status.dockerImageRepository`; '' for none. */
  internalRegistry: string
  /** Host of the public registry, in `status.publicDockerImageRepository`; '' for none. */
  publicRegistry: string
}

/** One question to the authoriser. */
export interface AccessQuestion {
  verb: string
  group: string
  resource: string
  subresource?: string
  namespace: string
  name?: string
}

/** What is needed to say who owns which field after a write. */
export interface FieldTracking {
  schema: Schema
  apiVersion: string
  /** The members, beside metadata, of an object of this kind that says nothing. */
  empty: object
  /** The managedFields that the client handed in. */
  given?: readonly ManagedFieldsEntry[]
  /** The managedFields that a server-side apply worked out. */
  applied?: readonly ManagedFieldsEntry[]
}

/** What a definition knows of the request. */
export interface RequestContext {
  /** From the path; '' at cluster scope. */
  namespace: string
  verb: Verb
  user: UserInfo
  /** Nothing will be stored. The generic code sees to that: definitions write as ever. */
  dryRun: boolean
  /** The name for managedFields: `?fieldManager=`, else from the user agent. */
  fieldManager: string
  query: URLSearchParams
  settings: ApiSettings
  may(question: AccessQuestion): boolean
  /** More about the rights of who asks; absent for writes from inside. */
  access?: {
    decide(question: AccessQuestion): Decision | undefined
    rules(namespace: string): readonly PolicyRule[]
  }
  /** The time of the request: RFC 3339, UTC, whole seconds. */
  now(): string
  /** Set by the generic code for writes; `managedFieldsAfter` looks at it. */
  tracking?: FieldTracking
  /** 'internal': a write through `ImageApi.write`. */
  via: 'http' | 'internal'
}

/** What a list of a computed resource (imagestreamtags, imagetags) must observe. */
export interface ViewListOptions {
  labelSelector: LabelSelector
  /** Only metadata.name and metadata.namespace occur. */
  fieldSelector: FieldSelector
  /** Applies to the underlying streams (observed 11); absent means all. */
  limit?: number
  /** From a continue token of the underlying streams. */
  after?: readonly [namespace: string, name: string]
}

export interface DeleteOptions {
  preconditions?: { uid?: string; resourceVersion?: string }
  propagationPolicy?: string
  gracePeriodSeconds?: number
  orphanDependents?: boolean
}

export interface TableColumn {
  name: string
  type: 'string' | 'integer' | 'number' | 'date'
  format: '' | 'name'
  description: string
  priority: number
}

export interface TableDefinition {
  columns: readonly TableColumn[]
  /** One cell per column; times are already words ("3 minutes ago"). */
  cells(object: KubeObject, now: Date): unknown[]
}

/**
 * One resource (or subresource) of the API: what is particular to it. Routing, access, decoding,
 * fieldValidation, patches, paging, selectors and watches are generic, in rest/.
 *
 * All functions are synchronous, see one consistent state, and throw StatusError. `body` is decoded: unknown
 * fields are gone, `metadata` is there, names and namespace agree with the URL. What they return is answered
 * as it is; `kind` and `apiVersion` are put in front by rest/.
 */
export interface ResourceDefinition {
  group: string
  version: string
  plural: string
  /** 'status', 'layers'; absent for the resource itself. */
  subresource?: string
  kind: string
  /** `${kind}List` unless given. */
  listKind?: string
  singular: string
  shortNames?: readonly string[]
  categories?: readonly string[]
  namespaced: boolean
  verbs: readonly Verb[]
  /** The kind that a create answers, where it is not `kind`. */
  createdKind?: string
  /**
   * Objects are kept as they come, and their schema says little of them. Strategic merge patches work, but OpenAPI
   * does not tell of them: kubectl would try to make one from the schema, and complain of what is not in it.
   */
  isOpaque?: boolean
  /** The schema that bodies are decoded with, where it is not `kind`'s. */
  bodyKind?: string

  /**
   * Set when the objects are those of the store under `plural`: list, watch and deletecollection then need no
   * code here.
   */
  stored?: {
    /** Where the store keeps them, when that is not under `plural`. */
    resource?: string
    /** The object as it is answered; it gets its own copy. */
    present(object: StoredObject, settings: ApiSettings): KubeObject
    /** Further fields for field selectors; metadata.name and metadata.namespace are always there. */
    selectableFields?(object: StoredObject, settings: ApiSettings): Record<string, string>
    /** The names of the further fields. */
    selectableFieldNames?: readonly string[]
    /** Whether who asks sees this object in lists and watches; absent means yes. */
    isVisible?(object: StoredObject, context: RequestContext): boolean
    /** The members, beside metadata, of the empty object that a bookmark carries. */
    bookmark?: object
  }
  /** How `as=Table` shows it; absent: name and creation time. */
  table?: TableDefinition
  /** True where no Table is given (406). */
  hasNoTable?: boolean

  get?(reader: Reader, context: RequestContext, name: string): KubeObject
  /** Only for computed resources. */
  list?(
    reader: Reader,
    context: RequestContext,
    options: ViewListOptions,
  ): { metadata: ListMeta; items: KubeObject[] }
  create?(transaction: Transaction, context: RequestContext, body: KubeObject): KubeObject
  /**
   * In the place of `create` where something takes its time first: asking a registry. It sees the store as it
   * is when the request comes; what it gives is then done in a transaction, on the store as it is by then.
   */
  prepareCreate?(
    reader: Reader,
    context: RequestContext,
    body: KubeObject,
  ): Promise<(transaction: Transaction) => KubeObject>
  /** PUT and the end of PATCH; also where the object is missing (some resources then create it). */
  update?(
    transaction: Transaction,
    context: RequestContext,
    name: string,
    body: KubeObject,
  ): { object: KubeObject; created: boolean }
  /**
   * What a patch is applied to, where it is not what `get` gives: for a missing tag the empty object that a
   * patch completes (observed 35). Throws StatusError.notFound where a patch cannot create.
   */
  getForPatch?(transaction: Transaction, context: RequestContext, name: string): KubeObject
  /** Answers the Status of success or the object that was deleted. */
  delete?(
    transaction: Transaction,
    context: RequestContext,
    name: string,
    options: DeleteOptions,
  ): object
  /** True where dryRun=All is ignored and the write is stored (observed 52). */
  ignoresDryRun?: boolean
  /** True where a create stores nothing at all, as with access reviews. */
  writesNothing?: boolean
  /** False where a write does not need its namespace to exist. */
  needsNamespace?: boolean
}
