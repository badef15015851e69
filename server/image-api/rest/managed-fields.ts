import type { KubeObject, ManagedFieldsEntry } from '@/domain/kinds/meta'
import { managersAfterUpdate, NO_MANAGERS, readManagers, writeManagers } from './field-managers'
import { fieldChanges } from './field-values'
import type { RequestContext } from './resource-definition'

/**
 * The managedFields of an object after a write: what the write added or changed is now its manager's, by
 * Update; what it removed is nobody's. Of an apply it is what the apply worked out. Used for writes of
 * stored objects themselves (ImageStream, Image, Namespace); writes by way of a tag or a mapping keep
 * `previous.metadata.managedFields` untouched, which is what ImageTag updates depend on (observed 29).
 *
 * `previous` and `next` are both shown the same way. An object that has no managedFields gets none by an
 * update: it is not known any more who wrote what there was.
 */
export function managedFieldsAfter(
  context: RequestContext,
  previous: KubeObject | undefined,
  next: KubeObject,
  subresource?: string,
): ManagedFieldsEntry[] {
  const { tracking } = context
  if (tracking?.applied) return [...tracking.applied]
  const given = subresource === undefined ? tracking?.given : undefined
  const entries = knownEntries(given, previous?.metadata.managedFields)
  if (previous && entries.length === 0) return []
  const before = previous ?? { metadata: {}, ...tracking?.empty }
  const changes = fieldChanges(untyped(before), untyped(next), tracking?.schema ?? {})
  const managers = managersAfterUpdate(readManagers(entries) ?? NO_MANAGERS, changes, {
    manager: context.fieldManager,
    apiVersion: tracking?.apiVersion ?? next.apiVersion ?? 'image.openshift.io/v1',
    time: context.now(),
    ...(subresource === undefined ? {} : { subresource }),
  })
  return writeManagers(managers)
}

/** The metadata with these managers. */
export function withManagedFields<T extends KubeObject['metadata']>(
  metadata: T,
  entries: ManagedFieldsEntry[],
): T {
  const { managedFields: _old, ...rest } = metadata
  return (entries.length > 0 ? { ...rest, managedFields: entries } : rest) as T
}

/**
 * A client may hand in managedFields of its own, and one empty entry to have them forgotten; what cannot be
 * read, and what leaves them out, changes nothing.
 */
function knownEntries(
  given: readonly ManagedFieldsEntry[] | undefined,
  stored: readonly ManagedFieldsEntry[] = [],
): readonly ManagedFieldsEntry[] {
  if (given?.length === 1 && Object.keys(given[0] ?? {}).length === 0) return []
  return given?.length && readManagers(given) ? given : stored
}

function untyped(object: object): object {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object as KubeObject
  const { metadata } = rest
  return { ...rest, metadata: { ...metadata, managedFields: undefined } }
}
