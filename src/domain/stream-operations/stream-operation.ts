import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { Right } from '@/domain/right'

/** Where a stream lives. */
export interface StreamPlace {
  namespace: string
  stream: string
}

/** One request that changes a stream. A patch begins with its tests (S-60). */
export type StreamWrite =
  | { how: 'create'; object: Pick<ImageStream, 'apiVersion' | 'kind' | 'metadata' | 'spec'> }
  | { how: 'patch'; patch: JsonPatch }
  /** `most`: refuse where it has more tags than this; left out where it may have any. */
  | { how: 'delete'; uid: string; most?: number }

/** A change of a stream, ready to be shown before it is sent. */
export interface StreamOperation {
  at: StreamPlace
  /** What is sent; null where it cannot be, and then `blocker` says why. */
  write: StreamWrite | null
  blocker: string
  sentences: string[]
  command: string
  rights: Right[]
  /** What takes it back; null where nothing does. */
  undo: StreamWrite | null
}

/** What cannot be done, and why. */
export function blockedStream(
  at: StreamPlace,
  blocker: string,
  rights: Right[] = [],
): StreamOperation {
  return { at, write: null, blocker, sentences: [], command: '', rights, undo: null }
}

/** What the cluster asks for before it takes the write (C7). */
export function streamRights(at: StreamPlace, how: StreamWrite['how']): Right[] {
  const { namespace, stream: name } = at
  const resource = 'imagestreams'
  return how === 'create'
    ? [{ verb: 'create', resource, namespace }]
    : [{ verb: how, resource, namespace, name }]
}
