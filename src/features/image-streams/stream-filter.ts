import { useCallback, useMemo } from 'react'
import { digestPrefix } from '@/domain/digest'
import { type LabelSelector, parseLabelSelector } from '@/domain/label-selector'
import { stateLabels, type TagStateWord } from '@/domain/tag-state'
import type { FilterAttribute } from '@/ui/list-filter'
import { useSearchParam, useSetSearchParams, useTextParam } from '@/ui/search-params'
import { type Sort, useSortParam } from '@/ui/sort-param'

/** What a list of streams is narrowed to; '' and [] leave it as it is. */
export interface StreamFilter {
  text: string
  labels: LabelSelector
  tag: string
  digest: string
  state: TagStateWord | ''
}

const states: ['', ...TagStateWord[]] = ['', ...(Object.keys(stateLabels) as TagStateWord[])]
const sortKeys = ['name', 'project', 'state', 'tags', 'labels', 'changed'] as const
/** What the list can be ordered by. */
export type StreamSortKey = (typeof sortKeys)[number]

const newestFirst: Sort<StreamSortKey> = { key: 'changed', isDescending: true }

/** The filters and the order of the list, all of them in the address. */
export function useStreamFilter() {
  const [text] = useTextParam('q')
  const [labelText] = useTextParam('labels')
  const [tag] = useTextParam('tag')
  const [digestText] = useTextParam('digest')
  const [state, setState] = useSearchParam('state', states)
  const [sort, setSort] = useSortParam(sortKeys, newestFirst)
  const setParams = useSetSearchParams()

  const labels = useMemo(() => parseLabelSelector(labelText), [labelText])
  const digest = digestPrefix(digestText)
  const filter = useMemo<StreamFilter>(
    () => ({ text, labels: labels.ok ? labels.value : [], tag, digest, state }),
    [text, labels, tag, digest, state],
  )

  const attributes: [FilterAttribute, ...FilterAttribute[]] = [
    { key: 'q', title: 'Name', placeholder: 'Filter by name', text },
    {
      key: 'labels',
      title: 'Label',
      placeholder: 'app=frontend,tier!=test',
      text: labelText,
      ...(!labels.ok && { problem: `This is no label selector yet: ${labels.problem}.` }),
    },
    { key: 'tag', title: 'Tag', placeholder: 'prod', text: tag },
    {
      key: 'digest',
      title: 'Digest',
      placeholder: 'sha256:448e… or its start',
      text: digestText,
      ...(digestText !== '' && digest === '' && { problem: 'Give at least four hex digits.' }),
    },
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
