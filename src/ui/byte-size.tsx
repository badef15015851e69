import { formatCount } from '@/domain/format-count'
import { formatBytes } from '@/domain/size'

/** A size with one decimal and its unit; the exact bytes are the tooltip. */
export function ByteSize({ bytes }: { bytes: number | null | undefined }) {
  if (bytes === null || bytes === undefined) return <span className="ts-muted">–</span>
  return (
    <span className="ts-num" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </span>
  )
}
