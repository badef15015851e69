import { Link } from 'react-router'
import { imageSize, isManifestList, platform } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { DescriptionRows } from '@/ui/description-rows'
import { DigestText } from '@/ui/digest-text'

/** An image at a glance, and the other tags of the stream that hold it [M5]. */
export function ImageSummary({
  namespace,
  stream,
  digest,
  image,
  sameImage,
}: {
  namespace: string
  stream: string
  digest: string
  image: Image
  /** Tags of the stream that hold the image now. */
  sameImage: string[]
}) {
  const manifests = image.dockerImageManifests?.length ?? 0
  const size = imageSize(image)
  const layers = image.dockerImageLayers?.length ?? 0
  return (
    <DescriptionRows
      label="Image"
      rows={[
        { term: 'Digest', value: <DigestText digest={digest} withAlgorithm /> },
        {
          term: 'Size',
          value: isManifestList(image)
            ? `A list of ${manifests} manifests`
            : size === null
              ? 'Not known'
              : `${formatBytes(size)} in ${layers} ${layers === 1 ? 'layer' : 'layers'}`,
        },
        {
          term: 'Platform',
          value: isManifestList(image) ? 'Each node takes its own' : platform(image) || 'Not said',
        },
        {
          term: 'Format',
          value: (
            <span title={image.dockerImageManifestMediaType}>
              {readable(mediaTypeWords(image.dockerImageManifestMediaType ?? ''))}
            </span>
          ),
        },
        {
          term: 'Created',
          value: image.dockerImageMetadata?.Created
            ? absoluteTime(image.dockerImageMetadata.Created, 'minutes')
            : 'Not said',
        },
        { term: 'Signatures', value: signatureWords(image) },
        {
          term: 'Same image',
          value:
            sameImage.length === 0 ? (
              <span className="ts-muted">No other tag of {stream}</span>
            ) : (
              <span className="ts-tags ts-row--wrap">
                {sameImage.map((tag) => (
                  <Link
                    key={tag}
                    className="ts-tag"
                    to={tagPath(namespace, stream, tag)}
                    title={tag}
                  >
                    <span>{tag}</span>
                  </Link>
                ))}
              </span>
            ),
        },
      ]}
    />
  )
}

/** Present is not verified: the cluster never checks a signature (S-47). */
function signatureWords(image: Image): string {
  const count = image.signatures?.length ?? 0
  if (count === 0) return 'None kept with the image'
  return count === 1 ? '1 present, not verified' : `${count} present, not verified`
}
