import { Fragment, useState } from 'react'
import type { LayerRow } from '@/domain/layers'
import { type LayerTrait, layerTraits, mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { DigestText } from '@/ui/digest-text'
import { useGrowingCount } from '@/ui/growing-count'
import { AlsoIn } from './also-in'
import { BaseBoundary } from './base-boundary'
import type { BaseImage } from './base-image'
import { Instruction } from './instruction'
import { layerColor } from './layer-bar'
import type { SharedLayer } from './layer-sharing'
import styles from './layers-table.module.css'

/** More steps than any Dockerfile has: what is longer shows its beginning first. */
const mostRows = 600

/** One row a layer, and one a step without a layer; the line below the base image, where it is known. */
export function LayersTable({
  rows,
  sharing,
  hasSteps,
  base,
  namespace,
  stream,
  tagsOf,
}: {
  rows: LayerRow[]
  sharing: Map<string, SharedLayer> | undefined
  hasSteps: boolean
  base: BaseImage | undefined
  namespace: string
  stream: string
  tagsOf: ReadonlyMap<string, string[]>
}) {
  const [limit, setLimit] = useState(mostRows)
  const drawn = useGrowingCount(Math.min(rows.length, limit))
  let number = 0
  return (
    <div className="ts-tablewrap">
      <table className={`pf-v6-c-table pf-m-compact ts-table ts-table--cards ${styles.layers}`}>
        <caption className="ts-sr">Layers, first built first</caption>
        <thead>
          <tr>
            <th scope="col" className="c-check">
              #
            </th>
            <th scope="col">{hasSteps ? 'Instruction' : 'Media type'}</th>
            <th scope="col" className="w-image">
              Layer
            </th>
            <th scope="col" className="w-also">
              Also in
            </th>
            <th scope="col" className="c-num w-also">
              Size
            </th>
            <th scope="col" className="w-share">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((row, index) => {
            // Order is what identifies a step: the same one may occur twice, and none ever moves.
            const key = `${index} ${row.digest}`
            if (row.isEmpty) return <EmptyStep key={key} row={row} />
            number += 1
            const shared = sharing?.get(row.digest)
            const layerRow = (
              <tr>
                <td className="ts-num ts-muted c-check">{number}</td>
                <td className="c-name">
                  {row.instruction ? (
                    <Instruction text={row.instruction} />
                  ) : (
                    <span className="ts-muted" title={row.mediaType}>
                      {readable(mediaTypeWords(row.mediaType))}
                    </span>
                  )}
                </td>
                <td className="c-rest">
                  <DigestText digest={row.digest} />
                  {row.instruction && (
                    <div className="ts-sub ts-trunc" title={row.mediaType}>
                      {readable(mediaTypeWords(row.mediaType))}
                    </div>
                  )}
                  <Traits traits={layerTraits(row.mediaType)} />
                </td>
                <td className="c-more">
                  <AlsoIn layer={shared} namespace={namespace} stream={stream} />
                </td>
                <td className="c-num ts-num c-state">
                  {formatBytes(row.size)}
                  <div className="ts-sub">{formatBytes(row.runningTotal)} so far</div>
                </td>
                <td className="ts-num c-age">
                  <span className={`ts-share ${layerColor(shared)}`}>
                    <i style={{ inlineSize: `${row.share * 100}%` }} />
                  </span>{' '}
                  <span className="ts-muted">{percent(row.share)}</span>
                </td>
              </tr>
            )
            return (
              <Fragment key={key}>
                {layerRow}
                {base && number === base.layers && (
                  <tr className="ts-basehr">
                    <td colSpan={6}>
                      <BaseBoundary
                        base={base}
                        namespace={namespace}
                        stream={stream}
                        tagsOf={tagsOf}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
      {rows.length > limit && (
        <button
          type="button"
          className="ts-linkbtn"
          onClick={() => setLimit((shown) => shown + mostRows)}
        >
          Show more: {limit} of {rows.length} are shown
        </button>
      )}
    </div>
  )
}

function EmptyStep({ row }: { row: LayerRow }) {
  return (
    <tr className="ts-empty-layer">
      <td className="c-gone" />
      <td className="c-name">
        <Instruction text={row.instruction ?? ''} />
      </td>
      <td className="c-gone">no layer</td>
      <td className="c-gone" />
      <td className="c-gone" />
      <td className="c-gone" />
    </tr>
  )
}

const traitWords: Record<LayerTrait, { word: string; meaning: string }> = {
  foreign: {
    word: 'Foreign',
    meaning: 'Not to be passed on: registries hold only where it is to be had, mostly of Windows.',
  },
  encrypted: { word: 'Encrypted', meaning: 'Only who has the key can unpack it.' },
  zstd: { word: 'zstd', meaning: 'Compressed with zstd, which old clients cannot unpack.' },
}

function Traits({ traits }: { traits: LayerTrait[] }) {
  if (traits.length === 0) return null
  return (
    <div className={styles.traits}>
      {traits.map((trait) => (
        <span key={trait} className="ts-label" title={traitWords[trait].meaning}>
          {traitWords[trait].word}
        </span>
      ))}
    </div>
  )
}

function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %'
  return `${Math.round(share * 100)} %`
}
