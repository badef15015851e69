import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { isManifestList } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { hasStepForEach, layerRows, orderedLayers } from '@/domain/layers'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'
import { EmptyNote } from '@/ui/empty-note'
import { FactsStrip } from '@/ui/facts-strip'
import { Note } from '@/ui/note'
import { useBaseImage } from './base-image'
import { useBuildHistory } from './build-history'
import { DockerfileView } from './dockerfile-view'
import { useImageDocuments } from './image-documents'
import styles from './image-layers.module.css'
import { LayerBar } from './layer-bar'
import { layerSharing, otherImages, type SharedLayer } from './layer-sharing'
import { LayersTable } from './layers-table'
import { PlatformLinks } from './platform-links'
import { UnavailableNote } from './unavailable-note'

/**
 * The layers of an image, first built first [M1]: size, share, the step that made each, and which
 * other tags of the stream hold it. Steps and sharing arrive by themselves, or say why they do not.
 */
export function ImageLayers(props: ImageLayersProps) {
  const { namespace, stream, image } = props
  if (isManifestList(image)) {
    return (
      <EmptyNote title="A list of platforms has no layers of its own">
        <p>Each platform has its own.</p>
        <PlatformLinks namespace={namespace} stream={stream} image={image} tab="layers" />
      </EmptyNote>
    )
  }
  if (orderedLayers(image).length === 0) {
    return (
      <EmptyNote title="No layers are known">
        The API lists none for this image. It may be an artifact, or an image that is only named.
      </EmptyNote>
    )
  }
  return <KnownLayers {...props} />
}

interface ImageLayersProps {
  namespace: string
  stream: string
  digest: string
  image: Image
  imageStream: ImageStream
  /** The tags of the stream whose newest image it is, by digest. */
  tagsOf: ReadonlyMap<string, string[]>
}

function KnownLayers({ namespace, stream, digest, image, imageStream, tagsOf }: ImageLayersProps) {
  const [view, setView] = useState<'layers' | 'dockerfile'>('layers')
  const [showsEmpty, setShowsEmpty] = useState(true)
  const documents = useImageDocuments({ imageStream, digest, image })
  const { steps, problem } = useBuildHistory(documents, digest, image)
  const { data: streamLayers } = useQuery(imageStreamLayersQueries.detail(namespace, stream))
  const others = useMemo(
    () => otherImages(digest, streamLayers ?? undefined),
    [digest, streamLayers],
  )
  const base = useBaseImage(image, documents, others)

  const layers = orderedLayers(image)
  const rows = useMemo(() => layerRows(orderedLayers(image), steps), [image, steps])
  const isJoined = steps !== undefined && hasStepForEach(layers, steps)
  const sharing = useMemo(
    () => layerSharing(rows, digest, streamLayers ?? undefined, tagsOf),
    [rows, digest, streamLayers, tagsOf],
  )
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
            {...(!steps && { 'aria-disabled': true, title: 'The build steps are not known' })}
            onClick={() => steps && setView('dockerfile')}
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
        <span className="ts-bar__end ts-sub" role="status">
          {documents.isWaiting ? 'Reading the build steps…' : steps ? documents.origin : ''}
        </span>
      </div>
      {problem && (
        <div className={styles.note}>
          <UnavailableNote what="The build steps are not shown" problem={problem} />
        </div>
      )}
      {steps && !isJoined && view === 'layers' && (
        <div className={styles.note}>
          <Note kind="plain" title="Which step made which layer is not known.">
            The history tells of another number of layers than there are. The Dockerfile view shows
            the steps.
          </Note>
        </div>
      )}
      {view === 'layers' && base && base.layers === 0 && (
        <p className={`ts-sub ${styles.note}`}>
          Built on <span className="ts-mono ts-clamp">{readable(base.name)}</span>, as the image
          says. Where its layers end is not known: it could not be read, or was built on another
          state of it.
        </p>
      )}
      {view === 'layers' ? (
        <LayersTable
          rows={showsEmpty ? rows : rows.filter((row) => !row.isEmpty)}
          sharing={sharing}
          hasSteps={isJoined}
          base={base}
          namespace={namespace}
          stream={stream}
          tagsOf={tagsOf}
        />
      ) : (
        steps && <DockerfileView steps={steps} />
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
    sharing
      ? formatBytes([...sharing.values()].filter(isCounted).reduce((n, { size }) => n + size, 0))
      : null
  return (
    <FactsStrip
      facts={[
        { name: 'Size', value: formatBytes(total), more: 'compressed' },
        {
          name: 'Layers',
          value: layers,
          more: emptySteps > 0 ? `and ${emptySteps} empty steps` : '',
        },
        { name: 'Only in this image', value: sum((layer) => layer.kind === 'own') },
        { name: 'Shared in the stream', value: sum((layer) => layer.kind !== 'own') },
      ]}
    />
  )
}
