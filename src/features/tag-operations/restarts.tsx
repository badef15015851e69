import { useQuery } from '@tanstack/react-query'
import type { WorkloadRow } from '@/domain/image-triggers'
import type { EditedTag } from '@/domain/tag-draft'
import { triggersOn, whatFires } from '@/domain/what-fires'
import { imageStreamQueries } from '@/queries/image-streams'
import { workloadQueries } from '@/queries/workloads'
import styles from './restarts.module.css'

const most = 5

/**
 * What starts anew when the tag comes to hold the image (S-56), or does not find the tag any more
 * (S-58): workloads and builds of the tag's project with an image trigger on it. Nothing where the
 * image stays the same, or is not known.
 */
export function Restarts({
  at,
  isGone,
  image,
  reference,
  before,
}: {
  at: EditedTag
  /** The tag is deleted. */
  isGone: boolean
  /** The digest then, and the pull string then; '' where not known. */
  image: string
  reference: string
  /** The digest now. */
  before: string
}) {
  const isAsked = isGone || (image !== '' && image !== before)
  const { data: workloads } = useQuery({
    ...workloadQueries.list(at.namespace),
    enabled: isAsked && at.namespace !== '',
  })
  const { data: project } = useQuery({
    ...imageStreamQueries.rows(at.namespace),
    enabled: isAsked && !isGone && at.namespace !== '',
  })
  if (!isAsked || !workloads) return null
  const { rows, unseen } = workloads
  const found = isGone
    ? triggersOn(at, rows).map(({ workload }) => workload)
    : whatFires({ ...at, image, reference }, { streams: project?.rows ?? [], workloads: rows })
        .filter(({ effect }) => effect === 'fires')
        .map(({ workload }) => workload)
  const hidden = unseen.filter(({ why }) => why !== 'absent').map(({ kind }) => kind)
  const unique = [...new Map(found.map((workload) => [workload.key, workload])).values()]
  return (
    <section>
      <h3>{isGone ? 'Triggers that will not find it' : 'Restarts or builds at once'}</h3>
      {unique.length === 0 ? (
        <p className="ts-sub">
          {hidden.length === 0
            ? `Nothing in project ${at.namespace}.`
            : 'Nothing that you may see.'}
        </p>
      ) : (
        <ul className={styles.list}>
          {unique.slice(0, most).map((workload) => (
            <li key={workload.key}>{named(workload)}</li>
          ))}
          {unique.length > most && <li>and {unique.length - most} more</li>}
        </ul>
      )}
      {hidden.length > 0 && (
        <p className="ts-sub">Not visible to you: {hidden.map((kind) => `${kind}s`).join(', ')}.</p>
      )}
    </section>
  )
}

function named({ kind, name }: WorkloadRow): string {
  return `${kind} ${name}`
}
