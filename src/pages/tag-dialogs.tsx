import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { LazyRetargetDialog } from '@/features/retarget/lazy-retarget-dialog'
import type { AskedOperation } from '@/features/tag-operations/asked-operation'
import { LazyTagOperationDialog } from '@/features/tag-operations/lazy-tag-operation-dialog'
import { imageStreamQueries } from '@/queries/image-streams'
import { Opening } from '@/ui/opening'

interface TagName {
  namespace: string
  stream: string
  tag: string
}

export interface TagDialogs {
  ask: (asked: AskedOperation) => void
  retarget: (tag: TagName) => void
  /** Goes outside of what may vanish: a deleted tag does not take along what was typed. */
  dialogs: ReactNode
}

/** The dialogs about tags, which pages and their rows open; one at a time. */
export function useTagDialogs(onDone?: (asked: AskedOperation) => void): TagDialogs {
  const [asked, setAsked] = useState<AskedOperation | null>(null)
  const [retargeted, setRetargeted] = useState<TagName | null>(null)
  return {
    ask: setAsked,
    retarget: setRetargeted,
    dialogs: (
      <>
        {asked && (
          <LazyTagOperationDialog
            asked={asked}
            onDone={() => onDone?.(asked)}
            onClose={() => setAsked(null)}
          />
        )}
        {retargeted && <RetargetTag {...retargeted} onClose={() => setRetargeted(null)} />}
      </>
    ),
  }
}

/** The dialog looks at the tag when it opens: the stream has to be there. */
export function RetargetTag({
  namespace,
  stream,
  tag,
  onClose,
}: TagName & { onClose: () => void }) {
  const { data, isPending } = useQuery(imageStreamQueries.detail(namespace, stream))
  if (isPending) {
    return <Opening />
  }
  return <LazyRetargetDialog {...{ namespace, stream, tag }} imageStream={data} onClose={onClose} />
}
