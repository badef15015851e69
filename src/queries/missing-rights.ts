import { useQueries } from '@tanstack/react-query'
import type { Right } from '@/domain/right'
import { accessQueries } from './access'

/**
 * Those of the rights that the cluster says this person lacks. Until it has answered, and where it
 * does not, none is missing: its word on the change itself is final.
 */
export function useMissingRights(rights: readonly Right[], isAsked = true): Right[] {
  return useQueries({
    queries: rights.map((right) => ({ ...accessQueries.may(right), enabled: isAsked })),
    combine: (results) => rights.filter((_, index) => results[index]?.data === false),
  })
}
