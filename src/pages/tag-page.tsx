import '@/ui/detail.css'
import '@/ui/table.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { isImportable } from '@/domain/import-target'
import { canResume } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { tagState } from '@/domain/tag-state'
import { ImportAgainButton } from '@/features/imports/import-again-button'
import { RetargetButton } from '@/features/retarget/retarget-button'
import { useStreamRow } from '@/features/stream-details/stream-row-of'
import { TagSubtitle } from '@/features/tag-details/tag-subtitle'
import { TagMenu } from '@/features/tag-operations/tag-menu'
import { imageStreamPath, imageStreamsPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { QueryBoundary } from '@/queries/query-boundary'
import { LinkButton } from '@/ui/button'
import { CopyButton } from '@/ui/copy-button'
import { NotFoundState } from '@/ui/error-state'
import { useNow } from '@/ui/now'
import { PageHeader } from '@/ui/page-header'
import { useSingleKey } from '@/ui/shortcuts'
import { SkeletonRows } from '@/ui/skeleton'
import { StateLabel } from '@/ui/state-label'
import { useCopyDigest } from './copy-digest'
import { useTagDialogs } from './tag-dialogs'
import { TagTabs } from './tag-tabs'

/** One tag [T1] [T2]: `?tab=overview|layers|configuration|manifests|signatures|history|yaml`. */
export function TagPage() {
  const { namespace = '', stream = '', tag = '' } = useParams()
  const of = { namespace, stream, tag }
  return (
    <div className="ts-detail" key={`${namespace}/${stream}:${tag}`}>
      <QueryBoundary
        what={`Tag ${tag} of ${stream}`}
        fallback={
          <>
            <PageHeader {...headOf(of)} />
            <SkeletonRows rows={6} columns={2} />
          </>
        }
      >
        <LoadedTag {...of} />
      </QueryBoundary>
    </div>
  )
}

interface TagName {
  namespace: string
  stream: string
  tag: string
}

function headOf({ namespace, stream, tag }: TagName) {
  return {
    title: `${stream}:${tag}`,
    badge: { text: 'IST', title: 'ImageStreamTag' },
    breadcrumb: [
      { text: 'Image streams', to: imageStreamsPath() },
      { text: namespace, to: imageStreamsPath(namespace) },
      { text: stream, to: imageStreamPath(namespace, stream) },
    ],
  }
}

function LoadedTag({ namespace, stream, tag }: TagName) {
  const of = { namespace, stream, tag }
  const { data: imageStream } = useSuspenseQuery(imageStreamQueries.detail(namespace, stream))
  const navigate = useNavigate()
  const { ask, retarget, dialogs } = useTagDialogs(({ kind }) => {
    if (kind === 'delete') navigate(imageStreamPath(namespace, stream))
  })
  const now = useNow()
  const row = useStreamRow(imageStream)
  const tagRow = row?.tags.find(({ name }) => name === tag)
  const seen = imageStream && seenTag(imageStream, tag)
  const copyDigest = useCopyDigest()
  useSingleKey('e', () => tagRow && retarget(of))
  useSingleKey('p', () => tagRow && ask({ kind: 'copy', ...of }))
  useSingleKey('r', () => tagRow && ask({ kind: 'rollBack', ...of }))
  useSingleKey('y', () => tagRow && copyDigest(tagRow))
  return (
    <>
      <PageHeader
        {...headOf(of)}
        {...(row &&
          tagRow && {
            state: (
              <>
                <CopyButton text={`${stream}:${tag}`} label="Copy name" />
                <StateLabel state={tagState(tagRow, now, { stream: row })} />
              </>
            ),
            subtitle: <TagSubtitle namespace={namespace} stream={stream} tag={tagRow} />,
            actions: (
              <>
                {/* What the state asks for comes first, and alone is filled. */}
                {(tagRow.failure || isImportable(row, tagRow)) && (
                  <ImportAgainButton
                    stream={row}
                    tag={tag}
                    variant={tagRow.failure ? 'primary' : 'secondary'}
                  />
                )}
                <RetargetButton
                  {...of}
                  variant={tagRow.failure ? 'secondary' : 'primary'}
                  onOpen={() => retarget(of)}
                />
                <TagMenu
                  {...of}
                  kind="head"
                  tag={tagRow}
                  canResume={seen !== undefined && canResume(seen)}
                  onAsk={ask}
                  onRetarget={() => retarget(of)}
                />
              </>
            ),
          })}
      />
      {imageStream && row && tagRow ? (
        <TagTabs imageStream={imageStream} row={row} tagRow={tagRow} now={now} onAsk={ask} />
      ) : (
        <NotFoundState
          what={imageStream ? `Tag ${tag} of ${stream}` : `Image stream ${stream}`}
          actions={
            <LinkButton
              variant="secondary"
              to={imageStream ? imageStreamPath(namespace, stream) : imageStreamsPath(namespace)}
            >
              {imageStream ? `All tags of ${stream}` : `Image streams of ${namespace}`}
            </LinkButton>
          }
        />
      )}
      {dialogs}
    </>
  )
}
