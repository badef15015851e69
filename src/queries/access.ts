import { queryOptions } from '@tanstack/react-query'
import { create } from '@/api/client'
import { selfSubjectAccessReviews } from '@/api/resources'

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

export const accessQueries = {
  all,

  /** Whether this person may do that. Ask beside the page, never before its first row. */
  may: ({ group = 'image.openshift.io', ...access }: Access) =>
    queryOptions({
      queryKey: [...all, { group, ...access }],
      queryFn: async ({ signal }) => {
        const review = await create(
          selfSubjectAccessReviews,
          undefined,
          {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: { resourceAttributes: { group, ...access } },
          },
          { signal },
        )
        return review.status?.allowed === true
      },
      staleTime: 5 * 60_000,
    }),
  /** The same of many, in their order; four are asked at once. */
  mayEach: (accesses: readonly Access[]) =>
    queryOptions({
      queryKey: [...all, 'each', accesses],
      queryFn: async ({ client }) => {
        const answers: boolean[] = []
        const waiting = [...accesses.entries()]
        const worker = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [index, access] = next
            answers[index] = await client.fetchQuery(accessQueries.may(access))
          }
        }
        await Promise.all(Array.from({ length: 4 }, worker))
        return answers
      },
      staleTime: 5 * 60_000,
    }),
}
