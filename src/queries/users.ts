import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import { users } from '@/api/resources'
import { whereAllowed } from './where-allowed'

const all = ['users'] as const

export const userQueries = {
  all,

  /** Who the cluster takes us for; null where it does not say. */
  me: () =>
    queryOptions({
      queryKey: [...all, '~'],
      queryFn: ({ signal }) => whereAllowed(get(users, { name: '~' }, signal)),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}
