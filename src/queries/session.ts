import { queryOptions } from '@tanstack/react-query'
import { readSession } from '@/api/session'

const all = ['session'] as const

export const sessionQueries = {
  all,

  /** How the gateway knows people. */
  current: () =>
    queryOptions({
      queryKey: all,
      queryFn: ({ signal }) => readSession(signal),
      staleTime: 60_000,
    }),
}
