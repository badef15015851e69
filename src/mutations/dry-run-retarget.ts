import { queryOptions } from '@tanstack/react-query'
import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStreamTag } from '@/domain/kinds/image-stream'
import { askAgain } from '@/queries/ask-again'
import { type TagName, writeTag } from './write-tag'

/**
 * What the cluster would answer to a change of a tag: the tag as it would be, or the same failures
 * as of the change itself. Nothing is written (S-28).
 */
export function previewRetarget(
  name: TagName,
  patch: JsonPatch,
  signal?: AbortSignal,
): Promise<ImageStreamTag> {
  return writeTag(name, patch, { dryRun: true, ...(signal && { signal }) })
}

/** The same as a query, for a preview that follows the form. Give it a patch with changes in it. */
export function retargetPreviewQuery(name: TagName, patch: JsonPatch) {
  return queryOptions({
    queryKey: ['retarget-preview', name, patch],
    queryFn: ({ signal }) => previewRetarget(name, patch, signal),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: askAgain,
  })
}
