import { useCallback } from 'react'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { useStreamBulk } from '@/features/bulk/row-bulk'
import { SignedWord } from '@/features/signatures/signed-word'
import { StreamTags } from '@/features/stream-details/stream-tags'
import { useCopyDigest } from './copy-digest'
import { RowTagMenu } from './row-tag-menu'
import type { TagDialogs } from './tag-dialogs'

function signedWord(tag: TagRow, row: StreamRow) {
  return <SignedWord tag={tag} row={row} />
}

/** The tags of a stream, with what can be done with each. */
export function StreamTagsTab({
  row,
  onAsk,
  onRetarget,
}: {
  row: StreamRow
  onAsk: TagDialogs['ask']
  onRetarget: TagDialogs['retarget']
}) {
  const { namespace, name: stream } = row
  const copyDigest = useCopyDigest()
  const bulk = useStreamBulk(row)
  const menu = useCallback(
    (tag: TagRow, state: TagState) => (
      <RowTagMenu
        stream={row}
        tag={tag}
        canResume={state.word === 'diverged'}
        onAsk={onAsk}
        onRetarget={() => onRetarget({ namespace, stream, tag: tag.name })}
      />
    ),
    [row, namespace, stream, onAsk, onRetarget],
  )
  const keys = {
    e: ({ name: tag }: TagRow) => onRetarget({ namespace, stream, tag }),
    p: ({ name: tag }: TagRow) => onAsk({ kind: 'copy', namespace, stream, tag }),
    r: ({ name: tag }: TagRow) => onAsk({ kind: 'rollBack', namespace, stream, tag }),
    y: copyDigest,
  }
  return (
    <>
      <StreamTags row={row} signed={signedWord} menu={menu} keys={keys} bulk={bulk} />
      {bulk.dialog}
    </>
  )
}
