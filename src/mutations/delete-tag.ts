import { isConflict, isNotFound, isUnanswered } from '@/api/api-error'
import { get, remove } from '@/api/client'
import { imageStreams, imageStreamTags } from '@/api/resources'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { isSameReference, type SeenTag, seenTag } from '@/domain/tag-operations/seen-tag'
import type { DeleteGuard } from '@/domain/tag-operations/tag-write'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import type { TagName } from './write-tag'

/**
 * Deletes a tag with its history (S-26). The cluster's only guard is the stream's uid, so the tag is
 * read right before: one that is not as it was seen is a RetargetConflict, and stays. What happens
 * between that read and the deletion cannot be guarded against.
 */
export async function deleteTag(
  name: TagName,
  guard: DeleteGuard,
  options: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const before = await readBefore(name, options.dryRun ?? false)
  if (!before || !isAsSeen(before, guard)) throw new RetargetConflict(before?.spec)
  const object = { namespace: name.namespace, name: `${name.stream}:${name.tag}` }
  try {
    await remove(imageStreamTags, object, { uid: guard.uid, ...options })
  } catch (error) {
    // Gone already, or in a stream of the same name that is another one.
    if (isNotFound(error) || isConflict(error)) throw new RetargetConflict(undefined)
    if (!isUnanswered(error) || options.dryRun) throw error
    await findOut(name)
  }
}

function isAsSeen(tag: SeenTag, { spec, image, most, uid }: DeleteGuard): boolean {
  return (
    isSameReference(tag.spec, spec) &&
    (image === undefined || tag.image === image) &&
    (most === undefined || tag.revisions <= most) &&
    (uid === '' || tag.uid === uid)
  )
}

async function readBefore(name: TagName, isDryRun: boolean): Promise<SeenTag | undefined> {
  try {
    return seenTag(await readStream(name), name.tag)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw isUnanswered(error) && !isDryRun ? new RetargetInterrupted('unchanged') : error
  }
}

async function findOut(name: TagName): Promise<void> {
  try {
    const tag = seenTag(await readStream(name), name.tag)
    if (!tag) return
  } catch (error) {
    if (isNotFound(error)) return
    throw new RetargetInterrupted('unknown')
  }
  throw new RetargetInterrupted('unchanged')
}

function readStream({ namespace, stream }: TagName): Promise<ImageStream> {
  return get(imageStreams, { namespace, name: stream })
}
