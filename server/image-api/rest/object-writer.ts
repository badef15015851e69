import type { KubeObject } from '@/domain/kinds/meta'
import { refusal } from '../access/authorize'
import type { Reader, Store, Transaction } from '../storage/store'
import { fitted } from './read-body'
import type {
  DeleteOptions,
  FieldTracking,
  RequestContext,
  ResourceDefinition,
} from './resource-definition'
import { schemaOfKind } from './schema'
import { applied } from './server-side-apply'
import { StatusError } from './status-error'
import { apiVersionOf, typed } from './view'

/** Makes the object to be written of the one that is there. */
export type Change = (current: KubeObject) => KubeObject

/**
 * The writes of all resources, whoever asks for them: over HTTP or from inside. Each is one transaction, on
 * disk when its promise resolves.
 */
export class ObjectWriter {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async create(
    definition: ResourceDefinition,
    context: RequestContext,
    body: KubeObject,
  ): Promise<KubeObject> {
    const { create, prepareCreate } = definition
    const tracked = { ...context, tracking: trackingOf(definition, body) }
    const object = inNamespace(
      body,
      context,
      'the namespace of the provided object does not match the namespace sent on the request',
    )
    const assertPlace = (reader: Reader) =>
      assertNamespace(reader, definition, context, object.metadata.name)
    if (prepareCreate) assertPlace(this.#store)
    const write = prepareCreate
      ? await prepareCreate.call(definition, this.#store, tracked, object)
      : create &&
        ((transaction: Transaction) => create.call(definition, transaction, tracked, object))
    if (!write) throw notSupported()
    return this.#transact(definition, context, (transaction) => {
      assertPlace(transaction)
      return write(transaction)
    })
  }

  async update(
    definition: ResourceDefinition,
    context: RequestContext,
    name: string,
    body: KubeObject,
  ): Promise<{ object: KubeObject; created: boolean }> {
    return this.#transact(definition, context, (transaction) =>
      updateIn(transaction, definition, context, name, body),
    )
  }

  /** Reads, changes and updates in one transaction, so that no other write comes between. */
  async patch(
    definition: ResourceDefinition,
    context: RequestContext,
    name: string,
    change: Change,
  ): Promise<{ object: KubeObject; created: boolean }> {
    const read = definition.getForPatch ?? definition.get
    if (!read) throw notSupported()
    return this.#transact(definition, context, (transaction) => {
      const current = read.call(definition, transaction, context, name)
      return updateIn(transaction, definition, context, name, change(current))
    })
  }

  /** Applies an object on the one that is there, or as a new one. */
  async apply(
    definition: ResourceDefinition,
    context: RequestContext,
    name: string,
    given: object,
    force: boolean,
  ): Promise<{ object: KubeObject; created: boolean }> {
    return this.#transact(definition, context, (transaction) => {
      const current = currentForApply(transaction, definition, context, name)
      const { schema, apiVersion, empty } = trackingOf(definition)
      const { object, managedFields } = applied(
        // What was never stored is nobody's yet, also where a patch finds something to complete.
        current?.metadata.uid
          ? typed(definition, current)
          : { metadata: {} as KubeObject['metadata'], ...empty },
        given,
        schema,
        empty,
        {
          manager: context.fieldManager,
          apiVersion,
          ...(definition.subresource === undefined ? {} : { subresource: definition.subresource }),
          force,
          now: context.now(),
        },
      )
      const body = fitted(object, schema, (why) => StatusError.badRequest(why))
      const tracking = { schema, apiVersion, empty, applied: managedFields }
      const metadata = { ...body.metadata, managedFields }
      const next = { ...body, metadata }
      if (current) {
        return updateIn(transaction, definition, { ...context, tracking }, name, next)
      }
      return createIn(transaction, definition, { ...context, tracking }, name, next)
    })
  }

  async delete(
    definition: ResourceDefinition,
    context: RequestContext,
    name: string,
    options: DeleteOptions,
  ): Promise<object> {
    const { delete: remove } = definition
    if (!remove) throw notSupported()
    return this.#transact(definition, context, (transaction) =>
      remove.call(definition, transaction, context, name, options),
    )
  }

  /** Deletes all of these together and returns them as they were. */
  async deleteAll(
    definition: ResourceDefinition,
    context: RequestContext,
    options: DeleteOptions,
    select: (transaction: Transaction) => KubeObject[],
  ): Promise<KubeObject[]> {
    const { delete: remove } = definition
    if (!remove) throw notSupported()
    return this.#transact(definition, context, (transaction) => {
      const objects = select(transaction)
      for (const { metadata } of objects) {
        const at = { ...context, namespace: metadata.namespace ?? '' }
        remove.call(definition, transaction, at, metadata.name, options)
      }
      return objects
    })
  }

  #transact<T>(
    definition: ResourceDefinition,
    context: RequestContext,
    work: (transaction: Transaction) => T,
  ): Promise<T> {
    const dryRun =
      definition.writesNothing === true || (context.dryRun && definition.ignoresDryRun !== true)
    return this.#store.transact(work, { dryRun })
  }
}

function updateIn(
  transaction: Transaction,
  definition: ResourceDefinition,
  context: RequestContext,
  name: string,
  body: KubeObject,
): { object: KubeObject; created: boolean } {
  const { update } = definition
  if (!update) throw notSupported()
  const object = inNamespace(
    body,
    context,
    `the namespace of the object (${body.metadata.namespace}) does not match the namespace on the request (${context.namespace})`,
  )
  assertNamed(object, name)
  assertNamespace(transaction, definition, context, name)
  const tracking = context.tracking ?? trackingOf(definition, body)
  return update.call(definition, transaction, { ...context, tracking }, name, object)
}

/** What an apply finds; undefined where it makes the object. */
function currentForApply(
  reader: Transaction,
  definition: ResourceDefinition,
  context: RequestContext,
  name: string,
): KubeObject | undefined {
  const read = definition.getForPatch ?? definition.get
  if (!read) throw notSupported()
  try {
    return read.call(definition, reader, context, name)
  } catch (error) {
    const isMissing = error instanceof StatusError && error.code === 404
    if (!isMissing || !definition.create || definition.subresource !== undefined) throw error
    return undefined
  }
}

/** What an apply makes where there was nothing, which takes the right to create. */
function createIn(
  transaction: Transaction,
  definition: ResourceDefinition,
  context: RequestContext,
  name: string,
  body: KubeObject,
): { object: KubeObject; created: boolean } {
  const { create, group, plural: resource } = definition
  const { namespace } = context
  const question = { verb: 'create', group, resource, namespace, name }
  if (!context.may(question)) throw refusal(context.user, question)
  if (!create) throw notSupported()
  const object = inNamespace(
    body,
    context,
    'the namespace of the provided object does not match the namespace sent on the request',
  )
  assertNamed(object, name)
  assertNamespace(transaction, definition, { ...context, verb: 'create' }, name)
  return { object: create.call(definition, transaction, context, object), created: true }
}

function trackingOf(definition: ResourceDefinition, body?: KubeObject): FieldTracking {
  const { managedFields: given } = body?.metadata ?? {}
  return {
    schema: schemaOfKind(definition.group, definition.version, definition.kind),
    apiVersion: apiVersionOf(definition),
    empty: definition.stored?.bookmark ?? {},
    ...(given === undefined ? {} : { given }),
  }
}

function assertNamed(object: KubeObject, name: string): void {
  if (object.metadata.name === '') {
    throw StatusError.badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (object.metadata.name !== name) {
    throw StatusError.badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    )
  }
}

/** The object with the namespace of the request; throws when it names another. */
function inNamespace(
  body: KubeObject,
  { namespace }: RequestContext,
  mismatch: string,
): KubeObject {
  const given = body.metadata.namespace ?? ''
  if (given !== '' && given !== namespace) throw StatusError.badRequest(mismatch)
  if (namespace === '') {
    const { namespace: _, ...metadata } = body.metadata
    return { ...body, metadata }
  }
  return { ...body, metadata: { ...body.metadata, namespace } }
}

/** Throws where nothing can be written because the namespace is missing or going (observed 26). */
function assertNamespace(
  reader: Reader,
  definition: ResourceDefinition,
  { namespace, verb }: RequestContext,
  name: string,
): void {
  if (namespace === '' || definition.needsNamespace === false) return
  const found = reader.get('namespaces', '', namespace)
  if (!found) throw StatusError.notFound('namespaces', namespace, '')
  if (found.metadata.deletionTimestamp === undefined || verb !== 'create') return
  const refused = StatusError.forbidden(
    definition.plural,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    definition.group,
  )
  throw new StatusError(403, 'Forbidden', refused.message, {
    ...refused.status.details,
    causes: [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  })
}

/** Where a definition claims a verb and has no function for it. */
export function notSupported(): StatusError {
  return StatusError.methodNotAllowed(
    'the server does not allow this method on the requested resource',
  )
}
