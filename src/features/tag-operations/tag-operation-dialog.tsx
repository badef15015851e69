import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { failureOf } from '@/queries/failure'
import { imageStreamQueries } from '@/queries/image-streams'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Note } from '@/ui/note'
import { Opening } from '@/ui/opening'
import { AddTagDialog } from './add-tag-dialog'
import type { AskedOperation } from './asked-operation'
import { CopyDialog } from './copy-dialog'
import { RollBackDialog } from './roll-back-dialog'
import { AliasDialog, DeleteTagDialog, PinDialog, ResumeDialog, UntrackDialog } from './tag-dialogs'

interface TagOperationDialogProps {
  asked: AskedOperation
  onClose: () => void
  onDone?: (() => void) | undefined
}

/** The dialog for what was asked, on the stream as it is now. */
export function TagOperationDialog({ asked, onClose, onDone }: TagOperationDialogProps) {
  const { namespace, stream } = asked
  const { data, error, isPending, refetch } = useQuery(imageStreamQueries.detail(namespace, stream))
  const [last, setLast] = useState<ImageStream>()
  if (data && data !== last) setLast(data)
  // What somebody has written stays on the screen, also when its stream is deleted.
  const imageStream = data ?? last
  const gone = data || error ? '' : 'The image stream was deleted meanwhile.'
  if (isPending) {
    return <Opening />
  }
  if (!imageStream) {
    return (
      <Dialog
        title={`${namespace}/${stream}`}
        isNarrow
        onClose={onClose}
        footer={() => (
          <>
            {error && (
              <Button variant="primary" onClick={() => void refetch()}>
                Try again
              </Button>
            )}
            <Button variant="link" onClick={onClose}>
              Close
            </Button>
          </>
        )}
      >
        <div className="ts-dialog__form">
          {error ? (
            <Note kind="bad" title="The image stream cannot be read.">
              {failureOf(error).message}
            </Note>
          ) : (
            <Note kind="bad" title="The image stream does not exist any more.">
              It was deleted meanwhile. Nothing was done.
            </Note>
          )}
        </div>
      </Dialog>
    )
  }
  if (asked.kind === 'add') {
    return (
      <AddTagDialog
        namespace={namespace}
        stream={stream}
        imageStream={imageStream}
        gone={gone}
        onClose={onClose}
        onDone={onDone}
      />
    )
  }
  const { kind, tag, revision } = asked
  const props = { at: { namespace, stream, tag }, imageStream, gone, onClose, onDone }
  switch (kind) {
    case 'copy':
      return <CopyDialog {...props} revision={undefined} />
    case 'keep':
      return <CopyDialog {...props} revision={revision} />
    case 'rollBack':
      return <RollBackDialog {...props} revision={revision} />
    case 'alias':
      return <AliasDialog {...props} />
    case 'pin':
      return <PinDialog {...props} />
    case 'resume':
      return <ResumeDialog {...props} />
    case 'untrack':
      return <UntrackDialog {...props} />
    case 'delete':
      return <DeleteTagDialog {...props} />
  }
}
