import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/domain/format-count'
import { imageStreamQueries } from '@/queries/image-streams'

/** How many streams there are; nothing while that is not known. */
export function ImageStreamsSubtitle({ namespace }: { namespace: string | undefined }) {
  const { data } = useQuery(imageStreamQueries.rows(namespace))
  if (!data) return namespace ? `In project ${namespace}` : 'Of all projects'
  const { rows, isComplete, expected } = data
  const count = isComplete ? rows.length : Math.max(rows.length, expected ?? 0)
  const streams = `${formatCount(count)} ${count === 1 ? 'stream' : 'streams'}`
  if (namespace) return `${streams} in project ${namespace}`
  if (!isComplete) return streams
  const projects = new Set(rows.map((row) => row.namespace)).size
  return `${streams} in ${projects} ${projects === 1 ? 'project' : 'projects'}`
}
