import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamPlace } from '@/domain/stream-operations/stream-operation'
import { failureOf } from '@/queries/failure'
import { imageStreamQueries } from '@/queries/image-streams'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { FailedNote } from '@/ui/failed-note'
import { Opening } from '@/ui/opening'
import type { AskedStreamOperation } from './asked-operation'
import { MetadataDialog } from './metadata-dialog'
import { CreateStreamDialog, DeleteStreamDialog, LookupDialog } from './stream-dialogs'

interface StreamOperationDialogProps {
  asked: AskedStreamOperation
  onClose: () => void
  /** Called once a stream is made or deleted. */
  onDone?: ((at: StreamPlace) => void) | undefined
}

/** The dialog for what was asked. */
export function StreamOperationDialog({ asked, ...rest }: StreamOperationDialogProps) {
  return asked.kind === 'create' ? (
    <CreateStreamDialog namespace={asked.namespace} {...rest} />
  ) : (
    <OfStream asked={asked} {...rest} />
  )
}

function OfStream({
  asked: { kind, namespace, stream },
  onClose,
  onDone,
}: StreamOperationDialogProps & { asked: { kind: string; namespace: string; stream: string } }) {
  const { data, error, isPending, refetch } = useQuery(imageStreamQueries.detail(namespace, stream))
  const [last, setLast] = useState<ImageStream>()
  if (data && data !== last) setLast(data)
  // What somebody has written stays on the screen, also when its stream is deleted.
  const imageStream = data ?? last
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
            <Button variant="primary" onClick={() => void refetch()}>
              Try again
            </Button>
            <Button variant="link" onClick={onClose}>
              Close
            </Button>
          </>
        )}
      >
        <div className="ts-dialog__form">
          <FailedNote
            title={
              error
                ? 'The image stream cannot be read.'
                : 'The image stream does not exist any more.'
            }
            words={error ? failureOf(error).message : 'It was deleted meanwhile.'}
          />
        </div>
      </Dialog>
    )
  }
  const gone = data || error ? '' : 'The image stream was deleted meanwhile.'
  const props = { at: { namespace, stream }, imageStream, gone, onClose, onDone }
  switch (kind) {
    case 'lookup':
      return <LookupDialog {...props} />
    case 'metadata':
      return <MetadataDialog {...props} />
    default:
      return <DeleteStreamDialog {...props} />
  }
}
