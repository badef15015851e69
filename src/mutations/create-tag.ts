import { isConflict, isNotFound, isUnanswered } from '@/api/api-error'
import { create, get } from '@/api/client'
import { imageStreams, imageStreamTags } from '@/api/resources'
import { specTag } from '@/domain/image-stream'
import type { ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import { newTagObject } from '@/domain/tag-operations/tag-write'
import { hasLanded } from './patch-outcome'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import type { TagName } from './write-tag'

const MOST_CONFLICTS = 3

/**
 * Creates a tag, and its stream where that is missing; answers its reference as written. A POST
 * never writes over a reference that somebody else gave the tag meanwhile (observed 19): that is a
 * RetargetConflict. After a connection that broke the tag is read, and nothing is sent again.
 */
export async function createTag(
  name: TagName,
  reference: Omit<TagReference, 'name'>,
  options: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<ImageStreamTag> {
  const object = newTagObject(name, reference)
  for (let conflicts = 0; ; conflicts++) {
    try {
      return await create(imageStreamTags, name.namespace, object, options)
    } catch (error) {
      if (isConflict(error)) {
        const current = await readSpec(name).catch(() => undefined)
        if (current) throw new RetargetConflict(current)
        // Another write of the stream at the same instant: nothing was made, so it may be tried again.
        if (conflicts < MOST_CONFLICTS) continue
      }
      if (isUnanswered(error) && !options.dryRun) return findOut(name, reference)
      throw error
    }
  }
}

async function findOut(
  name: TagName,
  reference: Omit<TagReference, 'name'>,
): Promise<ImageStreamTag> {
  let current: TagReference | undefined
  try {
    current = await readSpec(name)
  } catch {
    throw new RetargetInterrupted('unknown')
  }
  if (!current) throw new RetargetInterrupted('unchanged')
  const wanted = [{ op: 'add' as const, path: '/tag', value: reference }]
  if (hasLanded(wanted, current) !== 'yes') throw new RetargetConflict(current)
  return {
    metadata: { namespace: name.namespace, name: `${name.stream}:${name.tag}` },
    tag: current,
    generation: current.generation ?? 0,
    lookupPolicy: { local: false },
    image: { metadata: { name: '' } },
  }
}

/** The reference of the tag as it is; undefined where there is none, or no stream. */
async function readSpec({ namespace, stream, tag }: TagName): Promise<TagReference | undefined> {
  try {
    return specTag(await get(imageStreams, { namespace, name: stream }), tag)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
