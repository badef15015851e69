import { useQuery } from '@tanstack/react-query'
import { countFailing } from '@/domain/failing-tags'
import { formatCount } from '@/domain/format-count'
import { imageStreamQueries } from '@/queries/image-streams'

/**
 * How many imports fail, by the rows that some list has read anyway: the count asks for nothing of
 * its own, and is not there while nobody knows it.
 */
export function FailureCount({ namespace }: { namespace: string | undefined }) {
  const { data: count } = useQuery({
    ...imageStreamQueries.rows(namespace),
    enabled: false,
    select: ({ rows, isComplete }) => (isComplete ? countFailing(rows) : 0),
  })
  if (!count) return null
  return (
    <span className="ts-count">
      {formatCount(count)}
      <span className="ts-sr"> failing</span>
    </span>
  )
}
