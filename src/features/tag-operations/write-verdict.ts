import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ImageStreamTag } from '@/domain/kinds/image-stream'
import type { EditedTag } from '@/domain/tag-draft'
import type { TagWrite } from '@/domain/tag-operations/tag-write'
import { tagWritePreviewQuery } from '@/mutations/change-tag'
import { failureOf } from '@/queries/failure'

const typingPause = 300

/** What the server said to a dry run: nothing yet, yes with the result, or no. */
export interface WriteVerdict {
  /** null: accepted, with nothing to show. */
  result: ImageStreamTag | null | undefined
  /** The server's refusal, unchanged; '' where there is none. */
  refusal: string
  /** Why it could not be asked, which says nothing of the write; '' as a rule. */
  unasked: string
  isRunning: boolean
}

const nothing: WriteVerdict = {
  result: undefined,
  refusal: '',
  unasked: '',
  isRunning: false,
}

/** Asks the server for a dry run (S-28) whenever the write has stood still for a moment. */
export function useWriteVerdict(at: EditedTag, write: TagWrite | null): WriteVerdict {
  const wanted = write ? JSON.stringify({ at, write }) : ''
  const [asked, setAsked] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), typingPause)
    return () => clearTimeout(timer)
  }, [wanted])
  const question: { at: EditedTag; write: TagWrite } | null =
    asked === '' ? null : JSON.parse(asked)
  const { data, error, isFetching } = useQuery({
    ...tagWritePreviewQuery(question?.at ?? at, question?.write ?? { how: 'patch', patch: [] }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  })
  if (!write) return nothing
  const isRunning = wanted !== asked || isFetching
  if (!error) return { ...nothing, result: data, isRunning }
  const { kind } = failureOf(error)
  const isAsked = kind !== 'unreachable' && kind !== 'server'
  return { ...nothing, [isAsked ? 'refusal' : 'unasked']: error.message, isRunning }
}
