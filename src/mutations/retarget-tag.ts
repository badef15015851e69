import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { JsonPatch } from '@/domain/json-patch'
import { refreshStream } from '@/queries/image-streams'
import { type TagName, writeTag } from './write-tag'

/**
 * Changes what a tag points at. The patch is the domain's `tagPatch`. Fails with RetargetConflict,
 * RetargetInterrupted or the cluster's refusal. Done when the screen shows what was written, so that
 * a dialog closes on a page that is right.
 */
export function useRetargetTag(name: TagName) {
  const queryClient = useQueryClient()
  // The write is done whether or not this read succeeds; the watch brings what it could not.
  const refresh = () => refreshStream(queryClient, name.namespace, name.stream).catch(() => {})

  return useMutation({
    mutationFn: ({ patch }: { patch: JsonPatch }) => writeTag(name, patch),
    onSuccess: refresh,
    // A refusal is shown at once; what is on screen catches up beside it.
    onError: () => void refresh(),
  })
}
