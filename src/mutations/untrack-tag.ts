import { isConflict, isUnanswered } from '@/api/api-error'
import { get, mergePatch } from '@/api/client'
import { imageStreams, imageTags } from '@/api/resources'
import { specTag } from '@/domain/image-stream'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { isSameReference } from '@/domain/tag-operations/seen-tag'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import type { TagName } from './write-tag'

const MOST_CONFLICTS = 5

/**
 * Takes a tag's reference away and keeps its history (S-27). The version that it was read at goes
 * along, so that nobody's change is taken away unseen. The version is the stream's, and any other
 * tag moves it: then the tag is read again, and only another reference is a RetargetConflict (S-16).
 */
export async function untrackTag(
  name: TagName,
  seen: TagReference,
  options: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const object = { namespace: name.namespace, name: `${name.stream}:${name.tag}` }
  for (let conflicts = 0; ; conflicts++) {
    const stream = await readBefore(name, options.dryRun ?? false)
    const current = specTag(stream, name.tag)
    if (!isSameReference(current, seen)) throw new RetargetConflict(current)
    const { resourceVersion } = stream.metadata
    try {
      await mergePatch(imageTags, object, { metadata: { resourceVersion }, spec: null }, options)
      return
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) continue
      if (!isUnanswered(error) || options.dryRun) throw error
      return findOut(name, seen)
    }
  }
}

async function readBefore(name: TagName, isDryRun: boolean): Promise<ImageStream> {
  try {
    return await readStream(name)
  } catch (error) {
    // Nothing was sent yet.
    throw isUnanswered(error) && !isDryRun ? new RetargetInterrupted('unchanged') : error
  }
}

async function findOut(name: TagName, seen: TagReference): Promise<void> {
  const stream = await readStream(name).catch(() => null)
  if (!stream) throw new RetargetInterrupted('unknown')
  const current = specTag(stream, name.tag)
  if (!current) return
  throw isSameReference(current, seen)
    ? new RetargetInterrupted('unchanged')
    : new RetargetConflict(current)
}

function readStream({ namespace, stream }: TagName): Promise<ImageStream> {
  return get(imageStreams, { namespace, name: stream })
}
