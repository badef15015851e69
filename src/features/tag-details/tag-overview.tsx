import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { tagConditions } from '@/domain/image-stream'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { pullString } from '@/domain/resolved-reference'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { imageStreamQueries } from '@/queries/image-streams'
import { workloadQueries } from '@/queries/workloads'
import { FollowsStrip } from './follows-strip'
import { ImportFailure } from './import-failure'
import { PullCommands } from './pull-commands'
import { PulledReference } from './pulled-reference'
import { TagBehaviour } from './tag-behaviour'
import { TagStateNote } from './tag-state-note'
import { TagStatus } from './tag-status'
import { UsedBy } from './used-by'
import { userGroups, usersOf } from './users'

/** What there is to know of a tag on one screen [T2]: the worst first, then what is pulled. */
export function TagOverview({
  imageStream,
  row,
  tag,
  state,
  spec,
  children,
}: {
  imageStream: ImageStream
  row: StreamRow
  tag: TagRow
  state: TagState
  spec: TagReference | undefined
  /** The image that the tag holds; nothing where it holds none. */
  children: ReactNode
}) {
  const { data: project } = useQuery(imageStreamQueries.rows(row.namespace))
  const { data: workloads } = useQuery(workloadQueries.list(row.namespace))
  const { namespace, name: stream } = row
  const of = { namespace, stream, tag: tag.name }
  const resolved = pullString(tag, row.repository)
  return (
    <>
      {tag.failure ? (
        <ImportFailure failure={tag.failure} tag={tag} namespace={namespace} />
      ) : (
        <TagStateNote tag={tag} state={state} at={{ namespace, stream }} />
      )}
      <FollowsStrip
        namespace={namespace}
        stream={stream}
        tag={tag}
        state={state}
        projectRows={project?.rows}
        groups={userGroups(usersOf(of, workloads?.rows ?? [], resolved))}
      />
      <div className="ts-grid ts-grid--3">
        <div>
          <PulledReference row={row} tag={tag} />
          {tag.latest && <PullCommands row={row} tag={tag} />}
        </div>
        <div className="ts-grid__b">
          <section className="ts-sec">
            <h2>How it behaves</h2>
            <TagBehaviour namespace={namespace} stream={stream} tag={tag} />
          </section>
        </div>
        <div className="ts-grid__side">
          {children && (
            <section className="ts-sec">
              <h2>Image</h2>
              {children}
            </section>
          )}
          <section className="ts-sec">
            <h2>State of the tag</h2>
            <TagStatus
              tag={tag}
              state={state}
              conditions={tagConditions(imageStream, tag.name)}
              annotations={spec?.annotations ?? {}}
              metadata={imageStream.metadata}
            />
          </section>
        </div>
      </div>
      <UsedBy of={of} resolved={resolved} />
    </>
  )
}
