import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { ImageConfiguration } from '@/features/images/image-configuration'
import { ImageLayers } from '@/features/images/image-layers'
import { ImageRecord } from '@/features/images/image-record'
import { LazyImageManifests } from '@/features/images/lazy-image-manifests'
import { LazySignatures } from '@/features/signatures/lazy-signatures'

/** What can be looked at in an image, as tabs of a page that shows one. */
export const imageViews = [
  { key: 'layers', title: 'Layers' },
  { key: 'configuration', title: 'Configuration' },
  { key: 'manifests', title: 'Manifests' },
  { key: 'signatures', title: 'Signatures' },
] as const

export type ImageViewKey = (typeof imageViews)[number]['key']

export function isImageView(tab: string): tab is ImageViewKey {
  return imageViews.some(({ key }) => key === tab)
}

/** One of the views of an image, whoever holds it. */
export function ImageView({
  view,
  tagsByImage,
  ...props
}: {
  view: ImageViewKey
  namespace: string
  stream: string
  digest: string
  /** The tag whose image it is, where it is looked at as that. */
  tag?: string
  image: Image
  imageStream: ImageStream
  /** The names of the stream's tags that hold an image now. */
  tagsByImage: ReadonlyMap<string, string[]>
}) {
  switch (view) {
    case 'layers':
      return <ImageLayers {...props} tagsOf={tagsByImage} />
    case 'configuration':
      return (
        <>
          <ImageConfiguration {...props} />
          <ImageRecord image={props.image} />
        </>
      )
    case 'manifests':
      return <LazyImageManifests {...props} />
    case 'signatures': {
      const { digest, tag, image, imageStream } = props
      return (
        <LazySignatures
          digest={digest}
          {...(tag !== undefined && { tag })}
          image={image}
          imageStream={imageStream}
        />
      )
    }
  }
}
