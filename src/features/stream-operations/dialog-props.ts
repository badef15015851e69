import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamPlace } from '@/domain/stream-operations/stream-operation'

/** What every dialog about a stream that is there is given. */
export interface StreamDialogProps {
  at: StreamPlace
  /** As it is now, live; once it is deleted, as it was last. */
  imageStream: ImageStream
  /** That the stream was deleted meanwhile, in a sentence; '' as a rule. */
  gone: string
  onClose: () => void
  /** Called once the stream is deleted. */
  onDone?: ((at: StreamPlace) => void) | undefined
}
