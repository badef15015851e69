import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import type { Right } from '@/domain/right'
import type { EditedTag, TagDraft } from '@/domain/tag-draft'
import { firstTagReference, tagPatch } from '@/domain/tag-patch'
import type { SeenTag } from './seen-tag'

/**
 * One request that changes a tag. None is blind: a patch begins with its tests (S-60), a creation
 * is refused where the tag got a reference meanwhile (observed 19), and for the other two, which
 * the cluster does not guard by itself (S-26, S-27), the tag is read first.
 */
export type TagWrite =
  | { how: 'patch'; patch: JsonPatch }
  | { how: 'create'; reference: Omit<TagReference, 'name'> }
  | { how: 'untrack'; spec: TagReference }
  | { how: 'delete'; guard: DeleteGuard }

/** What must still be so for the tag to be deleted. */
export interface DeleteGuard {
  /** undefined: it has no reference. */
  spec: TagReference | undefined
  /** The image that it holds; left out where any may be. */
  image?: string
  /** It has no more revisions than this; left out where it may have any. */
  most?: number
  /** The stream's. */
  uid: string
}

/**
 * The write that makes the tag what the draft says: a creation where there is no such tag, else a
 * patch, which for a tag that was only pushed gives it its first reference.
 */
export function draftWrite(
  at: EditedTag,
  seen: SeenTag | undefined,
  draft: TagDraft,
  again = false,
): TagWrite {
  const reference = seen ? undefined : firstTagReference(draft, at)
  if (reference) return { how: 'create', reference }
  return { how: 'patch', patch: tagPatch(seen?.spec, draft, { again, at }) }
}

/** Whether there is anything to send. */
export function isEmptyWrite(write: TagWrite): boolean {
  return write.how === 'patch' && write.patch.every(({ op }) => op === 'test')
}

/** The body of a POST of a new tag; annotations go into both places, equal (S-15). */
export function newTagObject(
  { namespace, stream, tag }: EditedTag,
  reference: Omit<TagReference, 'name'>,
): Pick<ImageStreamTag, 'kind' | 'apiVersion' | 'metadata' | 'tag'> {
  const { annotations } = reference
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamTag',
    metadata: { name: `${stream}:${tag}`, namespace, ...(annotations ? { annotations } : {}) },
    tag: { ...reference, name: tag },
  }
}

/** What the cluster asks for before it takes the write (C7). A patch is the verb `patch`. */
export function writeRights(at: EditedTag, { how }: TagWrite): Right[] {
  const { namespace, stream, tag } = at
  const name = `${stream}:${tag}`
  switch (how) {
    case 'patch':
      return [{ verb: 'patch', resource: 'imagestreamtags', namespace, name }]
    case 'create':
      // A name has no say in a creation: the rights of roles cannot be limited by it.
      return [{ verb: 'create', resource: 'imagestreamtags', namespace }]
    case 'untrack':
      return [{ verb: 'patch', resource: 'imagetags', namespace, name }]
    case 'delete':
      return [{ verb: 'delete', resource: 'imagestreamtags', namespace, name }]
  }
}
