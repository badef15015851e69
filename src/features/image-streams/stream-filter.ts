import { useCallback, useMemo } from 'react'
import type { LabelSelector } from '@/domain/label-selector'
import type { TagStateWord } from '@/domain/tag-state'
import type { FilterAttribute } from '@/ui/list-filter'
import { useRowFilterParams } from '@/ui/row-filter-params'
import { useSetSearchParams, useTextParam } from '@/ui/search-params'
import { type Sort, useSortParam } from '@/ui/sort-param'

/** What a list of streams is narrowed to; '' and [] leave it as it is. */
export interface StreamFilter {
  text: string
  labels: LabelSelector
  tag: string
  digest: string
  state: TagStateWord | ''
}

const sortKeys = ['name', 'project', 'state', 'tags', 'labels', 'changed'] as const
/** What the list can be ordered by. */
export type StreamSortKey = (typeof sortKeys)[number]

const newestFirst: Sort<StreamSortKey> = { key: 'changed', isDescending: true }

/** The filters and the order of the list, all of them in the address. */
export function useStreamFilter() {
  const { params, setState, labelText, labelAttribute, digestAttribute } = useRowFilterParams()
  const [tag] = useTextParam('tag')
  const [sort, setSort] = useSortParam(sortKeys, newestFirst)
  const setParams = useSetSearchParams()
  const filter = useMemo<StreamFilter>(() => ({ ...params, tag }), [params, tag])
  const attributes: [FilterAttribute, ...FilterAttribute[]] = [
    { key: 'q', title: 'Name', placeholder: 'Filter by name', text: params.text },
    labelAttribute,
    { key: 'tag', title: 'Tag', placeholder: 'prod', text: tag },
    digestAttribute,
  ]

  /** Adds a requirement: a second label narrows further. */
  const setLabel = useCallback(
    (name: string, value: string) => {
      const wanted = `${name}=${value}`
      const parts = labelText.split(',').filter((part) => part !== '' && part !== wanted)
      setParams({ labels: [...parts, wanted].join(',') })
    },
    [labelText, setParams],
  )

  return {
    filter,
    sort,
    setSort,
    setState,
    setLabel,
    attributes,
    clear: () => setParams({ q: '', labels: '', tag: '', digest: '', state: '' }),
  }
}
