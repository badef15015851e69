import { queryOptions } from '@tanstack/react-query'
import { create } from '@/api/client'
import { selfSubjectAccessReviews } from '@/api/resources'
import { atMost } from './at-most'

/** A question of the form "may I `verb` this `resource`?". */
export interface Access {
  verb: string
  resource: string
  /** image.openshift.io unless said. */
  group?: string
  subresource?: string
  /** Left out: in all namespaces. */
  namespace?: string
  name?: string
}

const all = ['access'] as const

/** A bulk action asks for every project that it reaches into. */
const fourAtOnce = atMost(4)

export const accessQueries = {
  all,

  /** Whether this person may do that. Ask beside the page, never before its first row. */
  may: ({ group = 'image.openshift.io', ...access }: Access) =>
    queryOptions({
      queryKey: [...all, { group, ...access }],
      queryFn: async ({ signal }) => {
        const question = {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { group, ...access } },
        }
        const review = await fourAtOnce(
          () => create(selfSubjectAccessReviews, undefined, question, { signal }),
          signal,
        )
        return review.status?.allowed === true
      },
      staleTime: 5 * 60_000,
    }),
}
