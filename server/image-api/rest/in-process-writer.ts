import type { KubeObject } from '@/domain/kinds/meta'
import { type PatchType, readPatch } from './apply-patch'
import type { ObjectWriter } from './object-writer'
import { fitted } from './read-body'
import type {
  ApiSettings,
  RequestContext,
  ResourceDefinition,
  UserInfo,
  Verb,
} from './resource-definition'
import type { ResourceTable } from './resource-table'
import { schemaOfKind } from './schema'
import { StatusError } from './status-error'
import { typed } from './view'

export interface WriteFurther {
  subresource?: string
  fieldManager?: string
}

/**
 * Writes from inside the server, by the same code as over HTTP: defaults, validation, generations, history and
 * events are the same, and so are the StatusErrors. Names are plurals: 'imagestreams', 'namespaces'.
 */
export class InProcessWriter {
  readonly #table: ResourceTable
  readonly #writer: ObjectWriter
  readonly #settings: ApiSettings
  readonly #user: UserInfo

  constructor(parts: {
    table: ResourceTable
    writer: ObjectWriter
    settings: ApiSettings
    user: UserInfo
  }) {
    this.#table = parts.table
    this.#writer = parts.writer
    this.#settings = parts.settings
    this.#user = parts.user
  }

  /** `namespace` is '' for what has none. */
  async create(
    resource: string,
    namespace: string,
    body: KubeObject,
    further: WriteFurther = {},
  ): Promise<KubeObject> {
    const definition = this.#definition(resource, further)
    const context = this.#context('create', namespace, further)
    return this.#writer.create(definition, context, decoded(definition, body))
  }

  async update(
    resource: string,
    namespace: string,
    name: string,
    body: KubeObject,
    further: WriteFurther = {},
  ): Promise<KubeObject> {
    const definition = this.#definition(resource, further)
    const context = this.#context('update', namespace, further)
    const { object } = await this.#writer.update(
      definition,
      context,
      name,
      decoded(definition, body),
    )
    return object
  }

  /** `patch` is a merge patch unless `type` says otherwise. */
  async patch(
    resource: string,
    namespace: string,
    name: string,
    patch: unknown,
    { type = 'merge', ...further }: WriteFurther & { type?: Exclude<PatchType, 'apply'> } = {},
  ): Promise<KubeObject> {
    const definition = this.#definition(resource, further)
    const context = this.#context('patch', namespace, further)
    const read = readPatch(type, JSON.stringify(patch), definition, 'Ignore')
    const { object } = await this.#writer.patch(
      definition,
      context,
      name,
      (current) => read.apply(typed(definition, current)).object,
    )
    return object
  }

  async delete(resource: string, namespace: string, name: string): Promise<void> {
    const context = this.#context('delete', namespace, {})
    await this.#writer.delete(this.#definition(resource, {}), context, name, {})
  }

  #definition(resource: string, { subresource = '' }: WriteFurther): ResourceDefinition {
    const found = this.#table.definitions.find(
      (each) => each.plural === resource && (each.subresource ?? '') === subresource,
    )
    if (!found) throw new StatusError(404, 'NotFound', `there is no resource ${resource}`)
    return found
  }

  #context(
    verb: Verb,
    namespace: string,
    { fieldManager = 'tagstream' }: WriteFurther,
  ): RequestContext {
    return {
      namespace,
      verb,
      user: this.#user,
      dryRun: false,
      fieldManager,
      query: new URLSearchParams(),
      settings: this.#settings,
      may: () => true,
      now: () => `${new Date().toISOString().slice(0, 19)}Z`,
      via: 'internal',
    }
  }
}

function decoded(definition: ResourceDefinition, body: KubeObject): KubeObject {
  const kind = definition.bodyKind ?? definition.kind
  const schema = schemaOfKind(definition.group, definition.version, kind)
  return fitted(structuredClone(body), schema, (why) => StatusError.badRequest(`${kind}: ${why}`))
}
