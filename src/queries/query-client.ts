import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isTransient } from '@/api/api-error'
import { noteFailure } from './signed-out'

const MOST_RETRIES = 3

/**
 * A query client with the habits of this dashboard: what may pass is tried again a few times, a
 * refusal is an answer and is shown at once; a write is never repeated unasked. The browser's idea
 * of being offline stops nothing, for the cluster may be on this very machine.
 */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteFailure }),
    mutationCache: new MutationCache({ onError: noteFailure }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        retry: (failures, error) => failures < MOST_RETRIES && isTransient(error),
        retryDelay,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Half a second, doubled each time, never all at the same moment; as long as the cluster asks. */
function retryDelay(failures: number, error: Error): number {
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  return Math.max(asked, 500 * 2 ** failures * (0.75 + Math.random() / 2))
}
