import { absoluteTime, relativeTime } from '@/domain/time'
import { useNow } from './now'

/** How long ago something was; the exact moment in UTC is the tooltip. '' is shown as a dash. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow()
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span className="ts-muted">–</span>
  return (
    <time className="ts-num" dateTime={at} title={absoluteTime(date)}>
      {relativeTime(date, now)}
    </time>
  )
}
