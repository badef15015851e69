import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiHistoryIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon'
import { RhUiPauseCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-pause-circle-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import { useState } from 'react'
import { isDigest } from '@/domain/digest'
import { readable } from '@/domain/untrusted'
import { DigestText } from '@/ui/digest-text'
import { runsWords, triggerWords, type User } from './users'
import styles from './users-table.module.css'
import { WorkloadIcon } from './workload-icon'

const shortList = 5

/** One row a trigger: what it is on, where, and whether it has what the tag holds. Long lists show their beginning first. */
export function UsersTable({ users, at }: { users: User[]; at: string }) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? users : users.slice(0, shortList)
  const isFar = users.some(({ workload }) => workload.namespace !== at)
  return (
    <>
      <div className="ts-tablewrap">
        <table className={`pf-v6-c-table pf-m-compact ts-table ts-table--cards ${styles.users}`}>
          <caption className="ts-sr">Workloads and builds with an image trigger on the tag</caption>
          <thead>
            <tr>
              <th scope="col">Workload or build</th>
              {isFar && (
                <th scope="col" className={styles.project}>
                  Project
                </th>
              )}
              <th scope="col" className={styles.container}>
                Container
              </th>
              <th scope="col" className={styles.state}>
                When the tag moves
              </th>
              <th scope="col" className={styles.runs}>
                Has now
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((user, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a container may have two triggers
              <tr key={`${user.workload.key} ${user.trigger.container} ${index}`}>
                <td className="c-name">
                  <span className={styles.name}>
                    <WorkloadIcon kind={user.workload.kind} />
                    <span>
                      <span className="ts-muted">{user.workload.kind}</span>{' '}
                      <span className="ts-strong">{readable(user.workload.name)}</span>
                    </span>
                  </span>
                </td>
                {isFar && <td className="c-more">{readable(user.workload.namespace)}</td>}
                <td className="c-rest">
                  {user.trigger.container ? (
                    readable(user.trigger.container)
                  ) : (
                    <span className="ts-muted">
                      {user.workload.kind === 'BuildConfig' ? 'its builder image' : 'not found'}
                    </span>
                  )}
                </td>
                <td className="c-state">
                  <Trigger user={user} />
                </td>
                <td className="c-age">
                  <Runs user={user} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < users.length && (
        <button type="button" className="ts-linkbtn" onClick={() => setIsWhole(true)}>
          Show all {users.length}
        </button>
      )}
    </>
  )
}

function Trigger({ user }: { user: User }) {
  const words = triggerWords(user)
  switch (user.trigger.state) {
    case 'active':
      return (
        <span className="ts-state">
          <RhUiSyncIcon className="ts-i" />
          {words}
        </span>
      )
    case 'paused':
      return (
        <span className="ts-state ts-state--quiet">
          <RhUiPauseCircleIcon className="ts-i" />
          {words}
        </span>
      )
    case 'ignored':
      return (
        <span className="ts-state ts-state--warn">
          <RhUiWarningFillIcon className="ts-i" />
          {words}
        </span>
      )
  }
}

function Runs({ user }: { user: User }) {
  const [held = ''] = user.trigger.holds
  return (
    <>
      {user.runs === 'this' ? (
        <span className="ts-state ts-state--ok">
          <RhUiCheckCircleFillIcon className="ts-i" />
          {runsWords(user)}
        </span>
      ) : (
        <span className="ts-state ts-state--quiet">
          <RhUiHistoryIcon className="ts-i" />
          {runsWords(user)}
        </span>
      )}
      {user.runs === 'other' && <Held held={held} />}
    </>
  )
}

function Held({ held }: { held: string }) {
  const digest = held.slice(held.lastIndexOf('@') + 1)
  return (
    <div className={`ts-sub ${styles.held}`} title={readable(held)}>
      {isDigest(digest) ? (
        <DigestText digest={digest} />
      ) : (
        <span className="ts-mono">{readable(held)}</span>
      )}
    </div>
  )
}
