import { RhUiDocumentIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-document-icon'
import { RhUiListIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-list-icon'
import { RhUiSecurityIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-security-icon'
import { Link } from 'react-router'
import type { AccessoryKind } from '@/domain/accessory-tag'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import type { StreamCompanion } from './companions-in'
import { useManifest } from './cosign-manifest'
import { keptContent } from './kept-content'

const kinds = {
  signature: { words: 'Signature (cosign)', Icon: RhUiSecurityIcon },
  attestation: { words: 'Attestation', Icon: RhUiDocumentIcon },
  sbom: { words: 'SBOM', Icon: RhUiListIcon },
  referrers: { words: 'List of referrers', Icon: RhUiListIcon },
} satisfies Record<AccessoryKind, unknown>

/** What the stream holds beside the image: the tags of cosign, with what their manifests tell [S3]. */
export function KeptWithImage({
  companions,
  namespace,
  stream,
}: {
  companions: readonly StreamCompanion[]
  namespace: string
  stream: string
}) {
  if (companions.length === 0) return null
  return (
    <section className="ts-sec">
      <h2>
        Kept with this image <span className="ts-count">{companions.length}</span>
        <span className="ts-h2end ts-muted">Folded away in tag lists</span>
      </h2>
      <div className="ts-tablewrap">
        <table className="pf-v6-c-table pf-m-compact ts-table ts-table--cards ts-plain">
          <caption className="ts-sr">Kept with this image</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="w-points">
                Tag
              </th>
              <th scope="col" className="w-image">
                Image
              </th>
              <th scope="col" className="c-num w-size">
                Size
              </th>
              <th scope="col" className="w-age">
                Changed
              </th>
            </tr>
          </thead>
          <tbody>
            {companions.map((companion) => (
              <CompanionRow
                key={companion.tag}
                companion={companion}
                namespace={namespace}
                stream={stream}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function CompanionRow({
  companion: { kind, tag, digest, created, source },
  namespace,
  stream,
}: {
  companion: StreamCompanion
  namespace: string
  stream: string
}) {
  const { manifest } = useManifest(source)
  const { words, Icon } = kinds[kind]
  const { details, size } = manifest ? keptContent(manifest) : { details: [], size: undefined }
  return (
    <tr>
      <td className="c-name">
        <span className="ts-row">
          <Icon className="ts-i ts-muted" />
          {words}
        </span>
        {details.map((detail) => (
          <div className="ts-sub" key={detail}>
            {readable(detail)}
          </div>
        ))}
      </td>
      <td className="c-rest">
        <Link className="ts-link ts-mono" to={tagPath(namespace, stream, tag)} title={tag}>
          {shortTag(tag)}
        </Link>
      </td>
      <td className="c-more">
        <DigestLink namespace={namespace} stream={stream} digest={digest} />
      </td>
      <td className="c-gone c-num ts-num">
        {size === undefined ? <span className="ts-muted">–</span> : formatBytes(size)}
      </td>
      <td className="c-age ts-muted">
        <RelativeTime at={created} />
      </td>
    </tr>
  )
}

/** `sha256-448e2309…db87.sig` */
function shortTag(tag: string): string {
  return tag.replace(/^(sha256-.{8}).*(.{4}(?:\.\w+)?)$/, '$1…$2')
}
