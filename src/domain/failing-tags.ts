import { failureReasons, knownReason } from './import-failure'
import type { StreamRow, TagFailure, TagRow } from './stream-row'
import { willRetry } from './tag-state'

/** A tag whose last import failed, whatever it holds (S-39). */
export interface FailingTag {
  /** Unique among all rows, and stable. */
  key: string
  stream: StreamRow
  tag: TagRow
  failure: TagFailure
  /** Only a scheduled tag is tried again by the cluster (S-40). */
  isRetried: boolean
}

/** Failures that have the same reason, and so the same remedy. */
export interface FailureGroup {
  reason: string
  tags: FailingTag[]
}

/** What failures are narrowed to; '' narrows nothing. */
export interface FailureFilter {
  /** Words of `project/stream:tag`, the source or the server's message. */
  text: string
  /** One of failureReasons. */
  reason: string
  retry: '' | 'retried' | 'notRetried'
}

const kept = new WeakMap<StreamRow, FailingTag[]>()
const none: FailingTag[] = []

/** The failing tags of a stream, made once for each row: lists draw by identity. */
function failingTagsOf(stream: StreamRow): FailingTag[] {
  const known = kept.get(stream)
  if (known) return known
  let found = none
  for (const tag of stream.tags) {
    if (!tag.failure) continue
    if (found === none) found = []
    const key = `${stream.key} ${tag.name}`
    found.push({ key, stream, tag, failure: tag.failure, isRetried: willRetry(tag) })
  }
  kept.set(stream, found)
  return found
}

/** All failing tags, in the order of the rows. */
export function failingTags(rows: readonly StreamRow[]): FailingTag[] {
  return rows.flatMap(failingTagsOf)
}

/** How many tags fail. */
export function countFailing(rows: readonly StreamRow[]): number {
  return rows.reduce((sum, row) => sum + failingTagsOf(row).length, 0)
}

/** Whether the filter lets a failing tag in. */
export function failureTest({ text, reason, retry }: FailureFilter): (one: FailingTag) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ stream, tag, failure, isRetried }) => {
    if (reason !== '' && knownReason(failure.reason) !== reason) return false
    if (retry !== '' && isRetried !== (retry === 'retried')) return false
    if (words.length === 0) return true
    const place = `${stream.namespace}/${stream.name}:${tag.name}`
    const said = `${place} ${tag.spec?.from?.name ?? ''} ${failure.message}`.toLowerCase()
    return words.every((word) => said.includes(word))
  }
}

/** The failures by reason; reasons keep their places, so that a new failure moves no group. */
export function groupFailures(tags: readonly FailingTag[]): FailureGroup[] {
  const byReason = new Map<string, FailingTag[]>()
  for (const one of tags) {
    const reason = knownReason(one.failure.reason)
    const group = byReason.get(reason)
    if (group) group.push(one)
    else byReason.set(reason, [one])
  }
  return failureReasons.flatMap((reason) => {
    const group = byReason.get(reason)
    return group ? [{ reason, tags: group }] : []
  })
}
