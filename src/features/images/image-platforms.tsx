import { Link } from 'react-router'
import { isAttestation, platformName } from '@/domain/image-config'
import type { Image, ImageManifest } from '@/domain/kinds/image'
import { mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { asObjects, asText, readable } from '@/domain/untrusted'
import { imagePath } from '@/paths'
import { DigestText } from '@/ui/digest-text'

/** The entries of a manifest list: one row a platform, and what only attests them apart. */
export function ImagePlatforms({
  namespace,
  stream,
  image,
}: {
  namespace: string
  stream: string
  image: Image
}) {
  const manifests = asObjects(image.dockerImageManifests).filter(
    ({ digest }) => asText(digest) !== '',
  )
  const platforms = manifests.filter((entry) => !isAttestation(entry))
  const attestations = manifests.filter(isAttestation)
  if (manifests.length === 0) return null
  return (
    <>
      <PlatformTable title="Platforms" entries={platforms} namespace={namespace} stream={stream}>
        Each node pulls its own
      </PlatformTable>
      {attestations.length > 0 && (
        <PlatformTable
          title="Attestations"
          entries={attestations}
          namespace={namespace}
          stream={stream}
        >
          Listed as unknown/unknown by the registry, not runnable
        </PlatformTable>
      )}
    </>
  )
}

function PlatformTable({
  title,
  entries,
  namespace,
  stream,
  children,
}: {
  title: string
  entries: ImageManifest[]
  namespace: string
  stream: string
  children: string
}) {
  return (
    <section className="ts-sec">
      <h2>
        {title} <span className="ts-count">{entries.length}</span>
        <span className="ts-h2end ts-muted">{children}</span>
      </h2>
      <div className="ts-tablewrap">
        <table className="pf-v6-c-table pf-m-compact ts-table ts-table--cards ts-plain">
          <caption className="ts-sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Platform</th>
              <th scope="col" className="w-digest">
                Image
              </th>
              <th scope="col" className="w-media">
                Media type
              </th>
              <th scope="col" className="c-num w-age">
                Manifest
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.digest}>
                <td className="c-name">
                  <Link className="ts-name" to={imagePath(namespace, stream, entry.digest)}>
                    {isAttestation(entry) ? 'Attestation' : readable(platformName(entry))}
                  </Link>
                </td>
                <td className="c-rest">
                  <DigestText digest={entry.digest} withAlgorithm />
                </td>
                <td className="c-more" title={entry.mediaType}>
                  {readable(mediaTypeWords(entry.mediaType))}
                </td>
                <td className="c-num ts-num c-age">{formatBytes(entry.manifestSize)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
