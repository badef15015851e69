import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { JsonPatch } from '@/domain/json-patch'
import type { ImageStreamTag } from '@/domain/kinds/image-stream'
import { retargetPreviewQuery } from '@/mutations/dry-run-retarget'
import { RetargetConflict } from '@/mutations/retarget-failure'
import { type FailureKind, failureOf } from '@/queries/failure'
import { useDebounced } from './debounced'

const typingPause = 300

/** The server looked at it and will not have it; every other failure says nothing of the edit. */
const refusals: readonly FailureKind[] = [
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  'invalid',
  'refused',
]

/** What the server said to the edit as it stands: nothing yet, yes with the result, or no. */
export interface Verdict {
  /** What would come of it; undefined until the first answer, and after a refusal. */
  result: ImageStreamTag | undefined
  /** The server's refusal, unchanged; '' where there is none. */
  refusal: string
  /** Why there was no dry run: the server did not answer one; '' as a rule. */
  unasked: string
  isRunning: boolean
}

/**
 * Asks the server for a dry run (S-28) whenever the patch has stood still for a moment; null where
 * there is nothing to ask. The old answer stays until the new one is here.
 */
export function useVerdict(
  name: { namespace: string; stream: string; tag: string },
  patch: JsonPatch | null,
): Verdict {
  const wanted = patch ? JSON.stringify(patch) : ''
  const asked = useDebounced(wanted, typingPause)
  const { data, error, isFetching } = useQuery({
    ...retargetPreviewQuery(name, asked === '' ? [] : (JSON.parse(asked) as JsonPatch)),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  if (!patch) return { result: undefined, refusal: '', unasked: '', isRunning: false }
  const isRefused = error !== null && refusals.includes(failureOf(error).kind)
  return {
    result: error ? undefined : data,
    refusal: error && (isRefused || error instanceof RetargetConflict) ? error.message : '',
    unasked: error && !isRefused && !(error instanceof RetargetConflict) ? error.message : '',
    isRunning: wanted !== asked || isFetching,
  }
}
