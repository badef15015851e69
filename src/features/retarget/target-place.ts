import type { ImageStream } from '@/domain/kinds/image-stream'

/** The tag that is retargeted: what references in the form are relative to. */
export interface TargetPlace {
  namespace: string
  stream: string
  tag: string
  /** As it is now; undefined once it is deleted. */
  imageStream: ImageStream | undefined
}
