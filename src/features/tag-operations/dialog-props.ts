import type { ImageStream } from '@/domain/kinds/image-stream'
import type { EditedTag } from '@/domain/tag-draft'

/** What every dialog about a tag is given. */
export interface TagDialogProps {
  at: EditedTag
  /** As it is now, live; once it is deleted, as it was last. */
  imageStream: ImageStream
  /** That the stream was deleted meanwhile, in a sentence; '' as a rule. */
  gone: string
  onClose: () => void
  /** Called once it is done, before it closes. */
  onDone: (() => void) | undefined
}
