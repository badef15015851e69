import { useQuery } from '@tanstack/react-query'
import { type BulkAction, bulkRight } from '@/domain/bulk'
import { missingRightsText } from '@/domain/right'
import { accessQueries } from '@/queries/access'

/** In which projects the right to an action is missing, each with a sentence that names it. */
export function useMissingRights(
  action: BulkAction,
  namespaces: readonly string[],
): ReadonlyMap<string, string> {
  const rights = namespaces.map((namespace) => bulkRight(action, namespace))
  const { data: may } = useQuery(accessQueries.mayEach(rights))
  return new Map(
    rights.flatMap((right, index) =>
      may?.[index] === false ? [[right.namespace ?? '', missingRightsText([right])]] : [],
    ),
  )
}
