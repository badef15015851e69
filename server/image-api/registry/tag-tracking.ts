import { isDeepStrictEqual } from 'node:util'
import type { ObjectReference, TagEvent, TagReference } from '@/domain/kinds/image-stream'
import type { FieldProblem } from '../rest/status-error'
import { refersToAnother } from './generations'
import { addTagEvent, resolveImage } from './tag-history'
import { latestEvent, type StreamDraft } from './tag-lists'

/** What the resolution of tags needs to know of the world around the stream. */
export interface Surroundings {
  /** RFC 3339, whole seconds. */
  now: string
  /** Host of the internal registry; '' for none. */
  internalRegistry: string
  /** Another stream. */
  streamAt(namespace: string, name: string): StreamDraft | undefined
}

/**
 * Gives every tag that is new or refers to something else (against `old`) what it now holds, then lets the tags that
 * follow others follow. Changes the stream in place; tags that cannot be resolved are told as problems, and then the
 * stream is not to be kept (S-20, S-22, S-24, observed 23, 24, 45).
 *
 * As on a real server, following a tag of the same stream stamps the followed tag's newest entry with the new
 * generation too (observed 45); one that follows another stream is resolved here, once, and never again (S-5).
 */
export function resolveChangedTags(
  old: StreamDraft | undefined,
  stream: StreamDraft,
  surroundings: Surroundings,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const oldTags = new Map(old?.spec.tags.map((tag) => [tag.name, tag]))
  for (const tag of stream.spec.tags) {
    const before = oldTags.get(tag.name)
    if (before && !refersToAnother(before, tag, stream.metadata.namespace ?? '')) continue
    const problem = resolveTag(stream, tag, surroundings)
    if (problem) problems.push(problem)
  }
  followChangedTags(old, stream)
  return problems
}

/**
 * Lets the tags of the stream that follow one of its tags take its newest entry, for all tags that changed against
 * `old`; chains are followed to their end, and a circle once around. Changes the stream in place.
 */
export function followChangedTags(old: StreamDraft | undefined, stream: StreamDraft): void {
  const followers = followersOf(stream)
  const isChanged = (tag: string): boolean => {
    const now = latestEvent(stream, tag)
    return now !== undefined && !isDeepStrictEqual(now, old && latestEvent(old, tag))
  }
  const queue = [...followers.keys()].filter(isChanged)
  const seen = new Set(queue)
  for (const followed of queue) {
    const event = latestEvent(stream, followed)
    if (!event) continue
    for (const follower of followers.get(followed) ?? []) {
      addTagEvent(stream, follower, event)
      if (seen.has(follower) || !followers.has(follower) || !isChanged(follower)) continue
      seen.add(follower)
      queue.push(follower)
    }
  }
}

/** Gives the event to every tag that directly follows this one within the stream, in place (observed 45). */
export function updateFollowers(stream: StreamDraft, followed: string, event: TagEvent): void {
  for (const tag of followersOf(stream).get(followed) ?? []) addTagEvent(stream, tag, event)
}

const separators = new Map([
  ['ImageStreamTag', ':'],
  ['ImageStreamImage', '@'],
])

/**
 *     from.name := [ stream ":" ] tag      an ImageStreamTag
 *                | [ stream "@" ] id       an ImageStreamImage
 *
 * Undefined where it is neither, or of another kind.
 */
export function parseFrom(
  stream: StreamDraft,
  from: ObjectReference,
): { namespace: string; stream: string; id: string } | undefined {
  const separator = separators.get(from.kind)
  if (separator === undefined) return undefined
  const parts = (from.name ?? '').split(separator)
  const [first = '', second] = parts
  if (parts.length > 2) return undefined
  return {
    namespace: from.namespace || (stream.metadata.namespace ?? ''),
    stream: second === undefined ? stream.metadata.name : first,
    id: second ?? first,
  }
}

/** The tags that follow each tag of the stream within it. */
function followersOf(stream: StreamDraft): Map<string, string[]> {
  const followers = new Map<string, string[]>()
  for (const { name, from } of stream.spec.tags) {
    const followed = from ? followedTag(stream, from) : undefined
    if (followed !== undefined) {
      const names = followers.get(followed)
      if (names) names.push(name)
      else followers.set(followed, [name])
    }
  }
  return followers
}

function followedTag(stream: StreamDraft, from: ObjectReference): string | undefined {
  if (from.kind !== 'ImageStreamTag') return undefined
  const { namespace = '', name } = stream.metadata
  if (from.namespace && from.namespace !== namespace) return undefined
  const text = from.name ?? ''
  const colon = text.indexOf(':')
  if (colon < 0) return text
  return text.slice(0, colon) === name ? text.slice(colon + 1) || 'latest' : undefined
}

function resolveTag(
  stream: StreamDraft,
  tag: TagReference,
  { now, internalRegistry, streamAt }: Surroundings,
): FieldProblem | undefined {
  const { from } = tag
  if (!from) return undefined
  const generation = stream.metadata.generation ?? 0
  const field = `spec.tags[${tag.name}].from.name`
  const given = JSON.stringify(from.name ?? '')
  const invalid = (why: string): FieldProblem => ({
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${given}: ${why}`,
  })

  if (from.kind === 'DockerImage' && from.name) {
    if (!tag.reference) return undefined
    tag.generation = generation
    addTagEvent(stream, tag.name, {
      created: now,
      dockerImageReference: from.name,
      image: '',
      generation,
    })
    return undefined
  }

  const place = parseFrom(stream, from)
  if (!place) return invalid('must be of the form <tag>, <repo>:<tag>, <id>, or <repo>@<id>')
  const { namespace = '', name } = stream.metadata
  const isOwn = place.namespace === namespace && place.stream === name
  const source = isOwn ? stream : streamAt(place.namespace, place.stream)
  if (!source) return { reason: 'FieldValueNotFound', field, message: `Not found: ${given}` }

  const found = from.kind === 'ImageStreamTag' ? latestEvent(source, place.id) : pinned()
  if (typeof found === 'string') return invalid(`error generating tag event: ${found}`)
  if (!found) return undefined
  if (isOwn && from.kind === 'ImageStreamTag') found.generation = generation
  tag.generation = generation
  const dockerImageReference = tag.reference
    ? found.dockerImageReference
    : inThisStream(found.dockerImageReference)
  addTagEvent(stream, tag.name, { ...found, dockerImageReference, generation })
  return undefined

  function pinned(): TagEvent | string {
    const id = place?.id ?? ''
    const resolved = source ? resolveImage(source, id) : { found: 'none' as const }
    switch (resolved.found) {
      case 'one': {
        const { image, dockerImageReference } = resolved
        return { created: now, dockerImageReference, image, generation }
      }
      case 'none':
        return `imagestreamimage.image.openshift.io "${id}" not found`
      case 'several':
        return `Operation cannot be fulfilled on imagestreamimage.image.openshift.io "${id}": multiple images match the prefix "${id}": ${resolved.images.join(', ')}`
    }
  }

  /** A pull spec of the source in the internal registry, as one of this stream: pulls need rights here alone (S-22). */
  function inThisStream(reference: string): string {
    const prefix = `${internalRegistry}/${place?.namespace}/${place?.stream}`
    const rest = reference.slice(prefix.length)
    if (internalRegistry === '' || !reference.startsWith(prefix) || !/^([:@]|$)/.test(rest))
      return reference
    return `${internalRegistry}/${namespace}/${name}${rest}`
  }
}
