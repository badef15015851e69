import { useQuery } from '@tanstack/react-query'
import { orphanedLine, restartLine } from '@/domain/restart-line'
import type { EditedTag } from '@/domain/tag-draft'
import { triggersOn, whatFires } from '@/domain/what-fires'
import { imageStreamQueries } from '@/queries/image-streams'
import { lookedSentences, useSeenWorkloads } from '@/queries/seen-workloads'
import { atOnceWords, RestartList } from '@/ui/restart-list'

/**
 * What starts anew when the tag comes to hold the image (S-56), or does not find the tag any more
 * (S-58), as far as this person may see it. Nothing where the image stays the same, or is not known.
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
  const { data: workloads } = useSeenWorkloads(at.namespace, isAsked)
  const { data: project } = useQuery({
    ...imageStreamQueries.rows(at.namespace),
    enabled: isAsked && !isGone && at.namespace !== '',
  })
  if (!isAsked || !workloads) return null
  const found = isGone
    ? []
    : whatFires(
        { ...at, image, reference },
        { streams: project?.rows ?? [], workloads: workloads.rows },
      )
  const orphaned = isGone ? triggersOn(at, workloads.rows) : []
  const hasUnseen = workloads.unseen.some(({ why }) => why !== 'absent')
  return (
    <RestartList
      title={isGone ? 'Triggers on it' : 'Restarts'}
      hint={atOnceWords(found)}
      lines={[
        ...found.map((each) => restartLine(at, each)),
        ...orphaned.map(({ workload, trigger }) => orphanedLine(at, workload, trigger)),
      ]}
      nothing={hasUnseen ? 'Nothing that you may see.' : 'Nothing has an image trigger on it.'}
      notes={lookedSentences(workloads)}
    />
  )
}
