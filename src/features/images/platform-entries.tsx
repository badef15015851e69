import { type ReactNode, useState } from 'react'
import type { ListedEntries } from '@/domain/manifest-entries'
import { formatBytes } from '@/domain/size'
import { useGrowingCount } from '@/ui/growing-count'
import styles from './image-manifests.module.css'
import { AttestationRow, PlatformRow } from './platform-row'
import { usePlatformSizes } from './platform-sizes'

/** More than any list of platforms has; what is longer shows its beginning first. */
const mostRows = 200

/** The entries of a list, one row a platform, what attests it folded below. */
export function PlatformEntries({
  namespace,
  stream,
  entries: { platforms, unmatched, matchedBy },
  ancestors,
  nested,
}: {
  namespace: string
  stream: string
  entries: ListedEntries
  /** The lists that this one is inside of, itself included: one that names them is not opened again. */
  ancestors: readonly string[]
  /** What is inside an entry that is a list itself. */
  nested: (digest: string) => ReactNode
}) {
  const [limit, setLimit] = useState(mostRows)
  const shown = platforms.slice(0, limit)
  const drawn = useGrowingCount(shown.length, 12, 12)
  const sizes = usePlatformSizes(
    namespace,
    stream,
    shown
      .filter(({ kind, digest }) => kind !== 'index' && digest !== '')
      .map(({ digest }) => digest),
  )
  const bytes = [...sizes.values()].reduce((sum, { size }) => sum + (size ?? 0), 0)
  const hasVersions = platforms.some(({ osVersion }) => osVersion !== '')
  const isNested = ancestors.length > 1
  const Heading = isNested ? 'h3' : 'h2'
  return (
    <>
      <section className="ts-sec">
        <Heading>
          {isNested ? 'Inside' : 'Platforms'} <span className="ts-count">{platforms.length}</span>
          {bytes > 0 && <span className="ts-h2end ts-muted">{formatBytes(bytes)} together</span>}
        </Heading>
        {platforms.length === 0 ? (
          <p className="ts-muted">The list names no image.</p>
        ) : (
          <div className="ts-tablewrap">
            <table
              className={`pf-v6-c-table pf-m-compact ts-table ts-table--cards ${styles.entries}`}
            >
              <caption className="ts-sr">
                {isNested ? 'Platforms of the list inside' : 'Platforms'}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Platform</th>
                  <th scope="col" className="w-age">
                    Variant
                  </th>
                  {hasVersions && (
                    <th scope="col" className="w-also">
                      OS version
                    </th>
                  )}
                  <th scope="col" className="w-digest">
                    Image
                  </th>
                  <th scope="col" className="w-media">
                    Media type
                  </th>
                  <th scope="col" className="c-num w-age">
                    Layers
                  </th>
                  <th scope="col" className="c-num w-age">
                    Size
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, drawn).map((entry, index) => (
                  <PlatformRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: a list may name an image twice, and never changes
                    key={`${index} ${entry.digest}`}
                    namespace={namespace}
                    stream={stream}
                    entry={entry}
                    size={sizes.get(entry.digest)}
                    hasVersions={hasVersions}
                    isLoop={ancestors.includes(entry.digest)}
                    nested={nested}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {limit < platforms.length && (
          <button
            type="button"
            className="ts-linkbtn"
            onClick={() => setLimit((known) => known + mostRows)}
          >
            Show more: {limit} of {platforms.length} are shown
          </button>
        )}
        {matchedBy === 'place' && (
          <p className="ts-sub">
            Attestations are told apart by their place in the list: its own text, which names what
            each is about, is not here.
          </p>
        )}
      </section>
      {unmatched.length > 0 && (
        <section className="ts-sec">
          <Heading>
            Attestations <span className="ts-count">{unmatched.length}</span>
            <span className="ts-h2end ts-muted">
              Which platform they are about is not told, and none of them runs
            </span>
          </Heading>
          <div className="ts-tablewrap">
            <table className="pf-v6-c-table pf-m-compact ts-table ts-table--cards ts-plain">
              <caption className="ts-sr">Attestations</caption>
              <thead>
                <tr>
                  <th scope="col">Kind</th>
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
                {unmatched.slice(0, mostRows).map((entry, index) => (
                  <AttestationRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: a list may name an image twice, and never changes
                    key={`${index} ${entry.digest}`}
                    namespace={namespace}
                    stream={stream}
                    entry={entry}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  )
}
