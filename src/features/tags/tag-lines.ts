import { parseAccessoryTag } from '@/domain/accessory-tag'
import { digestHex, digestPrefix } from '@/domain/digest'
import { matchesLabels } from '@/domain/label-selector'
import { STEP, type Steps, sortInSteps } from '@/domain/steps'
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

/**
 * Lines in order; equal ones keep the order that they have, whichever way it runs. What a line is
 * sorted by is made once for each of them: a sort of 100,000 asks for it two million times.
 */
export function* sortTagLines(
  lines: readonly TagLine[],
  { key, isDescending }: Sort<TagSortKey>,
): Steps<TagLine[]> {
  const sign = isDescending ? -1 : 1
  const keyOf = key === 'tag' ? yield* tagRanks(lines) : sortKeys[key]
  const keyed: { line: TagLine; key: string | number }[] = []
  for (const [at, line] of lines.entries()) {
    keyed.push({ line, key: keyOf(line) })
    if (at % STEP === 0) yield
  }
  const sorted = yield* sortInSteps(keyed, (a, b) =>
    a.key === b.key ? 0 : a.key < b.key ? -sign : sign,
  )
  const result: TagLine[] = []
  for (const [at, { line }] of sorted.entries()) {
    result.push(line)
    if (at % STEP === 0) yield
  }
  return result
}

const sortKeys: Record<Exclude<TagSortKey, 'tag'>, (line: TagLine) => string | number> = {
  project: ({ stream }) => stream.namespace,
  state: ({ state }) => state.severity,
  pointsAt,
  image: ({ tag }) => tag.latest?.image ?? '',
  // All are UTC and of whole seconds, so that their texts sort as their times do.
  changed: ({ changed }) => changed,
}

/** The place of each name in the cluster's order (S-6); of many tags few have names of their own. */
function* tagRanks(lines: readonly TagLine[]): Steps<(line: TagLine) => number> {
  const ranks = new Map<string, number>()
  for (const [at, { tag }] of lines.entries()) {
    ranks.set(tag.name, 0)
    if (at % STEP === 0) yield
  }
  const names = yield* sortInSteps([...ranks.keys()], compareTagNames)
  for (const [rank, name] of names.entries()) ranks.set(name, rank)
  return ({ tag }) => ranks.get(tag.name) ?? 0
}

function pointsAt({ stream, tag }: TagLine): string {
  return pointsAtText(tag, { namespace: stream.namespace, stream: stream.name })
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
