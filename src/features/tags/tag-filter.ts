import type { LabelSelector } from '@/domain/label-selector'
import type { TagStateWord } from '@/domain/tag-state'
import type { FilterAttribute } from '@/ui/list-filter'
import { useRowFilterParams } from '@/ui/row-filter-params'
import { useSetSearchParams } from '@/ui/search-params'
import { type Sort, useSortParam } from '@/ui/sort-param'

/** What a list of tags is narrowed to; '' and [] leave it as it is. */
export interface TagFilter {
  /** Words of `project/stream:tag`. */
  text: string
  labels: LabelSelector
  digest: string
  state: TagStateWord | ''
}

const sortKeys = ['tag', 'project', 'state', 'pointsAt', 'image', 'changed'] as const
/** What the list can be ordered by. */
export type TagSortKey = (typeof sortKeys)[number]

const newestFirst: Sort<TagSortKey> = { key: 'changed', isDescending: true }

/** The filters and the order of the list of tags, all of them in the address. */
export function useTagFilter() {
  const { params, setState, labelAttribute, digestAttribute } = useRowFilterParams()
  const [sort, setSort] = useSortParam(sortKeys, newestFirst)
  const setParams = useSetSearchParams()
  const filter: TagFilter = params
  const attributes: [FilterAttribute, ...FilterAttribute[]] = [
    { key: 'q', title: 'Tag', placeholder: 'Filter by stream:tag', text: params.text },
    labelAttribute,
    digestAttribute,
  ]
  return {
    filter,
    sort,
    setSort,
    setState,
    attributes,
    clear: () => setParams({ q: '', labels: '', digest: '', state: '' }),
  }
}
