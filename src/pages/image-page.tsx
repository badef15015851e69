import '@/ui/detail.css'
import '@/ui/table.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { digestAlgorithm, shortDigest } from '@/domain/digest'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { currentTagsByImage } from '@/features/images/holding-tags-of'
import { ImagePlatforms } from '@/features/images/image-platforms'
import { ImageSource } from '@/features/images/image-source'
import { ImageSummary } from '@/features/images/image-summary'
import { StreamImage } from '@/features/images/stream-image'
import { TagsWithImage } from '@/features/images/tags-with-image'
import { YamlTab } from '@/features/yaml/yaml-tab'
import { imageStreamPath, imageStreamsPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { QueryBoundary } from '@/queries/query-boundary'
import { CopyButton } from '@/ui/copy-button'
import { NotFoundState } from '@/ui/error-state'
import { PageHeader } from '@/ui/page-header'
import { PathTabs, useTab } from '@/ui/path-tabs'
import { SkeletonRows } from '@/ui/skeleton'
import { ImageView, imageViews, isImageView } from './image-view'

const tabs = ['overview', ...imageViews.map(({ key }) => key), 'yaml'] as const

/** One image of a stream, by its digest: an older revision, or a platform of a list. */
export function ImagePage() {
  const { namespace = '', stream = '', digest = '' } = useParams()
  const head = (
    <PageHeader
      title={`${stream}@${shortDigest(digest)}`}
      badge={{ text: 'ISI', title: 'ImageStreamImage' }}
      breadcrumb={[
        { text: 'Image streams', to: imageStreamsPath() },
        { text: namespace, to: imageStreamsPath(namespace) },
        { text: stream, to: imageStreamPath(namespace, stream) },
      ]}
      state={<CopyButton text={digest} label="Copy digest" />}
      subtitle={
        <span className="ts-mono ts-clamp">
          <span className="ts-muted">{digestAlgorithm(digest)}:</span>
          {digest.slice(digestAlgorithm(digest).length + 1)}
        </span>
      }
    />
  )
  return (
    <div className="ts-detail" key={`${namespace}/${stream}@${digest}`}>
      {head}
      <QueryBoundary what="This image" fallback={<SkeletonRows rows={6} columns={2} />}>
        <LoadedImage namespace={namespace} stream={stream} digest={digest} />
      </QueryBoundary>
    </div>
  )
}

interface ImageName {
  namespace: string
  stream: string
  digest: string
}

function LoadedImage({ namespace, stream, digest }: ImageName) {
  const { data: imageStream } = useSuspenseQuery(imageStreamQueries.detail(namespace, stream))
  if (!imageStream) return <NotFoundState what={`Image stream ${stream}`} />
  return (
    <StreamImage namespace={namespace} stream={stream} digest={digest}>
      {(image) => (
        <LookInto
          namespace={namespace}
          stream={stream}
          digest={digest}
          image={image}
          imageStream={imageStream}
        />
      )}
    </StreamImage>
  )
}

function LookInto({
  namespace,
  stream,
  digest,
  image,
  imageStream,
}: ImageName & { image: Image; imageStream: ImageStream }) {
  const tab = useTab(tabs)
  const row = useMemo(() => toStreamRow(imageStream), [imageStream])
  const tagsByImage = useMemo(() => currentTagsByImage(imageStream), [imageStream])
  return (
    <>
      <PathTabs
        label="Views of the image"
        tabs={[
          { key: 'overview', title: 'Overview' },
          ...imageViews,
          { key: 'yaml', title: 'YAML' },
        ]}
      />
      {tab === 'overview' && (
        <>
          <div className="ts-grid">
            <div>
              <ImageSource image={image} />
              <TagsWithImage imageStream={imageStream} row={row} digest={digest} />
            </div>
            <section className="ts-sec">
              <h2>Image</h2>
              <ImageSummary
                namespace={namespace}
                stream={stream}
                digest={digest}
                image={image}
                sameImage={tagsByImage.get(digest) ?? []}
              />
            </section>
          </div>
          <ImagePlatforms namespace={namespace} stream={stream} image={image} />
        </>
      )}
      {isImageView(tab) && (
        <ImageView
          view={tab}
          namespace={namespace}
          stream={stream}
          digest={digest}
          image={image}
          imageStream={imageStream}
          tagsByImage={tagsByImage}
        />
      )}
      {tab === 'yaml' && (
        <YamlTab
          object={{ apiVersion: 'image.openshift.io/v1', kind: 'Image', ...image }}
          name={`image ${shortDigest(digest)}`}
        />
      )}
    </>
  )
}
