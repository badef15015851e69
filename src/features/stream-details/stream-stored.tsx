import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/domain/format-count'
import { formatBytes } from '@/domain/size'
import { streamStorage } from '@/domain/stream-operations/stream-storage'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'

/** What the images of a stream take [P1]: each layer once, and how much that saves. */
export function StreamStored({ namespace, stream }: { namespace: string; stream: string }) {
  const { data, isPending, error } = useQuery(imageStreamLayersQueries.detail(namespace, stream))
  if (isPending) return <span className="ts-muted">Being read…</span>
  if (error) return <span className="ts-muted">It could not be read: {error.message}</span>
  if (data === null) {
    return (
      <span className="ts-muted">
        Not visible to you: it needs the right to get imagestreams/layers.
      </span>
    )
  }
  const { unique, sum, images, missing, unknown } = streamStorage(data)
  if (images === 0 && missing === 0) return 'No images'
  return (
    <>
      {unknown > 0 && 'At least '}
      {formatBytes(unique)} stored of {formatBytes(sum)}
      <p>
        {images === 1
          ? 'One image.'
          : `${formatCount(images)} images. ${unique < sum ? 'The rest is shared by several of them.' : 'They share nothing.'}`}{' '}
        {missing > 0 && `${formatCount(missing)} of the history were pruned.`}
      </p>
    </>
  )
}
