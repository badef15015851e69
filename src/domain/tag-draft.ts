import type { ObjectReference, ReferenceKind, TagReference } from './kinds/image-stream'
import { pairsProblem } from './qualified-name'
import { formatTagReference, parseTagReference, referenceTarget } from './tag-reference'
import { asText, asTextMap } from './untrusted'

/** The fields of a TagReference as a form holds them: what a person typed, right or not yet. */
export interface TagDraft {
  /** As typed; the grammar is that of parseTagReference. */
  from: string
  reference: boolean
  /** Kept as chosen also where it cannot hold; what is saved then is `false` (S-29). */
  scheduled: boolean
  insecure: boolean
  /** '' means the cluster's default. */
  importMode: 'Legacy' | 'PreserveOriginal' | ''
  referencePolicy: 'Source' | 'Local'
  annotations: [key: string, value: string][]
}

/** The tag that is edited. */
export interface EditedTag {
  namespace: string
  stream: string
  tag: string
}

/** What the form shows first: the tag as it is, or an empty one for a tag without a spec. */
export function draftOf(tag: TagReference | undefined): TagDraft {
  const mode = tag?.importPolicy?.importMode
  return {
    from: writtenFrom(tag),
    reference: tag?.reference === true,
    scheduled: tag?.importPolicy?.scheduled === true,
    insecure: tag?.importPolicy?.insecure === true,
    importMode: mode === 'Legacy' || mode === 'PreserveOriginal' ? mode : '',
    referencePolicy: tag?.referencePolicy?.type === 'Local' ? 'Local' : 'Source',
    annotations: Object.entries(asTextMap(tag?.annotations)),
  }
}

/** What the tag points at as the form shows it; '' where it names no source. */
export function writtenFrom(tag: TagReference | undefined): string {
  const from = tag?.from
  const kind = asText(from?.kind)
  const name = asText(from?.name)
  return name === '' ? '' : formatTagReference({ kind, name, namespace: asText(from?.namespace) })
}

/** The same with the name of the stream where the reference leaves it out, for a sentence: `app:main`. */
export function sourceWords(tag: TagReference | undefined, { stream }: EditedTag): string {
  const written = writtenFrom(tag)
  return /^[:@]/.test(written) ? `${stream}${written}` : written
}

/**
 * What the draft points at; undefined while it is not written right. A source that was there and is
 * left as it was counts as it is, also where nobody could have typed it.
 */
export function draftSource(draft: TagDraft, seen?: TagReference): ObjectReference | undefined {
  const from = seen?.from
  if (from && draft.from.trim() === writtenFrom(seen)) {
    const kind = asText(from.kind)
    const name = asText(from.name)
    const namespace = asText(from.namespace)
    return name === '' ? undefined : { kind, name, ...(namespace ? { namespace } : {}) }
  }
  const parsed = parseTagReference(draft.from)
  return parsed.ok ? parsed.value : undefined
}

/** The kind of what the draft points at; '' while it is not written right, or an unknown one. */
export function draftKind(draft: TagDraft, seen?: TagReference): ReferenceKind | '' {
  const kind = draftSource(draft, seen)?.kind
  return kind === 'DockerImage' || kind === 'ImageStreamTag' || kind === 'ImageStreamImage'
    ? kind
    : ''
}

/** Whether the tag will be imported again on schedule: only what is in a registry can be (S-25). */
export function isScheduled(draft: TagDraft, seen?: TagReference): boolean {
  return draft.scheduled && draftKind(draft, seen) === 'DockerImage'
}

/** The annotations that the draft asks for; lines without a name are not there yet. */
export function draftAnnotations(draft: TagDraft): Record<string, string> {
  return Object.fromEntries(
    draft.annotations
      .map(([key, value]): [string, string] => [key.trim(), value])
      .filter(([key]) => key !== ''),
  )
}

/** What keeps the draft from being saved, by field, in sentences; empty when nothing does. */
export function draftProblems(
  draft: TagDraft,
  at: EditedTag,
  seen?: TagReference,
): Partial<Record<keyof TagDraft, string>> {
  const problems: Partial<Record<keyof TagDraft, string>> = {}
  const from = fromProblem(draft, at, seen)
  if (from) problems.from = from
  const annotations = pairsProblem(draft.annotations, 'annotation')
  if (annotations) problems.annotations = annotations
  return problems
}

function fromProblem(draft: TagDraft, at: EditedTag, seen: TagReference | undefined): string {
  if (seen && draft.from.trim() === writtenFrom(seen)) return ''
  const parsed = parseTagReference(draft.from)
  if (!parsed.ok) return parsed.problem
  const target = referenceTarget(parsed.value, at)
  const isItself =
    target?.namespace === at.namespace && target.stream === at.stream && target.tag === at.tag
  return isItself ? 'A tag that follows itself would never change. Choose another tag.' : ''
}
