import { useParams } from 'react-router'
import { Tags } from '@/features/tags/tags'
import { QueryBoundary } from '@/queries/query-boundary'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'

/** Every tag of a project, or of all projects. */
export function TagsPage() {
  const { namespace } = useParams()
  return (
    <>
      <PageHeader
        title="Tags"
        name={namespace ? `Tags in ${namespace}` : 'Tags'}
        subtitle={namespace ? `Of all image streams in project ${namespace}` : 'Of all projects'}
      />
      <QueryBoundary
        key={namespace}
        what={namespace ? `Project ${namespace}` : 'This list'}
        fallback={<SkeletonRows rows={8} columns={4} />}
      >
        <Tags {...(namespace && { namespace })} />
      </QueryBoundary>
    </>
  )
}
