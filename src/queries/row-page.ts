import type { ImageStream } from '@/domain/kinds/image-stream'
import type { KubeList } from '@/domain/kinds/meta'
import type { StreamRow } from '@/domain/stream-row'

/** A page of image streams, reduced to rows. */
export interface RowPage {
  rows: StreamRow[]
  resourceVersion: string
  /** Where the next page begins; '' after the last. */
  next: string
  /** How many streams follow; undefined where the cluster does not say. */
  remaining: number | undefined
}

export interface RowPagesAsked {
  /** Left out: of all namespaces. */
  namespace: string | undefined
  limit: number
  /** Begin after this page's `next`; '' begins at the beginning. */
  after: string
}

/** What a page says beside its streams. */
export function placeOf({
  metadata,
}: Pick<KubeList<ImageStream>, 'metadata'>): Omit<RowPage, 'rows'> {
  const next = metadata.continue ?? ''
  return {
    resourceVersion: metadata.resourceVersion ?? '',
    next,
    remaining: next ? metadata.remainingItemCount : 0,
  }
}
