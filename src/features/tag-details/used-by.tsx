import { RhUiRefreshIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-refresh-icon'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TagName } from '@/domain/image-triggers'
import { readable } from '@/domain/untrusted'
import { together, unseenSentences } from '@/queries/seen-workloads'
import { workloadQueries } from '@/queries/workloads'
import { Button } from '@/ui/button'
import { Note } from '@/ui/note'
import { RelativeTime } from '@/ui/relative-time'
import { type User, usersOf } from './users'
import { UsersTable } from './users-table'

/** Workloads and builds with an image trigger on the tag [T3], in its project or in all. */
export function UsedBy({
  of,
  resolved,
}: {
  of: TagName
  /** What is pulled by the tag (S-7); '' for nothing. */
  resolved: string
}) {
  const [isEverywhere, setIsEverywhere] = useState(false)
  const project = useQuery(workloadQueries.list(of.namespace))
  const everywhere = useQuery({ ...workloadQueries.list(), enabled: isEverywhere })
  const shown = isEverywhere ? everywhere : project
  const known = project.data && together(project.data, isEverywhere ? everywhere.data : undefined)
  return (
    <section className="ts-sec" id="used-by" aria-label="Used by">
      <h2>
        Used by
        <span className="ts-h2end">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
          <span className="ts-seg" role="group" aria-label="Where to look">
            <button
              type="button"
              aria-pressed={!isEverywhere}
              onClick={() => setIsEverywhere(false)}
            >
              This project
            </button>
            <button type="button" aria-pressed={isEverywhere} onClick={() => setIsEverywhere(true)}>
              All projects
            </button>
          </span>
        </span>
      </h2>
      {!known || !shown.data ? (
        <p className="ts-muted">Looking for workloads and builds with a trigger on it…</p>
      ) : (
        <>
          <Users
            of={of}
            users={usersOf(of, known.rows, resolved)}
            sentences={unseenSentences(known.unseen)}
            isEverywhere={isEverywhere}
          />
          <p className="ts-sub ts-row">
            <span>
              Read <RelativeTime at={new Date(shown.dataUpdatedAt).toISOString()} />. It does not
              follow the cluster by itself.
            </span>
            <Button
              variant="link"
              icon={<RhUiRefreshIcon className="ts-i" />}
              onClick={() => {
                void project.refetch()
                if (isEverywhere) void everywhere.refetch()
              }}
            >
              Look again
            </Button>
          </p>
        </>
      )}
    </section>
  )
}

function Users({
  of,
  users,
  sentences,
  isEverywhere,
}: {
  of: TagName
  users: User[]
  /** On what was not read. */
  sentences: string[]
  isEverywhere: boolean
}) {
  return (
    <>
      <Problems users={users} />
      {users.length > 0 ? (
        <UsersTable users={users} at={of.namespace} />
      ) : (
        <Nothing of={of} isPartial={sentences.length > 0} isEverywhere={isEverywhere} />
      )}
      {sentences.map((sentence) => (
        <p key={sentence} className="ts-muted">
          {readable(sentence)}
        </p>
      ))}
    </>
  )
}

function Nothing({
  of: { namespace, stream, tag },
  isPartial,
  isEverywhere,
}: {
  of: TagName
  /** Some kinds were not read: nothing more is known of those. */
  isPartial: boolean
  isEverywhere: boolean
}) {
  const where = isEverywhere ? 'any project' : 'this project'
  return (
    <>
      <p>
        {isPartial
          ? `Nothing that could be read in ${where} has an image trigger on the tag.`
          : `No workload and no build of ${where} has an image trigger on the tag.`}
      </p>
      <p className="ts-muted">
        A Deployment gets one with{' '}
        <span className="ts-mono ts-clamp">
          oc set triggers deploy/NAME --from-image={namespace}/{stream}:{tag} -c CONTAINER
        </span>
      </p>
    </>
  )
}

const shownProblems = 5

/** Why triggers that somebody wrote do nothing: once a workload. */
function Problems({ users }: { users: User[] }) {
  const ignored = users.filter(({ trigger }) => trigger.state === 'ignored')
  const rows = [...new Map(ignored.map(({ workload }) => [workload.key, workload])).values()]
  return rows.slice(0, shownProblems).map(({ key, kind, namespace, name, problems }) => (
    <Note key={key} kind="warn" title={`${kind} ${namespace}/${readable(name)} does not follow`}>
      {problems.slice(0, shownProblems).map((problem) => (
        <p key={problem}>{readable(problem)}</p>
      ))}
    </Note>
  ))
}
