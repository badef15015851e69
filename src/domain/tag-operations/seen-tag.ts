import { specTag, tagHistory, tagRow } from '@/domain/image-stream'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { tagState } from '@/domain/tag-state'
import { asText, isObject } from '@/domain/untrusted'

/** What a person saw of a tag when they asked for a change of it: the change is guarded by this. */
export interface SeenTag {
  spec: TagReference | undefined
  /** The digest that it held; '' for none. */
  image: string
  /** The pull spec of that. */
  reference: string
  revisions: number
  /** A push moved it away from what it is told to point at. */
  isPushedOver: boolean
  /** Of the stream: a delete refuses another stream of the same name. */
  uid: string
}

/** The tag as it is in the stream; undefined where it is in neither truth (S-1). */
export function seenTag(stream: ImageStream, tag: string): SeenTag | undefined {
  const row = tagRow(stream, tag)
  if (!row) return undefined
  const [latest] = tagHistory(stream, tag)
  // Whether it was pushed over is told by generations and images alone: no clock is asked.
  const state = tagState(row, new Date(0), { stream: toStreamRow(stream) })
  return {
    spec: specTag(stream, tag),
    image: latest?.image ?? '',
    reference: latest?.dockerImageReference ?? '',
    revisions: row.revisions,
    isPushedOver: state.word === 'diverged',
    uid: asText(stream.metadata.uid),
  }
}

/**
 * Whether two references say the same. Not their generations: the cluster counts them on by itself,
 * an import does (observed 40). A member that is null or false says the same as one that is absent.
 */
export function isSameReference(
  a: TagReference | null | undefined,
  b: TagReference | null | undefined,
): boolean {
  return says(a, b) && says(b, a)
}

/** Everything that `part` says is true of `whole`. */
function says(whole: unknown, part: unknown): boolean {
  if (!isObject(part)) return plain(part) === plain(whole)
  const values = new Map<string, unknown>(isObject(whole) ? Object.entries(whole) : [])
  return Object.entries(part).every(
    ([name, value]) => name === 'generation' || says(values.get(name), value),
  )
}

/** Nothing, no and an empty map are one. */
function plain(value: unknown): unknown {
  const isEmpty = isObject(value) && Object.keys(value).length === 0
  return isEmpty || value === undefined || value === false ? null : value
}
