import { shortDigest } from '@/domain/digest'
import { tagHistory } from '@/domain/image-stream'
import type { ImageStream, TagEvent, TagReference } from '@/domain/kinds/image-stream'
import { draftOf, type EditedTag, sourceWords, type TagDraft } from '@/domain/tag-draft'
import { formatTagReference } from '@/domain/tag-reference'
import { followedSource, rememberFollowed, resumedDraft } from './followed-source'
import type { SeenTag } from './seen-tag'
import { blocked, draftedOperation, type TagOperation } from './tag-operation'

interface Pinning {
  at: EditedTag
  stream: ImageStream
  seen: SeenTag | undefined
  /** Note on the tag what it followed, so that anybody can let it follow that again (S-29). */
  isRemembered: boolean
}

/** [E8] The tag stays on the image that it holds now, whatever its source does (S-30). */
export function pinTag({ at, stream, seen, isRemembered }: Pinning): TagOperation {
  if (!seen || seen.image === '') {
    return blocked(at, seen, 'The tag holds no image to stay on.')
  }
  const { spec, image } = seen
  if (spec?.from?.kind === 'ImageStreamImage' && !seen.isPushedOver) {
    return blocked(at, seen, `${at.tag} is pinned to this image already.`)
  }
  return draftedOperation({
    at,
    stream,
    seen,
    draft: pinned(at, spec, image, isRemembered),
    again: true,
    first: stopsFollowing(at, spec),
  })
}

/**
 * [E5] The tag goes back to an entry of its history (S-29): to the image, pinned, with everything
 * else as it is; an entry that only names an image is named again. The source is always taken
 * (S-19), also where the same was asked for before and a push has moved the tag since.
 */
export function rollBackTag({
  index,
  isPruned,
  ...pinning
}: Pinning & {
  /** Place in the history, 0 is the newest. */
  index: number
  /** Whether the image is gone from the cluster; undefined while that is not known. */
  isPruned: boolean | undefined
}): TagOperation {
  const { at, stream, seen, isRemembered } = pinning
  const event = tagHistory(stream, at.tag)[index]
  if (!seen || !event) return blocked(at, seen, 'The history has no such revision any more.')
  if (isPruned) {
    return blocked(at, seen, 'The image was pruned: the cluster does not have it any more.')
  }
  const { spec } = seen
  const draft = event.image
    ? pinned(at, spec, event.image, isRemembered)
    : named(event, spec, isRemembered)
  const what = event.image ? shortDigest(event.image) : event.dockerImageReference
  return draftedOperation({
    at,
    stream,
    seen,
    draft,
    again: true,
    first: [`${at.tag} goes back to ${what}, at once.`, ...stopsFollowing(at, spec)],
  })
}

/**
 * The tag takes its source again: what it is remembered to have followed, or, where a push moved it
 * away, what it is told to point at (S-19).
 */
export function resumeTag({ at, stream, seen }: Omit<Pinning, 'isRemembered'>): TagOperation {
  const spec = seen?.spec
  if (!seen || !spec) return blocked(at, seen, 'The tag has no source to follow again.')
  const followed = followedSource(spec)
  if (followed) {
    const source = formatTagReference(followed.from)
    return draftedOperation({
      at,
      stream,
      seen,
      draft: resumedDraft(spec, followed),
      first: [`${at.tag} points at ${source} again, which it did before it was pinned.`],
    })
  }
  if (!seen.isPushedOver) {
    return blocked(at, seen, 'It is not remembered what the tag followed before.')
  }
  return draftedOperation({ at, stream, seen, draft: draftOf(spec), again: true })
}

/** Whether there is a source that the tag could take again. */
export function canResume(seen: SeenTag): boolean {
  return seen.spec !== undefined && (seen.isPushedOver || followedSource(seen.spec) !== undefined)
}

function pinned(
  at: EditedTag,
  spec: TagReference | undefined,
  image: string,
  isRemembered: boolean,
): TagDraft {
  const draft = { ...draftOf(spec), from: `${at.stream}@${image}`, scheduled: false }
  return isRemembered ? rememberFollowed(draft, spec) : draft
}

/** An entry without an image was only named, and so it is again. */
function named(event: TagEvent, spec: TagReference | undefined, isRemembered: boolean): TagDraft {
  const from = formatTagReference({ kind: 'DockerImage', name: event.dockerImageReference })
  const draft = { ...draftOf(spec), from, reference: true, scheduled: false }
  return isRemembered ? rememberFollowed(draft, spec) : draft
}

function stopsFollowing(at: EditedTag, spec: TagReference | undefined): string[] {
  const { from } = spec ?? {}
  if (!from || from.kind === 'ImageStreamImage') return []
  return [`${at.tag} no longer points at ${sourceWords(spec, at)}.`]
}
