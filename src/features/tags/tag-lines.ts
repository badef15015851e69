import { parseAccessoryTag } from '@/domain/accessory-tag'
import { digestHex, digestPrefix } from '@/domain/digest'
import { matchesLabels } from '@/domain/label-selector'
import { type StreamRow, type TagRow, tagChanged } from '@/domain/stream-row'
import { compareTagNames } from '@/domain/tag-order'
import { type TagState, tagState } from '@/domain/tag-state'
import { pointsAtText } from '@/domain/tracking'
import type { Sort } from '@/ui/sort-param'
import type { TagFilter, TagSortKey } from './tag-filter'

/** One tag in a list of many streams. */
export interface TagLine {
  /** Unique in the list, and stable: the stream's key and the tag's name. */
  key: string
  stream: StreamRow
  tag: TagRow
  state: TagState
  /** RFC 3339; '' where unknown. */
  changed: string
}

const kept = new WeakMap<StreamRow, { at: Date; lines: TagLine[] }>()

/**
 * The tags of a stream as lines, but for those that carry a signature or the like. Lines are kept
 * for as long as they say the same: the state of a hundred thousand tags takes a while, and lists
 * draw by identity.
 */
export function tagLines(stream: StreamRow, now: Date): TagLine[] {
  const known = kept.get(stream)
  if (known?.at === now) return known.lines
  const before = new Map(known?.lines.map((line) => [line.tag.name, line]))
  const lines: TagLine[] = []
  for (const tag of stream.tags) {
    if (parseAccessoryTag(tag.name)) continue
    const state = tagState(tag, now, { stream })
    const line = before.get(tag.name)
    const isSame = line?.state.word === state.word && line.state.detail === state.detail
    const key = `${stream.key} ${tag.name}`
    lines.push(isSame ? line : { key, stream, tag, state, changed: tagChanged(tag) })
  }
  kept.set(stream, { at: now, lines })
  return lines
}

/** Whether all filters but the state let a tag in. Words of the text may be of stream and tag. */
export function tagLineFilter({
  text,
  labels,
  digest,
}: Omit<TagFilter, 'state'>): (line: TagLine) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const hex = digestPrefix(digest)
  return ({ stream, tag }) => {
    if (!matchesLabels(labels, stream.labels)) return false
    if (hex !== '' && !digestHex(tag.latest?.image ?? '').startsWith(hex)) return false
    if (words.length === 0) return true
    const name = `${stream.namespace}/${stream.name}:${tag.name}`.toLowerCase()
    return words.every((word) => name.includes(word))
  }
}

/** Equal ones keep to stream, project and the cluster's order of tags (S-6), whichever way it runs. */
export function sortTagLines(
  lines: readonly TagLine[],
  { key, isDescending }: Sort<TagSortKey>,
): TagLine[] {
  const sign = isDescending ? -1 : 1
  const compare = comparisons[key]
  return [...lines].sort((a, b) => sign * compare(a, b) || byPlace(a, b))
}

const comparisons: Record<TagSortKey, (a: TagLine, b: TagLine) => number> = {
  tag: (a, b) => compareTagNames(a.tag.name, b.tag.name),
  project: (a, b) => compareTexts(a.stream.namespace, b.stream.namespace),
  state: (a, b) => a.state.severity - b.state.severity,
  pointsAt: (a, b) => compareTexts(pointsAt(a), pointsAt(b)),
  image: (a, b) => compareTexts(a.tag.latest?.image ?? '', b.tag.latest?.image ?? ''),
  // All are UTC and of whole seconds, so that their texts sort as their times do.
  changed: (a, b) => compareTexts(a.changed, b.changed),
}

function byPlace(a: TagLine, b: TagLine): number {
  return (
    compareTexts(a.stream.name, b.stream.name) ||
    compareTexts(a.stream.namespace, b.stream.namespace) ||
    compareTagNames(a.tag.name, b.tag.name)
  )
}

function pointsAt({ stream, tag }: TagLine): string {
  return pointsAtText(tag, { namespace: stream.namespace, stream: stream.name })
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
