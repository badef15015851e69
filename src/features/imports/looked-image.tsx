import { mediaTypeWords } from '@/domain/media-type'
import type { LookedImage as Looked, LookedPlatform } from '@/domain/reference-look'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { DigestText } from '@/ui/digest-text'
import styles from './looked-image.module.css'

/** One image as its registry has it: what it is, and for a list each of its platforms. */
export function LookedImage({ image }: { image: Looked }) {
  const { digest, size, mediaType, platforms, architecture } = image
  const runnable = platforms.filter(({ isAttestation }) => !isAttestation)
  const attestations = platforms.length - runnable.length
  return (
    <>
      <dl className="ts-dl">
        <dt>Image</dt>
        <dd>
          <DigestText digest={digest} withAlgorithm />
        </dd>
        <dt>Kind</dt>
        <dd>{readable(mediaTypeWords(mediaType))}</dd>
        {platforms.length === 0 && (
          <>
            <dt>Size</dt>
            <dd>{formatBytes(size)}</dd>
            <dt>Architecture</dt>
            <dd>{architecture === '' ? 'not told' : readable(architecture)}</dd>
          </>
        )}
      </dl>
      {runnable.length > 0 && <Platforms platforms={runnable} />}
      {attestations > 0 && (
        <p className="ts-sub">
          {attestations === 1 ? '1 attestation' : `${attestations} attestations`} besides, which
          cannot be run.
        </p>
      )}
    </>
  )
}

function Platforms({ platforms }: { platforms: LookedPlatform[] }) {
  return (
    <table className="ts-table">
      <caption className="ts-sr">Platforms</caption>
      <thead>
        <tr>
          <th scope="col">Platform</th>
          <th scope="col" className={styles.digest}>
            Image
          </th>
          <th scope="col" className={`c-num ${styles.size}`}>
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {platforms.map((platform) => (
          <tr key={platform.digest}>
            <td>{readable(platform.name)}</td>
            <td>
              <DigestText digest={platform.digest} />
            </td>
            <td className="c-num">{platform.size === null ? '–' : formatBytes(platform.size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
