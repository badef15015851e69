import { useQuery } from '@tanstack/react-query'
import { soundImage } from '@/domain/sound-image'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { ImagePlatforms } from './image-platforms'

/** The platforms of an image by its digest; nothing while they load, and where it is no list. */
export function PlatformsOf({
  namespace,
  stream,
  digest,
}: {
  namespace: string
  stream: string
  digest: string
}) {
  const { data } = useQuery(imageStreamImageQueries.detail(namespace, stream, digest))
  if (!data?.image) return null
  return <ImagePlatforms namespace={namespace} stream={stream} image={soundImage(data.image)} />
}
