import type { KubeObject } from '@/domain/kinds/meta'
import type { DeleteOptions } from '../rest/resource-definition'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { StoredObject, Transaction } from '../storage/store'

/**
 * Throws the conflict of a write to what has changed meanwhile, or was made anew (observed 32). `isUnconditional`: a
 * write that names no version is one to whatever there is.
 */
export function assertUpdatable(
  plural: string,
  old: KubeObject | undefined,
  body: KubeObject,
  { group = IMAGE_GROUP, isUnconditional = false } = {},
): asserts old is KubeObject {
  const { name, namespace, uid, resourceVersion } = body.metadata
  if (uid && uid !== old?.metadata.uid) {
    const key = ['/openshift.io', plural, namespace, name].filter(Boolean).join('/')
    const mismatch = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old?.metadata.uid ?? ''}`
    throw StatusError.conflict(
      plural,
      name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${mismatch}`,
      group,
    )
  }
  if (!old) throw StatusError.notFound(plural, name, group)
  if (!resourceVersion || resourceVersion === '0') {
    if (isUnconditional) return
    throw StatusError.invalid(
      plural,
      name,
      [
        {
          reason: 'FieldValueInvalid',
          field: 'metadata.resourceVersion',
          message: 'Invalid value: 0: must be specified for an update',
        },
      ],
      group,
    )
  }
  if (resourceVersion !== old.metadata.resourceVersion) {
    throw StatusError.conflict(
      plural,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
      group,
    )
  }
}

/** Throws where an object that is to be made is there, or has the mark of one that was stored (rv). */
export function assertCreatable(
  plural: string,
  existing: KubeObject | undefined,
  { metadata }: KubeObject,
  group = IMAGE_GROUP,
): void {
  if (metadata.resourceVersion && metadata.resourceVersion !== '0') {
    throw StatusError.bare(500, 'resourceVersion should not be set on objects to be created')
  }
  if (existing) throw StatusError.alreadyExists(plural, existing.metadata.name, group)
}

/**
 * Deletes a stored object and answers the Status of it (observed 49). With propagation in the foreground the object
 * itself is answered, marked as going; nothing depends on it here, so it goes at once.
 */
export function deleteStored(
  transaction: Transaction,
  { plural, kind, group = IMAGE_GROUP }: { plural: string; kind: string; group?: string },
  object: StoredObject | undefined,
  name: string,
  options: DeleteOptions & { now: string; present(object: StoredObject): KubeObject },
): object {
  if (!object) throw StatusError.notFound(plural, name, group)
  const { uid = '', resourceVersion = '', namespace = '' } = object.metadata
  const { preconditions = {}, propagationPolicy, now, present } = options
  if (preconditions.uid !== undefined && preconditions.uid !== uid) {
    throw StatusError.conflict(
      kind,
      name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
      group,
    )
  }
  if (
    preconditions.resourceVersion !== undefined &&
    preconditions.resourceVersion !== resourceVersion
  ) {
    throw StatusError.conflict(
      kind,
      name,
      `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
      group,
    )
  }
  if (propagationPolicy === 'Foreground') {
    const going = transaction.put(plural, {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp: now,
        deletionGracePeriodSeconds: 0,
        finalizers: ['foregroundDeletion'],
      },
    } as StoredObject)
    transaction.delete(plural, namespace, name)
    return present(going)
  }
  transaction.delete(plural, namespace, name)
  return deletedStatus({ name, group, kind: plural, uid })
}

/** The Status of a successful delete. */
export function deletedStatus(details?: object): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    ...(details ? { details } : {}),
  }
}
