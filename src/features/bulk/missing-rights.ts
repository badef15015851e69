import { type BulkAction, bulkRight } from '@/domain/bulk'
import { missingRightsText } from '@/domain/right'
import { useMissingRights as useMissing } from '@/queries/missing-rights'

/** In which projects the right to an action is missing, each with a sentence that names it. */
export function useMissingRights(
  action: BulkAction,
  namespaces: readonly string[],
): ReadonlyMap<string, string> {
  const missing = useMissing(namespaces.map((namespace) => bulkRight(action, namespace)))
  return new Map(missing.map((right) => [right.namespace ?? '', missingRightsText([right])]))
}
