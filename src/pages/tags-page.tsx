import { type ComponentProps, useCallback } from 'react'
import { useParams } from 'react-router'
import { useRowsBulk } from '@/features/bulk/row-bulk'
import type { TagLine } from '@/features/tags/tag-lines'
import { Tags } from '@/features/tags/tags'
import { QueryBoundary } from '@/queries/query-boundary'
import { PageHeader } from '@/ui/page-header'
import { SkeletonRows } from '@/ui/skeleton'
import { useCopyDigest } from './copy-digest'
import { RowTagMenu } from './row-tag-menu'
import { useTagDialogs } from './tag-dialogs'

/** Every tag of a project, or of all projects. */
export function TagsPage() {
  const { namespace } = useParams()
  const { ask, retarget, dialogs } = useTagDialogs()
  const copyDigest = useCopyDigest()
  const menu = useCallback(
    (line: TagLine) => (
      <RowTagMenu
        stream={line.stream}
        tag={line.tag}
        canResume={line.state.word === 'diverged'}
        onAsk={ask}
        onRetarget={() => retarget(nameOf(line))}
      />
    ),
    [ask, retarget],
  )
  const keys = {
    e: (line: TagLine) => retarget(nameOf(line)),
    p: (line: TagLine) => ask({ kind: 'copy', ...nameOf(line) }),
    r: (line: TagLine) => ask({ kind: 'rollBack', ...nameOf(line) }),
    y: ({ tag }: TagLine) => copyDigest(tag),
  }
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
        <SelectableTags {...(namespace && { namespace })} menu={menu} keys={keys} />
      </QueryBoundary>
      {dialogs}
    </>
  )
}

function placeOf({ stream }: TagLine) {
  return { namespace: stream.namespace, stream: stream.name }
}

function nameOf(line: TagLine) {
  return { ...placeOf(line), tag: line.tag.name }
}

/** The selection lives as long as the list of one project. */
function SelectableTags(props: Omit<ComponentProps<typeof Tags>, 'bulk'>) {
  const bulk = useRowsBulk(props.namespace, 'tags')
  return (
    <>
      <Tags {...props} bulk={bulk} />
      {bulk.dialog}
    </>
  )
}
