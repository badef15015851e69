import type { LayerRow } from '@/domain/layers'
import { formatBytes } from '@/domain/size'
import type { SharedLayer } from './layer-sharing'

const kinds = [
  { kind: 'every', className: 'ts-l0', words: 'In every image of the stream' },
  { kind: 'some', className: 'ts-l1', words: 'Shared with other images' },
  { kind: 'own', className: 'ts-l2', words: 'Only in this image' },
] as const

/** The colour of a layer: the same in the bar, the legend and the share column. */
export function layerColor(layer: SharedLayer | undefined): string {
  return kinds.find(({ kind }) => kind === layer?.kind)?.className ?? 'ts-l1'
}

/** The whole image as one bar, each layer as long as its share. */
export function LayerBar({
  rows,
  sharing,
}: {
  rows: LayerRow[]
  sharing: Map<string, SharedLayer> | undefined
}) {
  const layers = rows.filter((row) => !row.isEmpty)
  const legend = kinds
    .map(({ kind, className, words }) => {
      const size = [...(sharing?.values() ?? [])]
        .filter((layer) => layer.kind === kind)
        .reduce((sum, layer) => sum + layer.size, 0)
      return { className, size, words: `${words}, ${formatBytes(size)}` }
    })
    .filter(({ size }) => size > 0)
  return (
    <>
      <div
        className="ts-sizebar"
        role="img"
        aria-label={
          legend.length > 0
            ? legend.map(({ words }) => words).join('; ')
            : `${layers.length} layers`
        }
      >
        {layers.map((row, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer may occur twice, and order is the identity
            key={`${index} ${row.digest}`}
            className={layerColor(sharing?.get(row.digest))}
            style={{ flexGrow: row.size ?? 0, flexBasis: 0 }}
          />
        ))}
      </div>
      {legend.length > 0 && (
        <div className="ts-legend ts-sec">
          {legend.map(({ className, words }) => (
            <span key={className}>
              <i className={className} />
              {words}
            </span>
          ))}
        </div>
      )}
    </>
  )
}
