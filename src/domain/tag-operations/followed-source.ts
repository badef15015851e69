import type { ObjectReference, TagReference } from '@/domain/kinds/image-stream'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { formatTagReference } from '@/domain/tag-reference'
import { asText, asTextMap, isObject } from '@/domain/untrusted'

/** Where a tag keeps what it followed before it was pinned (S-29): on the tag, for everyone. */
export const followedAnnotation = 'tagstream/followed'

/** What a tag followed before it was pinned or rolled back. */
export interface FollowedSource {
  from: ObjectReference
  reference: boolean
  scheduled: boolean
}

/** The draft, with a note of what the tag follows now. One that is there already is not written over. */
export function rememberFollowed(draft: TagDraft, seen: TagReference | undefined): TagDraft {
  const { from } = seen ?? {}
  if (!from || from.kind === 'ImageStreamImage' || followedSource(seen)) return draft
  const { reference, scheduled } = draftOf(seen)
  const namespace = asText(from.namespace)
  const note = {
    from: { kind: from.kind, name: from.name, ...(namespace ? { namespace } : {}) },
    ...(reference ? { reference } : {}),
    ...(scheduled ? { scheduled } : {}),
  }
  return {
    ...draft,
    annotations: [...draft.annotations, [followedAnnotation, JSON.stringify(note)]],
  }
}

/** What the tag is remembered to have followed; undefined where there is no note, or an unreadable one. */
export function followedSource(seen: TagReference | undefined): FollowedSource | undefined {
  const note = readNote(asTextMap(seen?.annotations)[followedAnnotation])
  if (!isObject(note) || !('from' in note) || !isObject(note.from)) return undefined
  const from = new Map<string, unknown>(Object.entries(note.from))
  const kind = asText(from.get('kind'))
  const name = asText(from.get('name'))
  const namespace = asText(from.get('namespace'))
  if (name === '' || (kind !== 'ImageStreamTag' && kind !== 'DockerImage')) return undefined
  return {
    from: { kind, name, ...(namespace ? { namespace } : {}) },
    reference: 'reference' in note && note.reference === true,
    scheduled: 'scheduled' in note && note.scheduled === true,
  }
}

/** The draft that follows it again; the note has done its work. */
export function resumedDraft(seen: TagReference, followed: FollowedSource): TagDraft {
  const draft = draftOf(seen)
  return {
    ...draft,
    from: formatTagReference(followed.from),
    reference: followed.reference,
    scheduled: followed.scheduled,
    annotations: draft.annotations.filter(([name]) => name !== followedAnnotation),
  }
}

function readNote(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
