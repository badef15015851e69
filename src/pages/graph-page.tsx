import '@/ui/detail.css'
import '@/ui/table.css'
import { useParams } from 'react-router'
import { QueryBoundary } from '@/queries/query-boundary'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'
import { GraphWithRetarget } from './graph-with-retarget'

/** What the tags of a project point at, drawn [P3]. */
export function GraphPage() {
  const { namespace = '' } = useParams()
  return (
    <>
      <PageHeader title={`Graph of ${namespace}`} />
      <QueryBoundary
        key={namespace}
        what={`Project ${namespace}`}
        fallback={<SkeletonRows rows={6} columns={3} />}
      >
        <GraphWithRetarget namespace={namespace} />
      </QueryBoundary>
    </>
  )
}
