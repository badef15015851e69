import { digestHex } from './digest'
import type { ReferenceKind, TagReference } from './kinds/image-stream'
import { pullString } from './resolved-reference'
import type { TagRow } from './stream-row'
import {
  draftAnnotations,
  draftKind,
  draftOf,
  draftSource,
  type EditedTag,
  isScheduled,
  type TagDraft,
  writtenFrom,
} from './tag-draft'
import { referenceTarget } from './tag-reference'
import { asTextMap } from './untrusted'

/** What is known of the tag beside its reference; each makes the sentences say more. */
export interface DraftContext extends EditedTag {
  /** The tag as it is: its newest image, and whether its import fails. */
  row?: TagRow | undefined
  /** The stream's repository in the internal registry. */
  repository?: string
  /** What the new source holds now, where that is known. */
  target?: { image: string; reference: string } | undefined
}

/**
 * What saving the draft will do, in whole sentences, the most important first: how the tag gets its
 * image from then on (S-5), whether an import follows (S-18, S-20), what becomes of the history
 * (S-21), what pods pull (S-7), and what else the changed policies mean. Empty while the source is
 * not written right.
 */
export function draftConsequences(
  seen: TagReference | null | undefined,
  draft: TagDraft,
  context: DraftContext,
): string[] {
  const tag = seen ?? undefined
  const kind = draftKind(draft, tag)
  if (kind === '') return []
  const known: Known = { seen: tag, before: draftOf(tag), draft, kind, context }
  return [
    ...sourceSentences(known),
    ...importSentences(known),
    ...historySentences(known),
    ...pullSentences(known),
    ...policySentences(known),
  ]
}

interface Known {
  seen: TagReference | undefined
  before: TagDraft
  draft: TagDraft
  kind: ReferenceKind
  context: DraftContext
}

function sourceSentences(known: Known): string[] {
  const { seen, draft, context } = known
  const name = context.tag
  const sentences: string[] = []
  if (isSourceNew(known) || draft.reference !== known.before.reference) {
    sentences.push(followSentence(known))
  } else if (isUnchanged(known)) {
    sentences.push(againSentence(known))
  }
  if (!seen && context.row?.latest) {
    sentences.push(
      `${name} gets its first reference. Its images stay in the history, and a later push still moves it.`,
    )
  }
  if (seen && known.before.scheduled && !isScheduled(draft, seen)) {
    sentences.push(`${name} is no longer imported on schedule.`)
  } else if (!known.before.scheduled && isScheduled(draft, seen) && !isSourceNew(known)) {
    sentences.push(
      'The registry is asked for a newer image about every 15 minutes, beginning with the next round.',
    )
  }
  return sentences
}

function followSentence(known: Known): string {
  const { draft, kind, context, seen } = known
  const name = context.tag
  const source = draft.from.trim()
  switch (kind) {
    case 'DockerImage':
      if (draft.reference) {
        return `${name} only names ${source}. Nothing is imported, and pods pull whatever the registry holds then.`
      }
      return isScheduled(draft, seen)
        ? `${name} is imported from ${source}, and again about every 15 minutes.`
        : `${name} is imported from ${source} once. Later changes in the registry do not reach it.`
    case 'ImageStreamTag':
      return isOfSameStream(known)
        ? `${name} follows ${targetTag(known)}: it moves whenever that moves.`
        : `${name} takes what ${source} holds now, once. It does not follow when that moves.`
    case 'ImageStreamImage':
      return `${name} stays on this image until somebody moves it.`
  }
}

function againSentence(known: Known): string {
  const name = known.context.tag
  if (known.kind === 'DockerImage') {
    return known.draft.reference
      ? `Nothing is changed. ${name} keeps the name that it has.`
      : `Nothing is changed. The image is imported once more.`
  }
  if (known.kind === 'ImageStreamTag' && !isOfSameStream(known)) {
    return `Nothing is changed, and nothing happens: a copy from another stream is only taken anew from another source.`
  }
  return `Nothing is changed. ${name} takes its source once more, also where a push has moved it since.`
}

function importSentences(known: Known): string[] {
  const { before, draft, kind, context, seen } = known
  if (kind !== 'DockerImage' || draft.reference) return []
  const isWanted =
    isSourceNew(known) ||
    before.reference !== draft.reference ||
    (seen !== undefined && before.importMode !== draft.importMode) ||
    isUnchanged(known)
  if (isWanted) {
    return [
      context.row?.latest?.image
        ? 'The import follows in a moment. Until it is done, and if it fails, the image stays as it is.'
        : 'The import follows in a moment. Until it is done there is no image.',
    ]
  }
  // S-40: a change of policies does not make the cluster try again.
  return context.row?.failure && before.insecure !== draft.insecure
    ? ['The failed import is not tried again by this change alone.']
    : []
}

function historySentences(known: Known): string[] {
  const { draft, kind, context } = known
  const latest = context.row?.latest
  if (!latest || (!isSourceNew(known) && draft.reference === known.before.reference)) return []
  // S-21: an event that shares either the image or the reference replaces the newest entry.
  if (kind === 'DockerImage') {
    if (!draft.reference) return []
    const isReplaced = latest.image === '' || latest.reference === draft.from.trim()
    return [
      isReplaced
        ? 'The newest entry of the history is overwritten by this.'
        : 'The history keeps the images so far.',
    ]
  }
  const image = targetImage(known)
  if (image === '') return []
  if (image !== latest.image) return ['The history keeps the images so far.']
  return ['It is the image that the tag holds already, so the history gets no new entry.']
}

function pullSentences(known: Known): string[] {
  const { before, draft, kind, context, seen } = known
  const sentences: string[] = []
  const isPolicyNew = before.referencePolicy !== draft.referencePolicy
  if (isPolicyNew || (!seen && draft.referencePolicy === 'Local')) {
    sentences.push(
      draft.referencePolicy === 'Local'
        ? 'Pods pull through the internal registry. The source need not be reachable from the nodes once the image was pulled.'
        : 'Pods pull straight from the source, which must be reachable from the nodes.',
    )
  }
  if (seen && isPolicyNew && context.row?.latest?.image) {
    const now = pullString(context.row, context.repository ?? '')
    const spec = context.row.spec && { ...context.row.spec, referencePolicy: draft.referencePolicy }
    const then = pullString({ spec, latest: context.row.latest }, context.repository ?? '')
    if (now !== then || isSourceNew(known)) {
      sentences.push(
        'What is pulled gets another name, so workloads and builds with an image trigger on the tag start anew.',
      )
    }
  }
  if (kind !== 'DockerImage' && draft.reference && !before.reference && !isOfSameStream(known)) {
    sentences.push(
      'Images of the internal registry are pulled from the stream they come from, and that needs the right to pull there.',
    )
  }
  return sentences
}

function policySentences(known: Known): string[] {
  const { before, draft, kind } = known
  const sentences: string[] = []
  if (draft.insecure && !before.insecure) {
    sentences.push('The certificate of the registry is not checked, and plain HTTP is accepted.')
  }
  if (!draft.insecure && before.insecure) {
    sentences.push('The registry needs HTTPS with a trusted certificate from then on.')
  }
  if (draft.importMode !== before.importMode && kind === 'DockerImage' && !draft.reference) {
    sentences.push(importModeSentence(draft.importMode))
  }
  const annotations = annotationSentence(known)
  return annotations === '' ? sentences : [...sentences, annotations]
}

function importModeSentence(mode: TagDraft['importMode']): string {
  switch (mode) {
    case 'PreserveOriginal':
      return 'Of a list of platforms all are kept, and each node takes its own.'
    case 'Legacy':
      return 'Of a list of platforms one is kept: linux/amd64, where the cluster has no other wish.'
    case '':
      return 'Whether a list of platforms is kept whole is left to the cluster.'
  }
}

function annotationSentence({ seen, draft }: Known): string {
  const before = asTextMap(seen?.annotations)
  const after = draftAnnotations(draft)
  const set = Object.keys(after).filter((name) => before[name] !== after[name])
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(after, name))
  const parts = [
    ...(set.length === 0 ? [] : [`${countOf(set.length)} set`]),
    ...(removed.length === 0 ? [] : [`${countOf(removed.length)} removed`]),
  ]
  return parts.length === 0 ? '' : `${parts.join(', and ')}.`.replace(/^o/, 'O')
}

function countOf(count: number): string {
  return count === 1 ? 'one annotation is' : `${count} annotations are`
}

function isSourceNew({ seen, draft }: Known): boolean {
  return !seen || draft.from.trim() !== writtenFrom(seen)
}

function isUnchanged(known: Known): boolean {
  const { seen, before, draft } = known
  return (
    seen !== undefined &&
    !isSourceNew(known) &&
    before.reference === draft.reference &&
    before.scheduled === isScheduled(draft, seen) &&
    before.insecure === draft.insecure &&
    before.importMode === draft.importMode &&
    before.referencePolicy === draft.referencePolicy &&
    annotationSentence(known) === ''
  )
}

function targetOf({ seen, draft, context }: Known) {
  const from = draftSource(draft, seen)
  return from ? referenceTarget(from, context) : null
}

function targetTag(known: Known): string {
  return targetOf(known)?.tag ?? known.draft.from.trim()
}

/** The digest that the tag will hold, where it is written or known. */
function targetImage(known: Known): string {
  const digest = targetOf(known)?.digest
  const wanted = digest ?? known.context.target?.image ?? ''
  return digestHex(wanted) === '' ? '' : wanted
}

function isOfSameStream(known: Known): boolean {
  const target = targetOf(known)
  return target?.namespace === known.context.namespace && target.stream === known.context.stream
}
