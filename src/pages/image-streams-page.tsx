import { useParams } from 'react-router'
import { ImageStreams } from '@/features/image-streams/image-streams'
import { ImageStreamsSubtitle } from '@/features/image-streams/image-streams-subtitle'
import { QueryBoundary } from '@/queries/query-boundary'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'

/** The image streams of a project, or of all projects. */
export function ImageStreamsPage() {
  const { namespace } = useParams()
  return (
    <>
      <PageHeader
        title="Image streams"
        name={namespace ? `Image streams in ${namespace}` : 'Image streams'}
        subtitle={<ImageStreamsSubtitle namespace={namespace} />}
      />
      <QueryBoundary
        key={namespace}
        what={namespace ? `Project ${namespace}` : 'This list'}
        fallback={<SkeletonRows rows={8} columns={4} />}
      >
        <ImageStreams {...(namespace && { namespace })} />
      </QueryBoundary>
    </>
  )
}
