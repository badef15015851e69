import type {
  ImageStream,
  NamedTagEventList,
  TagEventCondition,
  TagReference,
} from './kinds/image-stream'
import { compareTagNames } from './tag-order'
import { laterTime } from './time'
import { asCount, asObjects, asText, asTextMap } from './untrusted'

/**
 * What lists, filters and search need of an image stream, and no more: a list of ten thousand
 * streams keeps rows, not API objects (histories are most of an object's bytes).
 */
export interface StreamRow {
  /** Stable for the life of the object: its uid, or `namespace/name` where it has none. */
  key: string
  namespace: string
  name: string
  labels: Record<string, string>
  /** RFC 3339; '' where unknown. */
  created: string
  /** The newest moment that the object tells of: an item, a condition or its creation. */
  changed: string
  /** `host:port/namespace/name` in the internal registry; '' where there is none. */
  repository: string
  publicRepository: string
  /** Pods of the project may name the stream's tags as images. */
  localLookup: boolean
  /** A whole registry repository is imported ('' where not). */
  importsRepository: string
  /** The union of spec and status tags (S-1), in the cluster's order (S-6). */
  tags: TagRow[]
}

/** One tag of a StreamRow: the wish, the newest fact, and the last failure. */
export interface TagRow {
  name: string
  /** Absent for a tag that only ever received pushes. */
  spec: TagWish | null
  /** The newest item of the history; null while there is none. */
  latest: TagFact | null
  /** How many items the history has. */
  revisions: number
  /** The newest ImportSuccess=False; null after a success, or where nothing was imported. */
  failure: TagFailure | null
  /**
   * When this browser saw the wish change (RFC 3339); absent where it was so from the start. The
   * API does not tell when a wish was made.
   */
  wantedSince?: string
}

export interface TagWish {
  from: { kind: string; name: string; namespace: string } | null
  reference: boolean
  scheduled: boolean
  insecure: boolean
  /** '' means the cluster's default. */
  importMode: string
  /** 'Source' or 'Local'. */
  referencePolicy: string
  generation: number
}

export interface TagFact {
  /** The digest; '' for a `reference: true` tag. */
  image: string
  reference: string
  created: string
  generation: number
}

export interface TagFailure {
  reason: string
  message: string
  /** Failing since: an identical failure is not stamped again (S-39). */
  since: string
  generation: number
}

/**
 * The row of an image stream, whatever the object lacks: tags are the union of spec and status
 * (S-1), and what does not fit its kind reads as empty.
 */
export function toStreamRow(stream: ImageStream): StreamRow {
  const { metadata, spec, status } = stream
  const namespace = asText(metadata?.namespace)
  const name = asText(metadata?.name)
  const created = asText(metadata?.creationTimestamp)

  const wishes = new Map<string, TagReference>()
  for (const wish of asObjects(spec?.tags)) if (asText(wish.name)) wishes.set(wish.name, wish)
  const facts = new Map<string, NamedTagEventList>()
  let changed = laterTime(created, '')
  for (const fact of asObjects(status?.tags)) {
    if (!asText(fact.tag) || facts.has(fact.tag)) continue
    facts.set(fact.tag, fact)
    changed = laterTime(changed, changeOf(fact))
  }
  const names = [...wishes.keys()]
  for (const tag of facts.keys()) if (!wishes.has(tag)) names.push(tag)
  if (names.length > 1) names.sort(compareTagNames)

  return {
    key: asText(metadata?.uid) || `${namespace}/${name}`,
    namespace,
    name,
    labels: asTextMap(metadata?.labels),
    created,
    changed,
    repository: asText(status?.dockerImageRepository),
    publicRepository: asText(status?.publicDockerImageRepository),
    localLookup: spec?.lookupPolicy?.local === true,
    importsRepository: asText(spec?.dockerImageRepository),
    tags: names.map((tag) => toTagRow(tag, wishes.get(tag), facts.get(tag))),
  }
}

/** The row of one tag from its wish and its facts, either of which may be missing. */
export function toTagRow(
  name: string,
  wish: TagReference | undefined,
  fact: NamedTagEventList | undefined,
): TagRow {
  const items = asObjects(fact?.items)
  const [latest] = items
  return {
    name,
    spec: wish ? toWish(wish) : null,
    latest: latest
      ? {
          image: asText(latest.image),
          reference: asText(latest.dockerImageReference),
          created: asText(latest.created),
          generation: asCount(latest.generation),
        }
      : null,
    revisions: items.length,
    failure: toFailure(asObjects(fact?.conditions)),
  }
}

/** When the tag last changed: its newest image, or since when its import fails (S-3). '' if never. */
export function tagChanged({ latest, failure }: TagRow): string {
  return laterTime(latest?.created ?? '', failure?.since ?? '')
}

/**
 * The new row of a stream, with every part of the old one that says the same: what has not changed
 * keeps its identity, so nothing is drawn again for it. A wish that is new to this browser is
 * marked with the time, for importing takes moments and the API does not say since when.
 */
export function keepRow(previous: StreamRow | undefined, next: StreamRow, now: Date): StreamRow {
  if (!previous || previous.key !== next.key) return next
  const before = new Map(previous.tags.map((tag) => [tag.name, tag]))
  const tags = next.tags.map((tag) => keepTag(before.get(tag.name), tag, now))
  const labels = sameMembers(previous.labels, next.labels) ? previous.labels : next.labels
  const isSameTags =
    tags.length === previous.tags.length && tags.every((tag, index) => tag === previous.tags[index])
  const kept = { ...next, labels, tags: isSameTags ? previous.tags : tags }
  return sameMembers(previous, kept) ? previous : kept
}

/** Whether two rows say the same; when the wish was seen to change does not count. */
export function sameRow(a: StreamRow, b: StreamRow): boolean {
  return keepRow(a, b, new Date(0)) === a
}

/**
 * Whether two rows of a tag say the same to a person who decides about it: where it points, what it
 * holds and how it is imported. Generations count on by themselves.
 */
export function sameTag(a: TagRow, b: TagRow): boolean {
  if (a.latest?.image !== b.latest?.image || a.revisions > b.revisions) return false
  if (!a.spec || !b.spec) return a.spec === b.spec
  return sameWish(a.spec, { ...b.spec, generation: a.spec.generation })
}

function keepTag(previous: TagRow | undefined, next: TagRow, now: Date): TagRow {
  const isSameWish = previous?.spec?.generation === next.spec?.generation
  const wantedSince = isSameWish ? previous?.wantedSince : now.toISOString()
  const kept: TagRow = {
    ...next,
    spec: keepPart(previous?.spec, next.spec, sameWish),
    latest: keepPart(previous?.latest, next.latest, sameMembers),
    failure: keepPart(previous?.failure, next.failure, sameMembers),
    ...(wantedSince === undefined ? {} : { wantedSince }),
  }
  return previous && sameMembers(previous, kept) ? previous : kept
}

function keepPart<T>(
  previous: T | null | undefined,
  next: T | null,
  isSame: (a: T, b: T) => boolean,
): T | null {
  return previous && next && isSame(previous, next) ? previous : next
}

function sameWish(a: TagWish, b: TagWish): boolean {
  const from = keepPart(a.from, b.from, sameMembers)
  return sameMembers(a, { ...b, from })
}

/** Whether two plain objects have the same members, each identical. */
function sameMembers<T extends object>(a: T, b: T): boolean {
  const names = Object.keys(a) as (keyof T)[]
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && Object.is(a[name], b[name]))
  )
}

function toWish(wish: TagReference): TagWish {
  const { from, importPolicy, referencePolicy } = wish
  const kind = asText(from?.kind)
  const name = asText(from?.name)
  return {
    from: kind || name ? { kind, name, namespace: asText(from?.namespace) } : null,
    reference: wish.reference === true,
    scheduled: importPolicy?.scheduled === true,
    insecure: importPolicy?.insecure === true,
    importMode: asText(importPolicy?.importMode),
    referencePolicy: asText(referencePolicy?.type) || 'Source',
    generation: asCount(wish.generation),
  }
}

function toFailure(conditions: readonly TagEventCondition[]): TagFailure | null {
  const failed = conditions.find(
    ({ type, status }) => type === 'ImportSuccess' && status === 'False',
  )
  if (!failed) return null
  return {
    reason: asText(failed.reason),
    message: asText(failed.message),
    since: asText(failed.lastTransitionTime),
    generation: asCount(failed.generation),
  }
}

function changeOf({ items, conditions }: NamedTagEventList): string {
  let newest = ''
  for (const { created } of asObjects(items)) newest = laterTime(newest, asText(created))
  for (const { lastTransitionTime } of asObjects(conditions)) {
    newest = laterTime(newest, asText(lastTransitionTime))
  }
  return newest
}
