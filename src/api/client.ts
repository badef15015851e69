import type { JsonPatch } from '@/domain/json-patch'
import type { KubeList, KubeObject } from '@/domain/kinds/meta'
import { asObjects, isObject } from '@/domain/untrusted'
import { partedList } from './parted-list'
import { type RequestOptions, readHere, readJson, readText, request, unreadable } from './request'
import { collectionPath, type ObjectName, objectPath, type Resource } from './resource'

export interface Selection {
  namespace?: string | undefined
  labelSelector?: string
  fieldSelector?: string
}

/** The selection of a list or watch as query parameters; those without a value are left out. */
export function selectionQuery(
  { labelSelector, fieldSelector }: Selection,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams(more)
  if (labelSelector) query.set('labelSelector', labelSelector)
  if (fieldSelector) query.set('fieldSelector', fieldSelector)
  return query.size > 0 ? `?${query}` : ''
}

interface ListOptions extends Selection {
  limit?: number
  /** `metadata.continue` of the page before. */
  after?: string
  signal?: AbortSignal
}

/**
 * A collection, or one page of it. The newest state is read, never a cache's. What is no object of
 * a cluster is left out, and each has its metadata, so that nobody has to ask for them.
 */
export async function list<T extends KubeObject>(
  resource: Resource<T>,
  options: ListOptions,
): Promise<KubeList<T>> {
  const answer = await ask<KubeList<T>>(listPath(resource, options), { signal: options.signal })
  const items = asObjects(answer.items).map(withMetadata)
  return { ...answer, metadata: isObject(answer.metadata) ? answer.metadata : {}, items }
}

/**
 * The same for very many objects: each is parsed when it is asked for, once. What breaks only there is told
 * there, as an ApiError too.
 */
export async function listOneByOne<T extends KubeObject>(
  resource: Resource<T>,
  options: ListOptions,
): Promise<Pick<KubeList<T>, 'metadata'> & { items: Iterable<T> }> {
  const { signal } = options
  const text = await readText(await request(listPath(resource, options), { signal }), signal)
  const parted = readHere(() => partedList(text))
  if (!parted) throw unreadable()
  const { metadata = {} } = parted.list as Partial<KubeList<T>>
  return { metadata: isObject(metadata) ? metadata : {}, items: objectsOf<T>(parted.items) }
}

function* objectsOf<T extends KubeObject>(items: Iterable<unknown>): Generator<T> {
  const each = items[Symbol.iterator]()
  for (let next = readHere(() => each.next()); !next.done; next = readHere(() => each.next())) {
    if (isObject(next.value)) yield withMetadata(next.value as T)
  }
}

function listPath<T extends KubeObject>(
  resource: Resource<T>,
  { limit, after, ...selection }: ListOptions,
): string {
  const page: Record<string, string> = {}
  if (limit) page.limit = String(limit)
  if (after) page.continue = after
  return `${collectionPath(resource, selection.namespace)}${selectionQuery(selection, page)}`
}

/** The object, with metadata where it came without: it then has no name. */
export function withMetadata<T extends KubeObject>(object: T): T {
  return isObject(object.metadata) ? object : { ...object, metadata: { name: '' } }
}

export function get<T extends KubeObject>(
  resource: Resource<T>,
  object: ObjectName,
  signal?: AbortSignal,
): Promise<T> {
  return ask(objectPath(resource, object), { signal })
}

interface WriteOptions {
  /** The cluster checks and answers as if it wrote, and writes nothing (S-28: not everywhere). */
  dryRun?: boolean
  signal?: AbortSignal | undefined
}

export function create<T extends KubeObject>(
  resource: Resource<T>,
  namespace: string | undefined,
  object: Partial<Omit<T, 'metadata'>> & { metadata?: Partial<T['metadata']> },
  options: WriteOptions = {},
): Promise<T> {
  return write(collectionPath(resource, namespace), options, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(object),
  })
}

/** A JSON Patch (RFC 6902). Of a missing object it creates one, so let it begin with tests (S-60). */
export function patch<T extends KubeObject>(
  resource: Resource<T>,
  object: ObjectName,
  operations: JsonPatch,
  options: WriteOptions = {},
): Promise<T> {
  return write(objectPath(resource, object), options, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: JSON.stringify(operations),
  })
}

/** A JSON Merge Patch (RFC 7386): null removes. A resourceVersion in it refuses an object that has moved on. */
export function mergePatch<T extends KubeObject>(
  resource: Resource<T>,
  object: ObjectName,
  change: object,
  options: WriteOptions = {},
): Promise<T> {
  return write(objectPath(resource, object), options, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: JSON.stringify(change),
  })
}

/**
 * Deletes an object; `uid` refuses to delete another one of the same name. Of a deletion with a body
 * the server reads the options there and nowhere else: a dry run that only the query asks for deletes.
 */
export function remove(
  resource: Resource,
  object: ObjectName,
  { uid, ...options }: WriteOptions & { uid?: string } = {},
): Promise<unknown> {
  const body = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    ...(uid && { preconditions: { uid } }),
    ...(options.dryRun && { dryRun: ['All'] }),
  }
  return write(objectPath(resource, object), options, {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function write<T>(path: string, { dryRun, signal }: WriteOptions, init: RequestOptions) {
  return ask<T>(dryRun ? `${path}?dryRun=All` : path, { ...init, signal })
}

async function ask<T>(path: string, init: RequestOptions): Promise<T> {
  const answer = await readJson<T>(await request(path, init), init.signal)
  if (!isObject(answer)) throw unreadable()
  return answer
}
