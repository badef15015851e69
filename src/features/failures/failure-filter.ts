import { useMemo } from 'react'
import type { FailingTag, FailureFilter } from '@/domain/failing-tags'
import { failureReasons } from '@/domain/import-failure'
import { compareTagNames } from '@/domain/tag-order'
import type { FilterAttribute } from '@/ui/list-filter'
import { useSearchParam, useSetSearchParams, useTextParam } from '@/ui/search-params'
import { type Sort, useSortParam } from '@/ui/sort-param'

const sortKeys = ['tag', 'project', 'source', 'since'] as const
type FailureSortKey = (typeof sortKeys)[number]

const newestFirst: Sort<FailureSortKey> = { key: 'since', isDescending: true }

/** The filters and the order of the failures, all of them in the address. */
export function useFailureFilter() {
  const [text] = useTextParam('q')
  const [reason, setReason] = useSearchParam('reason', ['', ...failureReasons])
  const [retry, setRetry] = useSearchParam('retry', ['', 'retried', 'notRetried'] as const)
  const [sort, setSort] = useSortParam(sortKeys, newestFirst)
  const setParams = useSetSearchParams()
  const filter = useMemo<FailureFilter>(() => ({ text, reason, retry }), [text, reason, retry])
  const attributes: [FilterAttribute] = [
    { key: 'q', title: 'Text', placeholder: 'Tag, source or message', text },
  ]
  return {
    filter,
    sort,
    setSort,
    setReason,
    setRetry,
    attributes,
    clear: () => setParams({ q: '', reason: '', retry: '' }),
  }
}

/** Equal ones by project, stream and the cluster's order of tags (S-6), whichever way it runs. */
export function sortFailures(
  failures: readonly FailingTag[],
  { key, isDescending }: Sort<FailureSortKey>,
): FailingTag[] {
  const sign = isDescending ? -1 : 1
  const keyOf = keys[key]
  return failures.toSorted(
    (a, b) =>
      sign * compareTexts(keyOf(a), keyOf(b)) ||
      compareTexts(a.stream.namespace, b.stream.namespace) ||
      compareTexts(a.stream.name, b.stream.name) ||
      compareTagNames(a.tag.name, b.tag.name),
  )
}

const keys: Record<FailureSortKey, (failure: FailingTag) => string> = {
  tag: ({ stream }) => stream.name,
  project: ({ stream }) => stream.namespace,
  source: ({ tag }) => tag.spec?.from?.name ?? '',
  // All are UTC and of whole seconds, so that their texts sort as their times do.
  since: ({ failure }) => failure.since,
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
