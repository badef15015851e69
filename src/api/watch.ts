import type { KubeObject } from '@/domain/kinds/meta'
import { isObject } from '@/domain/untrusted'
import type { WatchEvent } from '@/domain/watch-event'
import { ApiError } from './api-error'
import { type Selection, selectionQuery, withMetadata } from './client'
import { lines } from './lines'
import { request, unreachable, unreadable } from './request'
import { collectionPath, type Resource } from './resource'

export interface WatchTarget<T extends KubeObject = KubeObject> extends Selection {
  resource: Resource<T>
}

/** What a watch tells; its ERROR event is thrown instead. */
export type WatchedEvent<T extends KubeObject = KubeObject> = Exclude<
  WatchEvent<T>,
  { type: 'ERROR' }
>

/** What happened to an object; the object is as it is after the event, or was before its end. */
export type ObjectEvent<T extends KubeObject> = Exclude<WatchedEvent<T>, { type: 'BOOKMARK' }>

interface WatchOptions {
  /** Only what happened after this version is told. */
  resourceVersion: string
  signal: AbortSignal
  /** The server ends the watch after about this long, so that a watch never outlives its reader. */
  timeoutSeconds?: number
  /** Silence for this long means that the connection is dead, though nobody said so. */
  silenceMs?: number
}

/** A server bookmarks about once a minute (observed 51), and going on after silence costs little. */
const SILENCE_MS = 150_000
const TIMEOUT_SECONDS = 290

/**
 * What changed since `resourceVersion`, in batches as they arrive; the first batch is empty and says
 * that the watch stands. Returns when the server closes the stream or falls silent: go on from the
 * last version seen. An ERROR event (410 where the version is too old) is thrown as the ApiError it
 * carries, after the events before it; a connection that breaks is thrown as unreachable.
 */
export async function* watch<T extends KubeObject>(
  { resource, ...selection }: WatchTarget<T>,
  options: WatchOptions,
): AsyncGenerator<WatchedEvent<T>[]> {
  const { resourceVersion, timeoutSeconds = TIMEOUT_SECONDS, silenceMs = SILENCE_MS } = options
  const silence = new AbortController()
  const signal = AbortSignal.any([options.signal, silence.signal])
  const giveUp = () => silence.abort()
  let timer = setTimeout(giveUp, silenceMs)

  const query = selectionQuery(selection, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(timeoutSeconds),
  })
  try {
    const path = `${collectionPath(resource, selection.namespace)}${query}`
    const response = await request(path, { signal })
    yield []
    if (!response.body) return
    for await (const batch of lines(response.body)) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, silenceMs)
      yield* parseBatch<T>(batch)
    }
  } catch (error) {
    if (options.signal.aborted || error instanceof ApiError) throw error
    if (!silence.signal.aborted) throw unreachable()
  } finally {
    clearTimeout(timer)
  }
}

function* parseBatch<T extends KubeObject>(batch: string[]): Generator<WatchedEvent<T>[]> {
  const events: WatchedEvent<T>[] = []
  for (const line of batch) {
    const event = parseEvent<T>(line)
    if (event instanceof ApiError) {
      if (events.length > 0) yield events
      throw event
    }
    if (event) events.push(event)
  }
  if (events.length > 0) yield events
}

/** null for an event about no object: it tells nothing, and going back before it would not end. */
function parseEvent<T extends KubeObject>(line: string): WatchedEvent<T> | ApiError | null {
  let event: WatchEvent<T> | null
  try {
    event = JSON.parse(line)
  } catch {
    return unreadable()
  }
  if (!isObject(event?.object)) return null
  if (event.type === 'ERROR') return new ApiError(event.object)
  // Bookmarks have nothing but metadata; the members of the others are theirs.
  return { ...event, object: withMetadata(event.object as T) } as WatchedEvent<T>
}
