import { parseAccessoryTag } from './accessory-tag'
import { digestHex } from './digest'
import { repositoryOf } from './image-reference'
import type { StreamRow, TagFact, TagRow, TagWish } from './stream-row'
import { tagChanged } from './stream-row'
import { referenceTarget } from './tag-reference'
import { laterTime, parseTime } from './time'

export type TagStateWord =
  | 'current'
  | 'pushed'
  | 'neverImported'
  | 'importing'
  | 'noAnswer'
  | 'diverged'
  | 'importFailed'
  | 'reference'
  | 'unresolved'

export interface TagState {
  word: TagStateWord
  /** The word as it is shown: `Import failed`. */
  label: string
  /** A few words on why, without a full stop; '' where the label says it all. */
  detail: string
  /** For sorting: the worse, the higher. */
  severity: number
}

/** The labels, by word, from the worst to the best: also the choices of a filter. */
export const stateLabels: Readonly<Record<TagStateWord, string>> = {
  importFailed: 'Import failed',
  unresolved: 'Unresolved',
  diverged: 'Diverged',
  noAnswer: 'No answer',
  importing: 'Importing',
  neverImported: 'Never imported',
  pushed: 'Pushed',
  reference: 'Reference',
  current: 'Current',
}

const words = Object.keys(stateLabels) as TagStateWord[]

/** After this long without an answer an import is no longer said to be under way (S-61). */
export const answerWithin = 5 * 60_000

/**
 * How a tag is (S-3, S-61), in one word and a few more.
 *
 * `stream` is the row that the tag is of: with it a tag that follows another of its stream is told
 * from one that was pushed over, which generations alone do not tell (a follower takes the
 * generation of what it follows). `since` is when the caller itself saw the wish change: the API
 * does not tell, and without it an import counts as under way only near the newest known time.
 */
export function tagState(
  tag: TagRow,
  now: Date,
  known: { stream?: StreamRow; since?: Date | undefined } = {},
): TagState {
  const { spec, latest, failure } = tag
  if (failure) return state('importFailed', failureDetail(tag))
  if (!spec) {
    return latest ? state('pushed', 'no tag in the spec') : state('neverImported', 'no image yet')
  }
  if (!spec.from) {
    return latest ? state('pushed', 'no source in the spec') : state('neverImported', 'no source')
  }
  if (spec.from.kind === 'DockerImage') {
    if (spec.reference) return referenceState(tag, spec)
    if (spec.generation > (latest?.generation ?? 0)) return pendingState(tag, now, known)
    if (!latest) return state('neverImported', 'no image yet')
    return wasPushedOver(tag.name, latest, spec, known.stream)
      ? state('diverged', 'was pushed over')
      : state('current')
  }
  if (spec.from.kind === 'ImageStreamImage') return pinnedState(tag, spec.from.name)
  if (spec.from.kind === 'ImageStreamTag') return followingState(tag, spec, known.stream)
  return latest
    ? state('current', 'of an unknown kind of source')
    : state('unresolved', 'the kind of its source is unknown')
}

/** Whether a failed import is tried again by the cluster: only a scheduled one is (S-40). */
export function willRetry({ spec }: Pick<TagRow, 'spec'>): boolean {
  return spec?.from?.kind === 'DockerImage' && spec.scheduled && !spec.reference
}

/**
 * The state of a stream: that of its worst tag. `tags` names the tags that are so. The detail says
 * how many, where not all are meant: `2 of 6 tags, Unauthorized`, `prod was pushed over`.
 */
export function streamState(stream: StreamRow, now: Date): TagState & { tags: string[] } {
  let worst: TagState | null = null
  let details = new Set<string>()
  let tags: string[] = []
  const ordinary = stream.tags.filter(({ name }) => !isAccessory(name))
  // Signatures and the like are pushed beside the images that they are about: they say nothing of
  // the stream, unless there is nothing else.
  const counted = ordinary.length > 0 ? ordinary : stream.tags
  for (const tag of counted) {
    const found = tagState(tag, now, { stream })
    if (worst && found.severity < worst.severity) continue
    if (!worst || found.severity > worst.severity) {
      worst = found
      details = new Set()
      tags = []
    }
    tags.push(tag.name)
    details.add(tag.failure?.reason || found.detail)
  }
  if (!worst) return { ...state('neverImported'), label: 'Empty', detail: 'no tags yet', tags }
  return { ...worst, detail: streamDetail(worst, tags, [...details], counted.length), tags }
}

function isAccessory(name: string): boolean {
  return name.startsWith('sha256-') && parseAccessoryTag(name) !== undefined
}

function streamDetail(worst: TagState, tags: string[], details: string[], total: number): string {
  if (worst.word === 'current') return ''
  const [name = ''] = tags
  const [detail = ''] = details
  if (tags.length === 1 && worst.word === 'diverged') return `${name} ${detail}`
  if (tags.length === 1 && total > 1 && worst.word === 'importing') return name
  if (tags.length === total && worst.word !== 'importFailed')
    return details.length === 1 ? detail : ''
  const which = tags.length === 1 ? name : `${tags.length} of ${total} tags`
  return details.length === 1 && detail !== '' && worst.word !== 'diverged'
    ? `${which}, ${detail}`
    : which
}

function state(word: TagStateWord, detail = ''): TagState {
  return {
    word,
    label: stateLabels[word],
    detail,
    severity: words.length - 1 - words.indexOf(word),
  }
}

function failureDetail(tag: TagRow): string {
  const reason = tag.failure?.reason || 'no reason given'
  const isAskedAgain = (tag.spec?.generation ?? 0) > (tag.failure?.generation ?? 0)
  // An identical failure is not written again (observed 42): whether it was tried is not to be seen.
  if (isAskedAgain && !willRetry(tag)) return `${reason}, asked again since`
  return willRetry(tag) ? `${reason}, retried on schedule` : `${reason}, will not retry`
}

/** A registry image that is only named; a push over it gives it an image all the same. */
function referenceState({ latest }: TagRow, spec: TagWish): TagState {
  const isPushedOver = latest && latest.image !== '' && latest.generation > spec.generation
  return isPushedOver
    ? state('diverged', 'was pushed over')
    : state('reference', 'named, not imported')
}

function pendingState(
  tag: TagRow,
  now: Date,
  { stream, since }: { stream?: StreamRow; since?: Date | undefined },
): TagState {
  const generations = `wanted ${tag.spec?.generation}, seen ${tag.latest?.generation ?? 0}`
  const seen = laterTime(since?.toISOString() ?? '', tag.wantedSince ?? '')
  const newest = parseTime(laterTime(seen, laterTime(tagChanged(tag), stream?.changed ?? '')))
  // Without any time there is nothing to conclude from.
  const isLate = newest !== null && now.getTime() - newest.getTime() > answerWithin
  if (!isLate) return state('importing', tag.latest ? generations : 'no image yet')
  return tag.latest
    ? state('noAnswer', `${generations}, nothing came of it`)
    : state('neverImported', 'no image yet')
}

function pinnedState({ latest, spec }: TagRow, name: string): TagState {
  if (!latest) return state('unresolved', 'the image is not in its stream')
  const wanted = digestHex(name.slice(name.indexOf('@') + 1))
  if (wanted !== '' && digestHex(latest.image).startsWith(wanted)) return state('current')
  return latest.generation >= (spec?.generation ?? 0)
    ? state('diverged', 'was pushed over')
    : state('unresolved', 'still holds an earlier image')
}

function followingState(tag: TagRow, spec: TagWish, stream: StreamRow | undefined): TagState {
  const { latest } = tag
  if (!latest) return state('unresolved', 'its source has no image')
  const at = { namespace: stream?.namespace ?? '', stream: stream?.name ?? '' }
  const target = spec.from && referenceTarget(spec.from, at)
  const isFollower = stream && target?.namespace === at.namespace && target.stream === at.stream
  if (isFollower) {
    const source = stream.tags.find(({ name }) => name === target.tag)
    if (!source?.latest) return state('unresolved', 'its source has no image')
    if (source.latest.image === latest.image) return state('current')
    // What it follows has moved on without it: a push, or an edit that found no image to take.
    return latest.generation >= spec.generation
      ? state('diverged', 'was pushed over')
      : state('unresolved', 'still holds an earlier image')
  }
  if (latest.generation < spec.generation) {
    return state('unresolved', 'nothing was copied since the last change')
  }
  const mayFollow = !stream && (spec.from?.namespace ?? '') === ''
  const isPushedOver =
    latest.generation > spec.generation && !mayFollow && !wasRaised(tag.name, latest, stream)
  return isPushedOver ? state('diverged', 'was pushed over') : state('current')
}

/**
 * Whether the newest image of an imported tag came by a push (S-3: its generation is newer than the
 * wish). An image of the repository that was asked for counts as imported all the same.
 */
function wasPushedOver(
  tag: string,
  latest: TagFact,
  spec: TagWish,
  stream: StreamRow | undefined,
): boolean {
  // A push right after the import has the same generation; only the internal registry gives it away.
  const own = stream?.repository ?? ''
  const isPossible =
    latest.generation > spec.generation || (own !== '' && latest.reference.startsWith(own))
  // Nearly no tag comes this far: reading references takes time, and lists have many tags.
  if (!isPossible) return false
  const held = repositoryOf(latest.reference)
  if (held !== '' && held === repositoryOf(spec.from?.name ?? '')) return false
  if (latest.generation > spec.generation) return !wasRaised(tag, latest, stream)
  return held === own
}

/** A new follower raises the generation of what it follows to its own (observed 45). */
function wasRaised(tag: string, { generation }: TagFact, stream: StreamRow | undefined): boolean {
  if (!stream) return false
  const at = { namespace: stream.namespace, stream: stream.name }
  return stream.tags.some(({ spec }) => {
    if (!spec?.from || spec.generation !== generation) return false
    const target = referenceTarget(spec.from, at)
    return target?.namespace === at.namespace && target.stream === at.stream && target.tag === tag
  })
}
