import { useParams } from 'react-router'
import type { FailingTag } from '@/domain/failing-tags'
import { useRowsBulk } from '@/features/bulk/row-bulk'
import { Failures } from '@/features/failures/failures'
import { ImportAgainButton } from '@/features/imports/import-again-button'
import { QueryBoundary } from '@/queries/query-boundary'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'

/** Imports that fail [B5], of a project or of all projects. */
export function FailuresPage() {
  const { namespace } = useParams()
  return (
    <>
      <PageHeader
        title="Failures"
        name={namespace ? `Failures in ${namespace}` : 'Failures'}
        subtitle={
          namespace
            ? `Tags of project ${namespace} whose last import failed`
            : 'Tags of all projects whose last import failed'
        }
      />
      <QueryBoundary
        key={namespace}
        what={namespace ? `Project ${namespace}` : 'This list'}
        fallback={<SkeletonRows rows={8} columns={4} />}
      >
        <SelectableFailures namespace={namespace} />
      </QueryBoundary>
    </>
  )
}

/** The selection lives as long as the list of one project. */
function SelectableFailures({ namespace }: { namespace: string | undefined }) {
  const bulk = useRowsBulk(namespace, 'tags')
  return (
    <>
      <Failures action={importAgain} bulk={bulk} {...(namespace && { namespace })} />
      {bulk.dialog}
    </>
  )
}

function importAgain({ stream, tag }: FailingTag) {
  return <ImportAgainButton stream={stream} tag={tag.name} variant="secondary" isNamed />
}
