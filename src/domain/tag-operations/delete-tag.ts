import { shortDigest } from '@/domain/digest'
import { specTag, tagHistory, tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { shellCommand } from '@/domain/shell-word'
import type { EditedTag } from '@/domain/tag-draft'
import { referenceTarget } from '@/domain/tag-reference'
import { asText } from '@/domain/untrusted'
import type { SeenTag } from './seen-tag'
import { blocked, type TagOperation } from './tag-operation'
import { type TagWrite, writeRights } from './tag-write'

/**
 * [E10] Deletes a tag with its reference and its history, which nothing brings back (S-26). Broken
 * names can be deleted too (S-12).
 */
export function deleteTag({
  at,
  stream,
  seen,
}: {
  at: EditedTag
  stream: ImageStream
  seen: SeenTag | undefined
}): TagOperation {
  if (!seen) return blocked(at, seen, 'The tag does not exist any more.')
  const { spec, image, uid } = seen
  const write: TagWrite = { how: 'delete', guard: { spec, image, uid } }
  return {
    at,
    seen,
    write,
    blocker: '',
    sentences: [
      lostHistory(seen),
      ...orphans(at, stream),
      ...followers(at, stream),
      'Pods that run go on running. What starts anew and names the tag does not find it any more.',
    ],
    command: shellCommand(['oc', 'tag', '-d', `${at.stream}:${at.tag}`, '-n', at.namespace]),
    rights: writeRights(at, write),
  }
}

function lostHistory({ revisions, spec }: SeenTag): string {
  const what = spec ? 'The reference of the tag' : 'The tag'
  if (revisions === 0) return `${what} is lost. It never held an image.`
  const history = revisions === 1 ? 'its one revision' : `its history of ${revisions} revisions`
  return `${what} and ${history} are lost. Nothing brings them back.`
}

/** Images that no other tag of the stream has: nothing keeps them from the pruner any more. */
function orphans(at: EditedTag, stream: ImageStream): string[] {
  const others = new Set(
    tagNames(stream)
      .filter((tag) => tag !== at.tag)
      .flatMap((tag) => tagHistory(stream, tag).map(({ image }) => image)),
  )
  const own = new Set(tagHistory(stream, at.tag).map(({ image }) => image))
  const orphaned = [...own].filter((image) => image !== '' && !others.has(image))
  if (orphaned.length === 0) return []
  const [first = ''] = orphaned
  return orphaned.length === 1
    ? [`No other tag of the stream has image ${shortDigest(first)}: it may be pruned.`]
    : [`${orphaned.length} images are in no other tag of the stream: they may be pruned.`]
}

/** The tags that follow it keep their image, and get no other (observed 45). */
function followers(at: EditedTag, stream: ImageStream): string[] {
  const names = tagNames(stream).filter((tag) => {
    const from = specTag(stream, tag)?.from
    if (tag === at.tag || from?.kind !== 'ImageStreamTag') return false
    const target = referenceTarget({ ...from, name: asText(from.name) }, at)
    return (
      target?.namespace === at.namespace && target.stream === at.stream && target.tag === at.tag
    )
  })
  if (names.length === 0) return []
  const shown = names.slice(0, 5).join(', ')
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return names.length === 1
    ? [`${shown} follows it, keeps its image, and does not move any more.`]
    : [`${shown}${more} follow it, keep their images, and do not move any more.`]
}
