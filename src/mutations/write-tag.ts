import { ApiError, isConflict, isInvalid, isNotFound, isUnanswered } from '@/api/api-error'
import { get, patch } from '@/api/client'
import { imageStreams, imageStreamTags } from '@/api/resources'
import { specTag } from '@/domain/image-stream'
import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStream, ImageStreamTag } from '@/domain/kinds/image-stream'
import { guardsHold, hasLanded } from './patch-outcome'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'

export interface TagName {
  namespace: string
  stream: string
  tag: string
}

const MOST_CONFLICTS = 3

interface WriteTagOptions {
  dryRun?: boolean
  signal?: AbortSignal
}

/**
 * Patches a tag, guarded by the patch's own tests (S-60), and answers with the tag as written.
 * A 409 is another write of the same instant and is tried again, which is safe for a guarded patch.
 * Throws RetargetConflict where somebody else changed the tag, RetargetInterrupted where the
 * connection broke and the change did not show, and the cluster's ApiError for every other refusal.
 */
export async function writeTag(
  name: TagName,
  operations: JsonPatch,
  options: WriteTagOptions = {},
): Promise<ImageStreamTag> {
  if (operations[0]?.op !== 'test') {
    throw new Error('A patch without a test would make a tag that is missing (observed 35).')
  }
  const { namespace, stream, tag } = name
  for (let conflicts = 0; ; conflicts++) {
    try {
      const object = { namespace, name: `${stream}:${tag}` }
      return await patch(imageStreamTags, object, operations, options)
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) continue
      if (isInvalid(error)) {
        const refusal = await explainRefusal(error, name, operations)
        if (refusal === error && isWordless(error) && conflicts < MOST_CONFLICTS) continue
        throw refusal
      }
      if (isUnanswered(error) && !options.dryRun) return findOut(name, operations)
      throw error
    }
  }
}

/**
 * A failed test says nothing of what is wrong (S-60). Where the tag is as it was seen all the same,
 * somebody changed it and changed it back between the write and the look: the write is tried again.
 */
function isWordless(error: unknown): boolean {
  return error instanceof ApiError && error.causes.length === 0
}

/** A failed test and every other refusal look alike (422): reading again tells them apart. */
async function explainRefusal(error: unknown, name: TagName, operations: JsonPatch) {
  try {
    const current = specTag(await readStream(name), name.tag)
    return guardsHold(operations, current) ? error : new RetargetConflict(current)
  } catch {
    return error
  }
}

/** After a connection that broke: whether the change landed before it did. Nothing is written again. */
async function findOut(name: TagName, operations: JsonPatch): Promise<ImageStreamTag> {
  const stream = await readStream(name).catch(() => null)
  if (!stream) throw new RetargetInterrupted('unknown')
  const current = specTag(stream, name.tag)
  const outcome = hasLanded(operations, current)
  if (outcome === 'yes') return readTag(name, stream)
  if (!guardsHold(operations, current)) throw new RetargetConflict(current)
  throw new RetargetInterrupted(outcome === 'no' ? 'unchanged' : 'unknown')
}

function readStream({ namespace, stream }: TagName): Promise<ImageStream> {
  return get(imageStreams, { namespace, name: stream })
}

/** The tag as its write would have answered, also where there is no image yet to GET it by (S-8). */
async function readTag(name: TagName, stream: ImageStream): Promise<ImageStreamTag> {
  const { namespace, tag } = name
  const metadata = { namespace, name: `${name.stream}:${tag}` }
  try {
    return await get(imageStreamTags, metadata)
  } catch (error) {
    if (!isNotFound(error) && !isUnanswered(error)) throw error
    const current = specTag(stream, tag) ?? null
    const generation = current?.generation ?? 0
    const lookupPolicy = stream.spec?.lookupPolicy ?? { local: false }
    return { metadata, tag: current, generation, lookupPolicy, image: { metadata: { name: '' } } }
  }
}
