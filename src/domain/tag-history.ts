import { parseAccessoryTag } from './accessory-tag'
import { repositoryOf } from './image-reference'
import { specTag, tagHistory, tagNames } from './image-stream'
import type { ImageStream, TagEvent, TagReference } from './kinds/image-stream'
import { formatTagReference, referenceTarget } from './tag-reference'
import { asText } from './untrusted'

/** One image that a tag has had. */
export interface HistoryEntry {
  event: TagEvent
  /**
   * What happened, to be read after the name of the tag: `was moved back to the image of v1.1.0`.
   * It says what the entries show; the API keeps neither the person nor the command.
   */
  phrase: string
  how: 'imported' | 'pushed' | 'moved' | 'moved-back' | 'copied' | 'named'
  /** Place in the history, 0 is the newest (S-2). */
  index: number
  /** The same counted from the oldest, from 1: it stays when new ones come. */
  revision: number
  isCurrent: boolean
  /** The image that the tag held before this one, '' where it held none or is not known by a digest. */
  previous: string
  /** Other revisions of this tag with the same image, newest first. */
  sameImageAs: number[]
  /** Other tags of the stream that hold the image now, in the cluster's order. */
  keptBy: string[]
}

/** The history of a tag, newest first, each entry with what can be told of it. */
export function historyEntries(stream: ImageStream, tag: string): HistoryEntry[] {
  const history = tagHistory(stream, tag)
  if (history.length === 0) return []
  const wish = specTag(stream, tag)
  const own = asText(stream.status?.dockerImageRepository)
  const all = holdersOf(stream)
  const revisions = new Map<string, number[]>()
  for (const [index, { image }] of history.entries()) {
    if (image === '') continue
    const list = revisions.get(image)
    if (list) list.push(history.length - index)
    else revisions.set(image, [history.length - index])
  }

  const previous = previousImages(history)
  return history.map((event, index) => {
    const revision = history.length - index
    const holders = (all.get(event.image) ?? []).filter((holder) => holder.tag !== tag)
    const sameImage = revisions.get(event.image) ?? []
    const earlier = sameImage.find((other) => other < revision)
    return {
      event,
      ...tell({ event, stream, own, holders, earlier, wish, isNewest: index === 0 }),
      index,
      revision,
      isCurrent: index === 0,
      previous: previous[index] ?? '',
      // An image seldom comes back often; an odd stream of thousands must not cost their square.
      sameImageAs: sameImage.filter((other) => other !== revision).slice(0, 20),
      keptBy: holders.filter(({ isNow }) => isNow).map((holder) => holder.tag),
    }
  })
}

/** For each entry the next older image that is another one; entries without a digest are passed over. */
function previousImages(history: readonly TagEvent[]): string[] {
  const previous: string[] = new Array(history.length).fill('')
  let [held, before] = ['', '']
  for (let index = history.length - 1; index >= 0; index--) {
    const image = history[index]?.image ?? ''
    if (image !== '' && image !== held) [held, before] = [image, held]
    previous[index] = image === '' ? held : before
  }
  return previous
}

interface Holder {
  tag: string
  created: string
  isNow: boolean
}

interface Told {
  event: TagEvent
  stream: ImageStream
  /** The stream's repository in the internal registry. */
  own: string
  /** The other tags that hold the image or have held it. */
  holders: readonly Holder[]
  /** The newest older revision with the same image. */
  earlier: number | undefined
  /** The wish of today: what older entries were wished by is not kept. */
  wish: TagReference | undefined
  isNewest: boolean
}

const pushed = { how: 'pushed', phrase: 'was pushed to the internal registry' } as const

function tell(known: Told): Pick<HistoryEntry, 'phrase' | 'how'> {
  const { event, own, holders, earlier, wish, isNewest } = known
  if (event.image === '') {
    return { how: 'named', phrase: `was set to name ${written(event.dockerImageReference)}` }
  }
  const wished = isNewest && wish && isWishedBy(event, wish) ? tellByWish(known, wish) : null
  if (wished) return wished

  const source = sourceOf(event, holders)
  if (earlier !== undefined) return movedBack(source, earlier)
  // Without a wish only pushes change a tag; with one, another tag may have had the image first.
  if (source && wish) return { how: 'moved', phrase: `was moved to the image of ${source}` }
  const isOwn = own !== '' && event.dockerImageReference.startsWith(`${own}@`)
  if (isOwn || !wish) return pushed
  return { how: 'imported', phrase: `was imported from ${sourceName(event)}` }
}

function movedBack(
  source: string | undefined,
  revision: number,
): Pick<HistoryEntry, 'phrase' | 'how'> {
  const target = source ?? `revision ${revision}`
  return { how: 'moved-back', phrase: `was moved back to the image of ${target}` }
}

/** The newest entry came by the wish, unless something was pushed over it since (S-3). */
function isWishedBy(event: TagEvent, wish: TagReference): boolean {
  const from = wish.from
  if (!from) return false
  if (from.kind === 'DockerImage') {
    const held = repositoryOf(event.dockerImageReference)
    return held !== '' && held === repositoryOf(asText(from.name))
  }
  return from.kind === 'ImageStreamImage'
    ? asText(from.name).endsWith(`@${event.image}`)
    : event.generation <= (wish.generation ?? 0)
}

function tellByWish(
  { event, stream, holders, earlier }: Told,
  wish: TagReference,
): Pick<HistoryEntry, 'phrase' | 'how'> | null {
  const from = wish.from
  if (!from) return null
  const at = {
    namespace: asText(stream.metadata?.namespace),
    stream: asText(stream.metadata?.name),
  }
  const target = referenceTarget(from, at)
  if (!target) {
    return { how: 'imported', phrase: `was imported from ${written(asText(from.name))}` }
  }
  const isHere = target.namespace === at.namespace && target.stream === at.stream
  if (!isHere) {
    const source = target.tag
      ? written(formatTagReference({ ...from, namespace: target.namespace }))
      : `${target.namespace}/${target.stream}`
    return { how: 'copied', phrase: `was copied from ${source}` }
  }
  if (target.tag) {
    // A follower has no image that its source never had, unless somebody pushed it (S-5).
    const held = tagHistory(stream, target.tag)
    const isHeld = held.some(({ image }) => image === event.image)
    if (held.length > 0 && !isHeld) return pushed
    return { how: 'moved', phrase: `was moved to the image of ${target.tag}` }
  }
  const source = sourceOf(event, holders)
  if (earlier !== undefined) return movedBack(source, earlier)
  return source
    ? { how: 'moved', phrase: `was moved to the image of ${source}` }
    : { how: 'moved', phrase: 'was pinned to an image of the stream' }
}

/** The tag that had the image before or at the same time: those that hold it still come first. */
function sourceOf(event: TagEvent, holders: readonly Holder[]): string | undefined {
  const before = holders.filter(({ created }) => created !== '' && created <= event.created)
  return (before.find(({ isNow }) => isNow) ?? before[0])?.tag
}

const known = new WeakMap<ImageStream, Map<string, Holder[]>>()

/**
 * For each image, the tags of the stream that hold it or have held it, in the cluster's order. Kept
 * with the object, which the cache never changes: a page asks for the history of many tags.
 */
function holdersOf(stream: ImageStream): Map<string, Holder[]> {
  const kept = known.get(stream)
  if (kept) return kept
  const holders = new Map<string, Holder[]>()
  for (const tag of tagNames(stream)) {
    if (parseAccessoryTag(tag)) continue
    for (const [index, { image, created }] of tagHistory(stream, tag).entries()) {
      if (image === '') continue
      const list = holders.get(image)
      // Tags come one after the other, so that a tag which is there already is the last.
      if (!list) holders.set(image, [{ tag, created, isNow: index === 0 }])
      else if (list.at(-1)?.tag !== tag) list.push({ tag, created, isNow: index === 0 })
    }
  }
  known.set(stream, holders)
  return holders
}

/** Where an image was imported from: the repository, for its digest is shown beside it. */
function sourceName({ dockerImageReference }: TagEvent): string {
  const at = dockerImageReference.indexOf('@')
  return written(at < 0 ? dockerImageReference : dockerImageReference.slice(0, at))
}

function written(text: string): string {
  if (text === '') return 'an unnamed source'
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
