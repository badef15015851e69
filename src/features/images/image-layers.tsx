import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dockerfileText } from '@/domain/dockerfile'
import { isManifestList } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { hasStepForEach, layerRows, orderedLayers } from '@/domain/layers'
import { formatBytes } from '@/domain/size'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'
import { EmptyNote } from '@/ui/empty-note'
import { Note } from '@/ui/note'
import { useBuildHistory } from './build-history'
import { DockerfileView } from './dockerfile-view'
import styles from './image-layers.module.css'
import { LayerBar } from './layer-bar'
import { layerSharing, type SharedLayer } from './layer-sharing'
import { LayersTable } from './layers-table'

/**
 * The layers of an image, first built first [M1]: size, share, the step that made each, and which
 * other tags of the stream hold it. Steps and sharing arrive by themselves, or say why they do not.
 */
export function ImageLayers({
  namespace,
  stream,
  digest,
  image,
  tagsOf,
}: {
  namespace: string
  stream: string
  digest: string
  image: Image
  /** The tags of the stream whose newest image it is, by digest. */
  tagsOf: ReadonlyMap<string, string[]>
}) {
  const [view, setView] = useState<'layers' | 'dockerfile'>('layers')
  const [showsEmpty, setShowsEmpty] = useState(true)
  const history = useBuildHistory(digest)
  const { data: streamLayers } = useQuery(imageStreamLayersQueries.detail(namespace, stream))

  const layers = orderedLayers(image)
  if (isManifestList(image)) {
    return (
      <EmptyNote title="A list of platforms has no layers of its own">
        Each platform has its own: open a platform on the overview.
      </EmptyNote>
    )
  }
  if (layers.length === 0) {
    return (
      <EmptyNote title="No layers are known">
        The API lists none for this image. It may be an artifact, or an image that is only named.
      </EmptyNote>
    )
  }

  const rows = layerRows(layers, history.steps)
  const isJoined = history.steps !== undefined && hasStepForEach(layers, history.steps)
  const problem =
    history.problem ||
    (history.steps && !isJoined && view === 'layers'
      ? 'The history tells of another number of layers than there are: which step made which is not known. The Dockerfile view shows the steps.'
      : '')
  const sharing = layerSharing(rows, digest, streamLayers ?? undefined, tagsOf)
  const emptySteps = rows.filter((row) => row.isEmpty).length
  const total = layers.reduce((sum, layer) => sum + (Number(layer?.size) || 0), 0)
  return (
    <>
      <Facts total={total} layers={layers.length} emptySteps={emptySteps} sharing={sharing} />
      <LayerBar rows={rows} sharing={sharing} />
      <div className="ts-bar">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
        <div className="ts-seg" role="group" aria-label="View">
          <button type="button" aria-pressed={view === 'layers'} onClick={() => setView('layers')}>
            Layers
          </button>
          <button
            type="button"
            aria-pressed={view === 'dockerfile'}
            {...(!history.steps && {
              'aria-disabled': true,
              title: 'The build steps are not known',
            })}
            onClick={() => history.steps && setView('dockerfile')}
          >
            Dockerfile
          </button>
        </div>
        {view === 'layers' && emptySteps > 0 && (
          <label className="ts-row ts-nowrap">
            <input
              className="ts-check"
              type="checkbox"
              checked={showsEmpty}
              onChange={(event) => setShowsEmpty(event.target.checked)}
            />
            Show empty steps
          </label>
        )}
      </div>
      {problem && (
        <div className={styles.note}>
          <Note kind="plain" title="The build steps are not shown.">
            {problem}
          </Note>
        </div>
      )}
      {view === 'layers' ? (
        <LayersTable
          rows={showsEmpty ? rows : rows.filter((row) => !row.isEmpty)}
          sharing={sharing}
          hasSteps={isJoined}
        />
      ) : (
        history.steps && <DockerfileView text={dockerfileText(history.steps)} />
      )}
    </>
  )
}

function Facts({
  total,
  layers,
  emptySteps,
  sharing,
}: {
  total: number
  layers: number
  emptySteps: number
  sharing: Map<string, SharedLayer> | undefined
}) {
  const sum = (isCounted: (layer: SharedLayer) => boolean) =>
    formatBytes(
      [...(sharing?.values() ?? [])].filter(isCounted).reduce((n, layer) => n + layer.size, 0),
    )
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Size</dt>
        <dd>
          {formatBytes(total)} <small>compressed</small>
        </dd>
      </div>
      <div>
        <dt>Layers</dt>
        <dd>
          {layers}
          {emptySteps > 0 && <small> and {emptySteps} empty steps</small>}
        </dd>
      </div>
      <div>
        <dt>Only in this image</dt>
        <dd>{sharing ? sum((layer) => layer.kind === 'own') : <small>not known</small>}</dd>
      </div>
      <div>
        <dt>Shared in the stream</dt>
        <dd>{sharing ? sum((layer) => layer.kind !== 'own') : <small>not known</small>}</dd>
      </div>
    </dl>
  )
}
