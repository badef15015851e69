import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { Link } from 'react-router'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import type { Follower } from './followers'
import { triggerWords, type UserGroup } from './users'
import { WorkloadIcon } from './workload-icon'

const shortList = 5

/** What hangs on the tag, at the end of the strip: tags that point at it, what restarts, what builds. */
export function StripEnds({
  followers,
  groups,
  isKnown,
}: {
  followers: Follower[]
  groups: UserGroup[]
  /** The project's tags are read: without followers there are none. */
  isKnown: boolean
}) {
  return (
    <div className="ts-out">
      {followers.length === 0 ? (
        <div className="ts-out__title">
          {isKnown ? 'No tag of this project points at it' : 'Looking for tags that point at it…'}
        </div>
      ) : (
        <FollowerGroup followers={followers} />
      )}
      {groups.map(({ title, users }) => (
        <div className="ts-out__group" key={title}>
          <div className="ts-out__title">{title}</div>
          {users.slice(0, shortList).map((user) => (
            <div className="ts-out__item" key={user.workload.key}>
              <WorkloadIcon kind={user.workload.kind} />
              <span className="ts-trunc">
                {user.workload.kind} {readable(user.workload.name)}
              </span>
              <span className="ts-muted ts-small ts-nowrap">
                {triggerWords(user).toLowerCase()}
              </span>
            </div>
          ))}
          <More count={users.length - shortList} />
        </div>
      ))}
    </div>
  )
}

function FollowerGroup({ followers }: { followers: Follower[] }) {
  return (
    <div className="ts-out__group">
      <div className="ts-out__title">
        {followers.length === 1 ? '1 tag points at it' : `${followers.length} tags point at it`}
      </div>
      {followers.slice(0, shortList).map(({ namespace, stream, tag, how }) => (
        <div className="ts-out__item" key={`${namespace}/${stream}:${tag}`}>
          <RhUiTagIcon className="ts-i" />
          <Link className="ts-link ts-trunc" to={tagPath(namespace, stream, tag)}>
            {stream}:{tag}
          </Link>
          <span className="ts-muted ts-small ts-nowrap">{how}</span>
        </div>
      ))}
      <More count={followers.length - shortList} />
    </div>
  )
}

function More({ count }: { count: number }) {
  if (count <= 0) return null
  return <div className="ts-out__title">+{count} more</div>
}
