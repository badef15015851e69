import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listedEntries } from '@/domain/manifest-entries'
import { soundImage } from '@/domain/sound-image'
import { failureOf } from '@/queries/failure'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { PlatformEntries } from './platform-entries'

/** Deeper than anybody builds: what goes on has its own page. */
const deepest = 5

/** The entries of a list that is an entry of another one. */
export function NestedList({
  namespace,
  stream,
  digest,
  ancestors,
}: {
  namespace: string
  stream: string
  digest: string
  ancestors: readonly string[]
}) {
  const { data, error } = useQuery(imageStreamImageQueries.detail(namespace, stream, digest))
  const entries = useMemo(() => data && listedEntries(soundImage(data.image), '', []), [data])
  if (error) {
    const isGone = failureOf(error).kind === 'notFound'
    return (
      <p className="ts-muted">
        {isGone
          ? 'The cluster did not keep this list: it imports lists one level deep. Its registry has it.'
          : `It could not be read: ${error.message}`}
      </p>
    )
  }
  if (!entries) return <p className="ts-muted">Reading the list…</p>
  if (ancestors.length >= deepest) {
    return <p className="ts-muted">It is very deep inside. Open its own page to go on.</p>
  }
  const inside = [...ancestors, digest]
  return (
    <PlatformEntries
      namespace={namespace}
      stream={stream}
      entries={entries}
      ancestors={inside}
      nested={(inner) => (
        <NestedList namespace={namespace} stream={stream} digest={inner} ancestors={inside} />
      )}
    />
  )
}
