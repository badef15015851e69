import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImageStreamTag } from '@/domain/kinds/image-stream'
import type { TagWrite } from '@/domain/tag-operations/tag-write'
import { askAgain } from '@/queries/ask-again'
import { refreshStream } from '@/queries/image-streams'
import { createTag } from './create-tag'
import { deleteTag } from './delete-tag'
import { untrackTag } from './untrack-tag'
import { type TagName, writeTag } from './write-tag'

/** What a write of a tag answers: the tag as it is then; null for one without a reference, or none. */
type Answer = ImageStreamTag | null

/**
 * Sends one write of a tag, of whichever kind. Fails with RetargetConflict where somebody else
 * changed the tag, RetargetInterrupted where the connection broke and the change did not show, and
 * the cluster's own words for every other refusal. Nothing is ever sent twice.
 */
export async function sendTagWrite(
  name: TagName,
  write: TagWrite,
  options: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<Answer> {
  switch (write.how) {
    case 'patch':
      return writeTag(name, write.patch, options)
    case 'create':
      return createTag(name, write.reference, options)
    case 'untrack':
      await untrackTag(name, write.spec, options)
      return null
    case 'delete':
      await deleteTag(name, write.guard, options)
      return null
  }
}

/** What the cluster would answer (S-28): the same failures as the write itself. Nothing is written. */
export function tagWritePreviewQuery(name: TagName, write: TagWrite) {
  return queryOptions({
    queryKey: ['tag-write-preview', name, write],
    queryFn: ({ signal }) => sendTagWrite(name, write, { dryRun: true, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: askAgain,
  })
}

/**
 * Changes a tag by one write, or by several in order, of which one that fails keeps back the rest;
 * answers what the last one did. Done when the screen shows it.
 */
export function useChangeTag() {
  const queryClient = useQueryClient()
  // The write is done whether or not this read succeeds; the watch brings what it could not.
  const refresh = ({ namespace, stream }: TagName) =>
    refreshStream(queryClient, namespace, stream).catch(() => {})

  return useMutation({
    mutationFn: async ({ at, writes }: { at: TagName; writes: readonly TagWrite[] }) => {
      let answer: Answer = null
      for (const write of writes) answer = await sendTagWrite(at, write)
      return answer
    },
    onSuccess: (_answer, { at }) => refresh(at),
    // A refusal is shown at once; what is on screen catches up beside it.
    onError: (_error, { at }) => void refresh(at),
  })
}
