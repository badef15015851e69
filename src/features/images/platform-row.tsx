import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { type ManifestEntry, type PlatformEntry, predicatesOf } from '@/domain/manifest-entries'
import { mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { imagePath } from '@/paths'
import { imageQueries } from '@/queries/images'
import { DigestText } from '@/ui/digest-text'
import styles from './image-manifests.module.css'
import type { PlatformSize } from './platform-sizes'

interface PlaceOfRow {
  namespace: string
  stream: string
}

/** One entry of a list; below it, unfolded, what attests it, or for a list in the list its entries. */
export function PlatformRow({
  namespace,
  stream,
  entry,
  size,
  hasVersions,
  isLoop,
  nested,
}: PlaceOfRow & {
  entry: PlatformEntry
  size: PlatformSize | undefined
  hasVersions: boolean
  /** Whether the entry names a list that this one is inside of. */
  isLoop: boolean
  nested: (digest: string) => ReactNode
}) {
  const [isOpen, setIsOpen] = useState(false)
  const columns = hasVersions ? 7 : 6
  const { attestations } = entry
  const more =
    entry.kind === 'index'
      ? 'What is inside'
      : attestations.length > 0
        ? `${attestations.length} ${attestations.length === 1 ? 'attestation' : 'attestations'}`
        : ''
  const bytes = size?.size ?? entry.size
  const layers = size?.layers ?? entry.layers
  return (
    <>
      <tr>
        <td className="c-name">
          <span className={styles.kind}>
            <EntryLink namespace={namespace} stream={stream} entry={entry} />
            {isLoop ? (
              <span className="ts-muted">names the list that it is in: not opened again</span>
            ) : (
              more && (
                <button
                  type="button"
                  className="ts-linkbtn"
                  aria-expanded={isOpen}
                  onClick={() => setIsOpen(!isOpen)}
                >
                  {more}
                </button>
              )
            )}
          </span>
        </td>
        <td className="c-state">{readable(entry.variant) || <None what="variant" />}</td>
        {hasVersions && (
          <td className={`ts-num ${styles.version}`}>
            {readable(entry.osVersion) || <None what="OS version" />}
          </td>
        )}
        <td className="c-rest">
          <DigestText digest={entry.digest} withAlgorithm />
        </td>
        <td className="c-more" title={entry.mediaType}>
          {readable(mediaTypeWords(entry.mediaType))}
        </td>
        <td className={`c-num ts-num ${styles.layers}`}>
          {layers ?? <None what="layers" />}
          <span className={styles.inCard}> {layers === 1 ? 'layer' : 'layers'}</span>
        </td>
        <td className="c-num ts-num c-age">
          {bytes === null ? <None what="size" /> : formatBytes(bytes)}
        </td>
      </tr>
      {isOpen &&
        attestations.map((attestation) => (
          <AttestationRow
            key={attestation.digest}
            namespace={namespace}
            stream={stream}
            entry={attestation}
            columns={columns}
          />
        ))}
      {isOpen && entry.kind === 'index' && (
        <tr className={styles.inner}>
          <td colSpan={columns} className="c-name">
            {nested(entry.digest)}
          </td>
        </tr>
      )}
    </>
  )
}

/** `–` for the eye, words for a screen reader. */
function None({ what }: { what: string }) {
  return (
    <span className="ts-muted">
      <span aria-hidden="true">–</span>
      <span className="ts-sr">no {what} given</span>
    </span>
  )
}

/** What attests an image: its kind, its own manifest; it never runs. */
export function AttestationRow({
  namespace,
  stream,
  entry,
  columns = 4,
}: PlaceOfRow & { entry: ManifestEntry; columns?: number }) {
  const { data: stored } = useQuery({
    ...imageQueries.detail(entry.digest),
    enabled: entry.attests.length === 0 && entry.digest !== '',
  })
  const attests = entry.attests.length > 0 || !stored ? entry.attests : predicatesOf(stored)
  const words = attests.length > 0 ? attests.join(', ') : 'Attestation'
  return (
    <tr className={columns > 4 ? styles.inner : undefined}>
      <td className="c-name" colSpan={columns > 4 ? columns - 4 : 1}>
        <Link
          className="ts-name"
          to={`${imagePath(namespace, stream, entry.digest)}?tab=manifests`}
        >
          {readable(words)}
        </Link>
      </td>
      <td className="c-rest">
        <DigestText digest={entry.digest} withAlgorithm />
      </td>
      <td className="c-more" title={entry.mediaType}>
        {readable(mediaTypeWords(entry.mediaType))}
      </td>
      {columns > 4 && <td className="c-gone" />}
      <td className="c-num ts-num c-age">
        {entry.manifestSize === null ? <None what="size" /> : formatBytes(entry.manifestSize)}
      </td>
    </tr>
  )
}

function EntryLink({ namespace, stream, entry }: PlaceOfRow & { entry: ManifestEntry }) {
  const words = entryWords(entry)
  if (entry.digest === '') return <span>{words}</span>
  return (
    <Link className="ts-name" to={`${imagePath(namespace, stream, entry.digest)}?tab=manifests`}>
      {words}
    </Link>
  )
}

function entryWords({ kind, os, architecture, artifactType }: ManifestEntry): string {
  if (kind === 'index' && os === '') return 'A list of its own'
  if (kind === 'artifact') return readable(mediaTypeWords(artifactType))
  if (os === '' && architecture === '') return 'No platform given'
  return readable(`${os || 'unknown'}/${architecture || 'unknown'}`)
}
