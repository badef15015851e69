import { useQuery } from '@tanstack/react-query'
import type { TagName, WorkloadRow } from '@/domain/image-triggers'
import type { StreamRow } from '@/domain/stream-row'
import { readable } from '@/domain/untrusted'
import { type Consequence, type TagChange, triggersOn, whatFires } from '@/domain/what-fires'
import { workloadQueries } from '@/queries/workloads'
import styles from './retarget-preview.module.css'

const shortList = 20

/** What restarts or builds when the edit is saved, as far as this person may see it (S-56). */
export function RetargetRestarts({
  at,
  change,
  isImported,
  streams,
}: {
  at: TagName
  /** What the tag is to hold; undefined while the server has not said it. */
  change: TagChange | undefined
  /** What the tag is to hold only an import will tell. */
  isImported: boolean
  streams: readonly StreamRow[]
}) {
  const { data: workloads, error } = useQuery(workloadQueries.list(at.namespace))
  if (error) {
    return (
      <section>
        <h3>Restarts</h3>
        <p className="ts-sub">Workloads could not be read: {readable(error.message)}</p>
      </section>
    )
  }
  if (!workloads || !(change || isImported)) return null
  const found = change ? whatFires(change, { streams, workloads: workloads.rows }) : []
  const waiting = change ? [] : triggersOn(at, workloads.rows)
  const lines = change
    ? found.map((each) => ({ ...each, words: effectWords(each) }))
    : waiting.map((each) => ({
        ...each,
        through: [],
        words: each.trigger.state === 'active' ? 'when the import brings another image' : 'stays',
      }))
  const firing = found.filter(({ effect }) => effect === 'fires').length
  const unseen = workloads.unseen.filter(({ why }) => why !== 'absent').map(({ kind }) => kind)
  return (
    <section>
      <h3>
        Restarts <small className="ts-muted">{change && countWords(firing)}</small>
      </h3>
      {lines.length === 0 ? (
        <p className="ts-sub">Nothing in {at.namespace} has an image trigger on it.</p>
      ) : (
        <ul className={styles.restarts}>
          {lines.slice(0, shortList).map(({ workload, trigger, through, words }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a workload has several triggers
            <li key={`${index} ${workload.key}`}>
              <span>{readable(`${workload.kind} ${workload.name}`)}</span>
              <span className="ts-muted">
                {trigger.container && `${readable(trigger.container)}, `}
                {words}
                {through.length > 0 && ` by ${readable(through.at(-1)?.tag ?? '')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {lines.length > shortList && (
        <p className="ts-sub">and {(lines.length - shortList).toLocaleString('en')} more</p>
      )}
      <p className="ts-sub">
        Looked at in this project only.
        {unseen.length > 0 && ` Not visible to you: ${new Intl.ListFormat('en').format(unseen)}.`}
      </p>
    </section>
  )
}

function effectWords({
  workload,
  effect,
}: Pick<Consequence, 'effect'> & { workload: WorkloadRow }) {
  switch (effect) {
    case 'paused':
      return 'the trigger is paused, it stays'
    case 'ignored':
      return 'the cluster ignores the trigger'
    case 'unchanged':
      return 'has that image already'
    case 'fires':
      if (workload.kind === 'BuildConfig') return 'a build starts'
      return workload.kind === 'CronJob' ? 'at its next run' : 'restarts'
  }
}

function countWords(firing: number): string {
  if (firing === 0) return 'nothing at once'
  return firing === 1 ? '1 at once' : `${firing.toLocaleString('en')} at once`
}
