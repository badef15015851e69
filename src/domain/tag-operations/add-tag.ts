import type { ImageStream } from '@/domain/kinds/image-stream'
import type { TagDraft } from '@/domain/tag-draft'
import { parseTagName } from '@/domain/tag-reference'
import { seenTag } from './seen-tag'
import { blocked, draftedOperation, type TagOperation } from './tag-operation'

/** A new tag of a stream: a creation, which the cluster refuses where somebody was faster. */
export function addTag({
  namespace,
  stream,
  imageStream,
  tag: typed,
  draft,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
  /** The name, as typed. */
  tag: string
  draft: TagDraft
}): TagOperation {
  const tag = typed.trim()
  const at = { namespace, stream, tag }
  const name = parseTagName(tag)
  if (!name.ok) return blocked(at, undefined, name.problem)
  const seen = seenTag(imageStream, tag)
  if (seen) {
    return blocked(
      at,
      seen,
      `${stream} has a tag ${tag} already. Retarget it, or choose another name.`,
    )
  }
  return draftedOperation({ at, stream: imageStream, seen, draft })
}
