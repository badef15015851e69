import type { LayerRow } from '@/domain/layers'
import { mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { compareTagNames } from '@/domain/tag-order'
import { DigestText } from '@/ui/digest-text'
import { Instruction } from './instruction'
import { layerColor } from './layer-bar'
import type { SharedLayer } from './layer-sharing'
import styles from './layers-table.module.css'

/** One row a layer, and one a step without a layer; 120 of them are plain rows, cheap as they are. */
export function LayersTable({
  rows,
  sharing,
  hasSteps,
}: {
  rows: LayerRow[]
  sharing: Map<string, SharedLayer> | undefined
  hasSteps: boolean
}) {
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
          {rows.map((row, index) => {
            // Order is what identifies a step: the same one may occur twice, and none ever moves.
            const key = `${index} ${row.digest}`
            if (row.isEmpty) return <EmptyStep key={key} row={row} />
            number += 1
            const shared = sharing?.get(row.digest)
            return (
              <tr key={key}>
                <td className="ts-num ts-muted c-check">{number}</td>
                <td className="c-name">
                  {row.instruction ? (
                    <Instruction text={row.instruction} />
                  ) : (
                    <span className="ts-muted" title={row.mediaType}>
                      {mediaTypeWords(row.mediaType)}
                    </span>
                  )}
                </td>
                <td className="c-rest">
                  <DigestText digest={row.digest} />
                  {row.instruction && (
                    <div className="ts-sub ts-trunc" title={row.mediaType}>
                      {mediaTypeWords(row.mediaType)}
                    </div>
                  )}
                </td>
                <td className="c-more">
                  <AlsoIn layer={shared} />
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
          })}
        </tbody>
      </table>
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

function AlsoIn({ layer }: { layer: SharedLayer | undefined }) {
  if (!layer) return <span className="ts-muted">not known</span>
  if (layer.kind === 'own') return <span className="ts-muted">only here</span>
  if (layer.kind === 'every') return <>every image</>
  if (layer.tags.length === 0) return <>older images</>
  const [first = '', ...others] = layer.tags.toSorted(compareTagNames)
  return (
    <span className={styles.also} title={layer.tags.join(', ')}>
      <span className="ts-trunc">{first}</span>
      {others.length > 0 && <span className="ts-muted">+{others.length}</span>}
    </span>
  )
}

function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %'
  return `${Math.round(share * 100)} %`
}
