import { type ComponentProps, useCallback, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { StreamRow } from '@/domain/stream-row'
import { useRowsBulk } from '@/features/bulk/row-bulk'
import { ImageStreams } from '@/features/image-streams/image-streams'
import { ImageStreamsSubtitle } from '@/features/image-streams/image-streams-subtitle'
import type { AskedStreamOperation } from '@/features/stream-operations/asked-operation'
import { LazyStreamOperationDialog } from '@/features/stream-operations/lazy-stream-operation-dialog'
import { StreamMenu } from '@/features/stream-operations/stream-menu'
import { imageStreamPath } from '@/paths'
import { QueryBoundary } from '@/queries/query-boundary'
import { Button } from '@/ui/button'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'

/** The image streams of a project, or of all projects. */
export function ImageStreamsPage() {
  const { namespace } = useParams()
  const [asked, setAsked] = useState<AskedStreamOperation | null>(null)
  const navigate = useNavigate()
  const menu = useCallback(
    (row: StreamRow) => (
      <StreamMenu
        kind="row"
        namespace={row.namespace}
        stream={row.name}
        localLookup={row.localLookup}
        onAsk={setAsked}
        first={[
          { label: 'Open', onSelect: () => navigate(imageStreamPath(row.namespace, row.name)) },
        ]}
      />
    ),
    [navigate],
  )
  return (
    <>
      <PageHeader
        title="Image streams"
        name={namespace ? `Image streams in ${namespace}` : 'Image streams'}
        subtitle={<ImageStreamsSubtitle namespace={namespace} />}
        actions={
          <Button
            variant="secondary"
            aria-haspopup="dialog"
            onClick={() => setAsked({ kind: 'create', namespace: namespace ?? '' })}
          >
            Create image stream
          </Button>
        }
      />
      <QueryBoundary
        key={namespace}
        what={namespace ? `Project ${namespace}` : 'This list'}
        fallback={<SkeletonRows rows={8} columns={4} />}
      >
        <SelectableStreams
          {...(namespace && { namespace })}
          menu={menu}
          keys={{
            e: (row) => setAsked({ kind: 'metadata', namespace: row.namespace, stream: row.name }),
          }}
        />
      </QueryBoundary>
      {asked && (
        <LazyStreamOperationDialog
          asked={asked}
          onDone={(at) =>
            asked.kind === 'create' && navigate(imageStreamPath(at.namespace, at.stream))
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

/** The selection lives as long as the list of one project. */
function SelectableStreams(props: Omit<ComponentProps<typeof ImageStreams>, 'bulk'>) {
  const bulk = useRowsBulk(props.namespace, 'streams')
  return (
    <>
      <ImageStreams {...props} bulk={bulk} />
      {bulk.dialog}
    </>
  )
}
