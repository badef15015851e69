import type { TagRow } from '@/domain/stream-row'
import { pointsAtSentence } from '@/domain/tracking'
import { Reference } from './reference'

/** What the tag follows, in one sentence (S-4). */
export function TagSubtitle({
  namespace,
  stream,
  tag,
}: {
  namespace: string
  stream: string
  tag: TagRow
}) {
  const { lead, target, path } = pointsAtSentence(tag, { namespace, stream })
  return (
    <span>
      {capitalized(lead)} {target && <Reference text={target} path={path} />}
    </span>
  )
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
