import type { KubeObject, ListMeta } from '@/domain/kinds/meta'
import { CompactedError, FutureRevisionError, type Reader, type Store } from '../storage/store'
import { formatContinueToken } from './continue-token'
import { type ListOptions, listRevision } from './list-options'
import type { RequestContext, ResourceDefinition } from './resource-definition'
import { presented, selects, storedUnder } from './selection'
import { StatusError } from './status-error'

/** A list of stored objects: what is known at once, and the items, read as far as somebody takes them. */
export interface StoredList {
  metadata: ListMeta
  items: Iterable<KubeObject>
}

const REVISION_PATIENCE = 3_000
/** Objects that are read at once. */
const CHUNK = 100

/**
 * A list of stored objects by the rules of limit, continue, resourceVersion and resourceVersionMatch (observed
 * 16 and 50). A list in pages is of one moment: that of its first page.
 */
export function listStored(
  store: Store,
  definition: ResourceDefinition,
  context: RequestContext,
  options: ListOptions,
): StoredList {
  const resource = storedUnder(definition)
  const revision = listedRevision(store, options)
  const reader = readerAt(store, resource, revision, options)
  const isSelected = selects(definition, context, options)
  const after = options.continue?.after
  const place = {
    ...(context.namespace === '' ? {} : { namespace: context.namespace }),
    ...(after === undefined ? {} : { after }),
  }
  const metadata: ListMeta = { resourceVersion: String(reader.revision) }
  // From the watch cache, which knows no pages, a real server answers 0 (observed 50).
  const { limit } = options
  if (limit === undefined || options.resourceVersion === '0') {
    return { metadata, items: all(reader.revision) }
  }
  return { metadata, items: page(limit) }

  /** Everything as of a revision, whatever is written while it is being taken. */
  function* all(moment: number): Iterable<KubeObject> {
    let rest = place
    for (;;) {
      const objects = store.at(moment, resource).list(resource, { ...rest, limit: CHUNK })
      for (const object of objects) {
        if (isSelected(object)) yield presented(definition, object, context)
        rest = { ...place, after: [object.metadata.namespace ?? '', object.metadata.name] as const }
      }
      if (objects.length < CHUNK) return
    }
  }

  /** The items of one page; fills in where to go on. */
  function page(most: number): KubeObject[] {
    const items: KubeObject[] = []
    let last: readonly [string, string] | undefined
    for (const object of reader.scan(resource, place)) {
      const { namespace = '', name } = object.metadata
      if (items.length === most && last) {
        metadata.continue = formatContinueToken({ revision: reader.revision, after: last })
        if (options.labelSelector.length === 0 && options.fieldSelector.length === 0) {
          metadata.remainingItemCount = reader.count(resource, { ...place, after: last })
        }
        break
      }
      if (isSelected(object)) items.push(presented(definition, object, context))
      last = [namespace, name]
    }
    return items
  }
}

/** The revision that the list is of; undefined: whatever is now. */
function listedRevision(store: Store, options: ListOptions): number | undefined {
  const token = options.continue
  if (token) return token.revision < 0 ? undefined : token.revision
  const asked = listRevision(options.resourceVersion)
  const isExact =
    options.resourceVersionMatch === 'Exact' ||
    (options.resourceVersionMatch === '' && options.limit !== undefined && asked > 0)
  if (asked > store.revision) throw tooLarge(asked, store.revision)
  return isExact ? asked : undefined
}

function readerAt(
  store: Store,
  resource: string,
  revision: number | undefined,
  options: ListOptions,
): Reader {
  try {
    return revision === undefined
      ? store.at(store.revision, resource)
      : store.at(revision, resource)
  } catch (error) {
    if (error instanceof CompactedError) throw expired(options)
    if (error instanceof FutureRevisionError) throw tooLarge(error.requested, error.current)
    throw error
  }
}

function expired(options: ListOptions): StatusError {
  const token = options.continue
  if (!token) {
    return new StatusError(410, 'Expired', 'The resourceVersion for the provided list is too old.')
  }
  const error = new StatusError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
  )
  error.status.metadata = { continue: formatContinueToken({ revision: -1, after: token.after }) }
  return error
}

function tooLarge(asked: number, current: number): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  )
}

/** Waits for a revision to come, as long as a real server has patience. Throws the 504 then (observed 16). */
export async function revisionReached(store: Store, revision: number): Promise<void> {
  if (store.revision >= revision) return
  await new Promise<void>((resolve, reject) => {
    const finish = (end: () => void) => {
      stop()
      clearTimeout(timer)
      end()
    }
    const stop = store.subscribe((event) => {
      if (event.revision >= revision) finish(resolve)
    })
    const timer = setTimeout(
      () => finish(() => reject(tooLarge(revision, store.revision))),
      REVISION_PATIENCE,
    )
  })
}
