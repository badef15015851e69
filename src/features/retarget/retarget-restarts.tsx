import type { TagName } from '@/domain/image-triggers'
import { restartLine, waitingLine } from '@/domain/restart-line'
import type { StreamRow } from '@/domain/stream-row'
import { readable } from '@/domain/untrusted'
import { type TagChange, triggersOn, whatFires } from '@/domain/what-fires'
import { lookedSentences, useSeenWorkloads } from '@/queries/seen-workloads'
import { atOnceWords, RestartList } from '@/ui/restart-list'

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
  const { data: workloads, error } = useSeenWorkloads(at.namespace)
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
  const lines = change
    ? found.map((each) => restartLine(at, each))
    : triggersOn(at, workloads.rows).map(({ workload, trigger }) =>
        waitingLine(at, workload, trigger),
      )
  return (
    <RestartList
      title="Restarts"
      hint={atOnceWords(found)}
      lines={lines}
      nothing="Nothing has an image trigger on it."
      notes={lookedSentences(workloads)}
    />
  )
}
