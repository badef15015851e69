import { specTag, tagHistory } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { draftOf, type EditedTag } from '@/domain/tag-draft'
import { parseTagName, referenceTarget } from '@/domain/tag-reference'
import { seenTag } from './seen-tag'
import { blocked, draftedOperation, type TagOperation } from './tag-operation'

/**
 * [E7] Another name for a tag of the same stream, which moves whenever that moves (S-30). Across
 * streams there are no aliases (S-11): a tag of another stream is copied once and never followed.
 */
export function aliasTag({
  source,
  alias,
  stream,
}: {
  source: EditedTag
  /** The name, as typed. */
  alias: string
  stream: ImageStream
}): TagOperation {
  const tag = alias.trim()
  const at = { ...source, tag }
  const name = parseTagName(tag)
  if (!name.ok) return blocked(at, undefined, name.problem)
  const seen = seenTag(stream, tag)
  if (tag === source.tag) return blocked(at, seen, 'A tag cannot follow itself.')
  if (followsInTheEnd(stream, source, tag)) {
    return blocked(
      at,
      seen,
      `${source.tag} follows ${tag} already: in a circle, neither would move.`,
    )
  }
  const [held] = tagHistory(stream, source.tag)
  return draftedOperation({
    at,
    stream,
    seen,
    draft: { ...draftOf(seen?.spec), from: `${source.stream}:${source.tag}`, scheduled: false },
    target: held && { image: held.image, reference: held.dockerImageReference },
  })
}

/** Whether the tag follows the other one, through as many tags of the stream as it takes. */
function followsInTheEnd(
  stream: ImageStream,
  { namespace, stream: name, tag }: EditedTag,
  other: string,
) {
  const passed = new Set<string>()
  let at = tag
  while (!passed.has(at)) {
    passed.add(at)
    const from = specTag(stream, at)?.from
    const target = from && referenceTarget(from, { namespace, stream: name })
    if (target?.tag === undefined || target.namespace !== namespace || target.stream !== name) {
      return false
    }
    if (target.tag === other) return true
    at = target.tag
  }
  return false
}
