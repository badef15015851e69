import { digestPrefix } from './digest'
import type { LabelSelector } from './label-selector'
import { matchesLabels } from './label-selector'
import { filterInSteps, type Steps } from './steps'
import type { StreamRow, TagRow } from './stream-row'
import { streamState, type TagStateWord } from './tag-state'

/** What a list is narrowed to; absent and empty parts narrow nothing, all others must hold. */
export interface RowFilter {
  /** Words that must all occur in `project/name`, or in the name of one tag. */
  text?: string
  labels?: LabelSelector
  states?: readonly TagStateWord[]
  /** Part of a tag's name. */
  tag?: string
  /** The start of a digest, with or without `sha256:`. */
  digest?: string
}

/** A tag that holds an image now. */
export interface TagHolder {
  stream: StreamRow
  tag: TagRow
}

/** The streams that pass, in their order; the list itself where nothing narrows it. */
export function* filterStreamRows(
  rows: readonly StreamRow[],
  filter: RowFilter,
  now: Date,
): Steps<readonly StreamRow[]> {
  const words = wordsOf(filter.text)
  const tag = wordsOf(filter.tag)
  const digest = digestTest(filter.digest)
  const { labels, states } = filter
  const hasLabels = labels !== undefined && labels.length > 0
  const hasStates = states !== undefined && states.length > 0
  if (words.length === 0 && tag.length === 0 && !digest && !hasLabels && !hasStates) return rows

  return yield* filterInSteps(rows, (row) => {
    if (hasLabels && !matchesLabels(labels, row.labels)) return false
    if (words.length > 0 && !matchesText(row, words)) return false
    if (tag.length > 0 && !row.tags.some(({ name }) => hasWords(name, tag))) return false
    if (digest && !row.tags.some(digest)) return false
    return !hasStates || states.includes(streamState(row, now).word)
  })
}

const indexes = new WeakMap<readonly StreamRow[], ReadonlyMap<string, readonly TagHolder[]>>()

/** Which tags hold which image now, by digest. Made once for each list of rows. */
export function* sameImageTags(
  rows: readonly StreamRow[],
): Steps<ReadonlyMap<string, readonly TagHolder[]>> {
  const known = indexes.get(rows)
  if (known) return known
  const byImage = new Map<string, TagHolder[]>()
  for (const [at, row] of rows.entries()) {
    for (const holder of holdersOf(row)) {
      const image = holder.tag.latest?.image ?? ''
      const list = byImage.get(image)
      if (list) list.push(holder)
      else byImage.set(image, [holder])
    }
    if (at % 32 === 0) yield
  }
  indexes.set(rows, byImage)
  return byImage
}

const holders = new WeakMap<StreamRow, readonly TagHolder[]>()

/** The tags of a stream that hold an image, made once for each row: an event changes few rows. */
function holdersOf(stream: StreamRow): readonly TagHolder[] {
  let known = holders.get(stream)
  if (!known) {
    known = stream.tags.filter(({ latest }) => latest?.image).map((tag) => ({ stream, tag }))
    holders.set(stream, known)
  }
  return known
}

function wordsOf(text: string | undefined): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

function hasWords(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

const places = new WeakMap<StreamRow, string>()

/** `project/name` in small letters, made once for each row. */
function placeOf(row: StreamRow): string {
  let place = places.get(row)
  if (place === undefined) {
    place = `${row.namespace}/${row.name}`.toLowerCase()
    places.set(row, place)
  }
  return place
}

/** All words in the place, or all in one name of a tag together with the place: `web:v1` too. */
function matchesText(row: StreamRow, words: readonly string[]): boolean {
  const place = placeOf(row)
  let rest: string[] | undefined
  for (const word of words) {
    if (!place.includes(word)) {
      rest ??= []
      rest.push(word)
    }
  }
  if (!rest) return true
  const missing = rest
  return row.tags.some(({ name }) => matchesRest(place, name, missing))
}

function matchesRest(place: string, name: string, words: readonly string[]): boolean {
  const tag = name.toLowerCase()
  return words.every(
    (word) =>
      place.includes(word) ||
      tag.includes(word) ||
      (word.includes(':') && `${place}:${tag}`.includes(word)),
  )
}

function digestTest(text: string | undefined): ((tag: TagRow) => boolean) | undefined {
  const written = text?.trim() ?? ''
  if (written === '') return undefined
  const prefix = digestPrefix(written)
  // What cannot be a digest is the start of none: nothing matches, and the field says why.
  if (prefix === '') return () => false
  return ({ latest }) => {
    const image = latest?.image ?? ''
    return image.startsWith(prefix, image.indexOf(':') + 1)
  }
}
