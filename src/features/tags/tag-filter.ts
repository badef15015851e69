import { useMemo } from 'react'
import { digestPrefix } from '@/domain/digest'
import { type LabelSelector, parseLabelSelector } from '@/domain/label-selector'
import { stateLabels, type TagStateWord } from '@/domain/tag-state'
import type { FilterAttribute } from '@/ui/list-filter'
import { useSearchParam, useSetSearchParams, useTextParam } from '@/ui/search-params'
import { type Sort, useSortParam } from '@/ui/sort-param'

/** What a list of tags is narrowed to; '' and [] leave it as it is. */
export interface TagFilter {
  /** Words of `project/stream:tag`. */
  text: string
  labels: LabelSelector
  digest: string
  state: TagStateWord | ''
}

const states: ['', ...TagStateWord[]] = ['', ...(Object.keys(stateLabels) as TagStateWord[])]
const sortKeys = ['tag', 'project', 'state', 'pointsAt', 'image', 'changed'] as const
/** What the list can be ordered by. */
export type TagSortKey = (typeof sortKeys)[number]

const newestFirst: Sort<TagSortKey> = { key: 'changed', isDescending: true }

/** The filters and the order of the list of tags, all of them in the address. */
export function useTagFilter() {
  const [text] = useTextParam('q')
  const [labelText] = useTextParam('labels')
  const [digestText] = useTextParam('digest')
  const [state, setState] = useSearchParam('state', states)
  const [sort, setSort] = useSortParam(sortKeys, newestFirst)
  const setParams = useSetSearchParams()

  const labels = useMemo(() => parseLabelSelector(labelText), [labelText])
  const digest = digestPrefix(digestText)
  const filter = useMemo<TagFilter>(
    () => ({ text, labels: labels.ok ? labels.value : [], digest, state }),
    [text, labels, digest, state],
  )
  const attributes: [FilterAttribute, ...FilterAttribute[]] = [
    { key: 'q', title: 'Tag', placeholder: 'Filter by stream:tag', text },
    {
      key: 'labels',
      title: 'Label',
      placeholder: 'app=frontend,tier!=test',
      text: labelText,
      ...(!labels.ok && { problem: `This is no label selector yet: ${labels.problem}.` }),
    },
    {
      key: 'digest',
      title: 'Digest',
      placeholder: 'sha256:448e… or its start',
      text: digestText,
      ...(digestText !== '' && digest === '' && { problem: 'Give at least four hex digits.' }),
    },
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
