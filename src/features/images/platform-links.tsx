import { Link } from 'react-router'
import { isAttestation, platformName } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { asObjects, asText, readable } from '@/domain/untrusted'
import { imagePath } from '@/paths'

/** The platforms of a list, each leading to the same tab of its image. */
export function PlatformLinks({
  namespace,
  stream,
  image,
  tab,
}: {
  namespace: string
  stream: string
  image: Image
  tab: string
}) {
  const platforms = asObjects(image.dockerImageManifests).filter(
    (entry) => asText(entry.digest) !== '' && !isAttestation(entry),
  )
  return (
    <ul className="ts-tags ts-row--wrap">
      {platforms.map((entry) => (
        <li key={entry.digest}>
          <Link className="ts-tag" to={`${imagePath(namespace, stream, entry.digest)}?tab=${tab}`}>
            <span>{readable(platformName(entry))}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
