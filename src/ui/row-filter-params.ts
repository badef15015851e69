import { useMemo } from 'react'
import { digestPrefix } from '@/domain/digest'
import { parseLabelSelector } from '@/domain/label-selector'
import { stateLabels, type TagStateWord } from '@/domain/tag-state'
import type { FilterAttribute } from './list-filter'
import { useSearchParam, useTextParam } from './search-params'

const states: ['', ...TagStateWord[]] = ['', ...(Object.keys(stateLabels) as TagStateWord[])]

/** What every list of streams or tags can be narrowed by, in the address; '' and [] leave it as it is. */
export function useRowFilterParams() {
  const [text] = useTextParam('q')
  const [labelText] = useTextParam('labels')
  const [digestText] = useTextParam('digest')
  const [state, setState] = useSearchParam('state', states)
  const labels = useMemo(() => parseLabelSelector(labelText), [labelText])
  const digest = digestPrefix(digestText)
  const params = useMemo(
    () => ({ text, labels: labels.ok ? labels.value : [], digest, state }),
    [text, labels, digest, state],
  )

  const labelAttribute: FilterAttribute = {
    key: 'labels',
    title: 'Label',
    placeholder: 'app=frontend,tier!=test',
    text: labelText,
    ...(!labels.ok && { problem: `This is no label selector yet: ${labels.problem}.` }),
  }
  const digestAttribute: FilterAttribute = {
    key: 'digest',
    title: 'Digest',
    placeholder: 'sha256:448e… or its start',
    text: digestText,
    ...(digestText !== '' && digest === '' && { problem: 'Give at least four hex digits.' }),
  }
  return { params, setState, labelText, labelAttribute, digestAttribute }
}
