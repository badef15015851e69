import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Image } from '@/domain/kinds/image'
import { soundImage } from '@/domain/sound-image'
import { imageStreamImageQueries } from '@/queries/image-stream-images'

/**
 * Reads an image through its stream, as every viewer of the project may (S-50), and shows it.
 * Stands inside a QueryBoundary: what else is on the page does not wait for it.
 */
export function StreamImage({
  namespace,
  stream,
  digest,
  children,
}: {
  namespace: string
  stream: string
  digest: string
  children: (image: Image) => ReactNode
}) {
  const { data } = useSuspenseQuery(imageStreamImageQueries.detail(namespace, stream, digest))
  const image = useMemo(() => soundImage(data?.image), [data])
  return children(image)
}
