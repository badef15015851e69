import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isConflict, isInvalid, isNotFound, isUnanswered } from '@/api/api-error'
import { create, get, patch, remove } from '@/api/client'
import { imageStreams } from '@/api/resources'
import { tagNames } from '@/domain/image-stream'
import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamPlace, StreamWrite } from '@/domain/stream-operations/stream-operation'
import { imageStreamQueries, refreshStream } from '@/queries/image-streams'
import { isApplied, testsHold } from './patch-outcome'
import { StreamConflict, StreamInterrupted } from './stream-failure'

const MOST_CONFLICTS = 3

/**
 * Sends one write of a stream, and answers the stream as it is then; null for a deleted one. Fails
 * with StreamConflict where it is not as it was seen, StreamInterrupted where the connection broke
 * and the change did not show, and the cluster's own words for every other refusal.
 */
export async function sendStreamWrite(
  at: StreamPlace,
  write: StreamWrite,
): Promise<ImageStream | null> {
  switch (write.how) {
    case 'create':
      return createStream(at, write.object)
    case 'patch':
      return patchStream(at, write.patch)
    case 'delete':
      await deleteStream(at, write)
      return null
  }
}

/** Changes a stream; done when the screen shows it. */
export function useChangeStream() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ at, write }: { at: StreamPlace; write: StreamWrite }) =>
      sendStreamWrite(at, write),
    onSuccess: async (_stream, { at, write }) => {
      if (write.how === 'patch') {
        await refreshStream(queryClient, at.namespace, at.stream).catch(() => {})
      } else {
        // Lists learn of new and deleted streams by their watches; one that has none reads again.
        await queryClient.invalidateQueries({
          queryKey: imageStreamQueries.detail(at.namespace, at.stream).queryKey,
        })
      }
    },
  })
}

async function createStream(
  at: StreamPlace,
  object: Extract<StreamWrite, { how: 'create' }>['object'],
): Promise<ImageStream> {
  try {
    return await create(imageStreams, at.namespace, object)
  } catch (error) {
    if (isConflict(error)) {
      throw new StreamConflict(`There is an image stream ${at.stream} in ${at.namespace} already.`)
    }
    if (!isUnanswered(error)) throw error
    const found = await look(at)
    if (!found) throw new StreamInterrupted('unchanged')
    // One that was there before would have tags, or is as wanted all the same.
    if (tagNames(found).length > 0) throw new StreamConflict()
    return found
  }
}

async function patchStream(at: StreamPlace, operations: JsonPatch): Promise<ImageStream> {
  if (operations[0]?.op !== 'test') throw new Error('A patch of a stream begins with a test.')
  const object = { namespace: at.namespace, name: at.stream }
  for (let conflicts = 0; ; conflicts++) {
    try {
      return await patch(imageStreams, object, operations)
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) continue
      if (isNotFound(error)) throw new StreamConflict('Somebody else deleted this image stream.')
      if (isInvalid(error)) {
        // A failed test and every other refusal look alike (422): reading again tells them apart.
        const current = await look(at).catch(() => null)
        const isMoved = current !== null && !(current && testsHold(operations, current))
        throw isMoved ? new StreamConflict() : error
      }
      if (!isUnanswered(error)) throw error
      const current = await look(at)
      if (!current) throw new StreamConflict('Somebody else deleted this image stream.')
      const outcome = isApplied(operations, current)
      if (outcome === 'yes') return current
      if (!testsHold(operations, current)) throw new StreamConflict()
      throw new StreamInterrupted(outcome === 'no' ? 'unchanged' : 'unknown')
    }
  }
}

async function deleteStream(
  at: StreamPlace,
  { uid, most }: { uid: string; most?: number },
): Promise<void> {
  const object = { namespace: at.namespace, name: at.stream }
  if (most !== undefined) {
    const current = await get(imageStreams, object)
    if (tagNames(current).length > most) {
      throw new StreamConflict('The image stream has tags by now, and stays.')
    }
  }
  try {
    await remove(imageStreams, object, { uid })
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) {
      throw new StreamConflict('Somebody else deleted this image stream.')
    }
    if (!isUnanswered(error)) throw error
    const current = await look(at)
    if (current?.metadata.uid === uid) throw new StreamInterrupted('unchanged')
  }
}

/** After a connection that broke: the stream as it is; undefined where there is none. */
async function look({ namespace, stream }: StreamPlace): Promise<ImageStream | undefined> {
  try {
    return await get(imageStreams, { namespace, name: stream })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw new StreamInterrupted('unknown')
  }
}
